//! HEIC and AVIF.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::decode(bytes, fuzz::Family::Heif);
});
