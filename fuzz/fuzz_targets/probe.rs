//! Headers of every kind of file: no panic, no endless walk.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::probe(bytes);
});
