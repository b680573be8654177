//! Pixels of every kind but PDF, SVG, HEIC and AVIF, at a size that the bytes choose.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::decode(bytes, fuzz::Family::Pixels);
});
