//! Every sort of bitstream, compared with what ffmpeg decodes from it.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use common::reference::{BT601, BT709, Yuv, worst};
use common::{Mux, nclx};
use heif::{Codec, Limits, Nclx, decode, info};

/// Half a step for rounding, and twice half a step for blending chroma in whole numbers.
const NEAR: f64 = 1.6;

fn check(mux: &Mux, yuv: &Yuv, weights: (f64, f64), full_range: bool) {
    let bytes = mux.bytes();
    let picture = decode(&bytes, Limits::default()).unwrap();
    assert_eq!(
        (picture.width as usize, picture.height as usize, picture.channels),
        (yuv.width, yuv.height, 3)
    );
    let worst = worst(&picture.pixels, &yuv.colors(weights, full_range));
    assert!(worst < NEAR, "off by {worst}");
    let told = info(&bytes).unwrap();
    assert_eq!((told.width, told.height), (picture.width, picture.height));
    assert_eq!(u32::from(told.bit_depth), yuv.depth);
}

fn hevc(name: &str, size: (u32, u32), more: &[&[u8]]) -> Mux {
    let mut mux = Mux::new();
    mux.hevc(name, size, more);
    mux
}

fn av1(name: &str, size: (u32, u32), depth: u8, more: &[&[u8]]) -> Mux {
    let mut mux = Mux::new();
    mux.av1(name, size, depth, more);
    mux
}

#[test]
fn hevc_of_8_bits_without_word_on_colors_is_bt601_of_limited_range() {
    let yuv = Yuv::load("hevc8.yuv", (98, 70), 8, Some((1, 1)));
    check(&hevc("hevc8.265", (98, 70), &[]), &yuv, BT601, false);
}

#[test]
fn the_container_has_the_first_word_on_colors() {
    let yuv = Yuv::load("hevc8.yuv", (98, 70), 8, Some((1, 1)));
    let colors = nclx(12, 13, 6, true);
    let mux = hevc("hevc8.265", (98, 70), &[&colors]);
    check(&mux, &yuv, BT601, true);
    let told = info(&mux.bytes()).unwrap().nclx;
    assert_eq!(told, Some(Nclx { primaries: 12, transfer: 13, matrix: 6, full_range: true }));
}

#[test]
fn the_bitstream_has_the_second_word_on_colors() {
    let yuv = Yuv::load("hevc8full.yuv", (64, 48), 8, Some((1, 1)));
    check(&hevc("hevc8full.265", (64, 48), &[]), &yuv, BT709, true);
}

#[test]
fn hevc_of_10_bits() {
    let yuv = Yuv::load("hevc10.yuv", (66, 58), 10, Some((1, 1)));
    check(&hevc("hevc10.265", (66, 58), &[]), &yuv, BT601, false);
}

#[test]
fn hevc_with_whole_chroma() {
    let yuv = Yuv::load("hevc444.yuv", (64, 48), 8, Some((0, 0)));
    check(&hevc("hevc444.265", (64, 48), &[]), &yuv, BT601, false);
}

#[test]
fn av1_of_8_bits() {
    let yuv = Yuv::load("av1-8.yuv", (98, 70), 8, Some((1, 1)));
    let mux = av1("av1-8.obu", (98, 70), 8, &[]);
    check(&mux, &yuv, BT601, false);
    assert_eq!(info(&mux.bytes()).unwrap().codec, Codec::Av1);
}

#[test]
fn av1_of_10_bits_with_half_chroma_and_an_odd_width() {
    let yuv = Yuv::load("av1-10.yuv", (65, 48), 10, Some((1, 0)));
    check(&av1("av1-10.obu", (65, 48), 10, &[]), &yuv, BT601, false);
}

#[test]
fn av1_of_12_bits_with_whole_chroma() {
    let yuv = Yuv::load("av1-12.yuv", (48, 48), 12, Some((0, 0)));
    let colors = nclx(9, 16, 1, false);
    check(&av1("av1-12.obu", (48, 48), 12, &[&colors]), &yuv, BT709, false);
}

#[test]
fn grey_av1() {
    let yuv = Yuv::load("av1-grey.yuv", (98, 70), 8, None);
    let colors = nclx(1, 13, 6, true);
    check(&av1("av1-grey.obu", (98, 70), 8, &[&colors]), &yuv, BT601, true);
}

#[test]
fn a_picture_decoded_larger_than_claimed_is_cut() {
    let bytes = hevc("hevc8.265", (97, 69), &[]).bytes();
    let whole = decode(&common::single().bytes(), Limits::default()).unwrap();
    let cut = decode(&bytes, Limits::default()).unwrap();
    assert_eq!((cut.width, cut.height), (97, 69));
    assert_eq!(cut.pixels[..96 * 3], whole.pixels[..96 * 3]);
}

#[test]
fn threads_change_nothing() {
    let bytes = common::phone(&[]).bytes();
    let alone = decode(&bytes, Limits::default()).unwrap();
    let together = decode(&bytes, Limits { threads: 3, ..Limits::default() }).unwrap();
    assert!(alone == together);
}
