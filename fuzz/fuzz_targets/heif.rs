//! HEIC and AVIF.

#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::codecs_may_panic(), |bytes: &[u8]| {
    fuzz::decode(bytes, fuzz::Family::Heif);
});
