//! Pictures for the tests.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

pub const SAMPLINGS: [SamplingFactor; 6] = [
    SamplingFactor::R_4_4_4,
    SamplingFactor::R_4_2_2,
    SamplingFactor::R_4_2_0,
    SamplingFactor::R_4_4_0,
    SamplingFactor::R_4_1_1,
    SamplingFactor::R_4_1_0,
];

/// A smooth picture with an edge: something of every frequency.
pub fn picture(width: u16, height: u16) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let edge = if x * 2 > y * 3 { 90 } else { 0 };
            pixels.extend([
                (x * 5 + y + edge) as u8 / 2,
                (y * 4 + edge) as u8 / 2 + 60,
                ((x * y) / 8) as u8 / 3 + edge as u8,
            ]);
        }
    }
    pixels
}

pub fn encode(width: u16, height: u16, sampling: SamplingFactor, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(sampling);
    encoder.set_progressive(progressive);
    encoder
        .encode(&picture(width, height), width, height, ColorType::Rgb)
        .expect("a small picture can be encoded");
    bytes
}

pub fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("fixtures are part of the repository")
}
