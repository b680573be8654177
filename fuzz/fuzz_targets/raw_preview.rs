//! The pictures that cameras hide in their files.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::preview(bytes);
});
