//! EXIF blocks, and whatever they point at.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::metadata(bytes);
});
