//! Pages of PDF files and drawings of SVG.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::decode(bytes, fuzz::Family::Drawn);
});
