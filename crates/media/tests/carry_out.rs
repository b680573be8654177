//! Whole orders: everything that is wanted of a file, from one decode.

mod fixtures;

use fixtures::*;
use image::RgbImage;
use media::{
    CancelToken, Cut, Done, Fit, Focus, MediaError, Order, Place, Recipe, carry_out, check, probe,
};
use zune_core::bytestream::ZCursor;

fn place(id: &str, width: u32, height: u32) -> Place {
    Place {
        id: id.into(),
        platform: "contoh".into(),
        label: "Contoh".into(),
        width,
        height,
        max_bytes: 8_000_000,
        quality_floor: 70,
    }
}

fn carried(path: &std::path::Path, order: &Order) -> Result<Done, MediaError> {
    carry_out(path, order, &CancelToken::new())
}

fn shown(jpeg: &[u8]) -> RgbImage {
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(jpeg));
    let rgb = decoder.decode().expect("our own JPEG");
    let (width, height) = decoder.dimensions().expect("decoded");
    RgbImage::from_raw(width as u32, height as u32, rgb).expect("the size it says")
}

#[test]
fn an_order_is_answered_in_the_order_it_asks() {
    let folder = Folder::new();
    let path = folder.put("foto.jpg", &jpeg(&busy(2400, 1600)));
    let order = Order {
        recipes: vec![Recipe::THUMB, Recipe::PREVIEW],
        cuts: vec![
            Cut { place: place("kecil", 400, 500), fit: Fit::AsIs },
            Cut { place: place("besar", 1080, 1350), fit: Fit::Crop { focus: Focus::CENTER } },
        ],
        proposed: vec![place("usul", 640, 640)],
        look: true,
        ..Order::default()
    };
    let done = carried(&path, &order).expect("carried out");
    let sizes: Vec<_> = done.pictures.iter().map(|p| (p.recipe.name, p.width, p.height)).collect();
    assert_eq!(sizes, [("thumb", 512, 341), ("preview", 2048, 1365)]);
    let cuts: Vec<_> =
        done.renditions.iter().map(|r| (r.place.as_str(), r.width, r.height)).collect();
    assert_eq!(cuts, [("kecil", 400, 267), ("besar", 1080, 1350), ("usul", 640, 640)]);
    let look = done.facts.look.expect("looked at");
    assert_eq!(done.renditions[2].fit, Fit::proposed(look.drawn, look.focus));
    assert_eq!(carried(&path, &order).expect("again"), done, "the same order, the same bytes");
    assert_eq!(media::Facts { look: None, ..done.facts }, probe(&path).expect("probed"));
}

#[test]
fn every_orientation_is_cut_where_a_person_sees_the_focus() {
    let folder = Folder::new();
    let upright = quarters(640, 400);
    let corners = [(0, 0, RED), (10_000, 0, GREEN), (0, 10_000, BLUE), (10_000, 10_000, WHITE)];
    for orientation in 1..=8 {
        let stored = stored(&upright, orientation);
        let path =
            folder.put("foto.jpg", &jpeg_with_exif(&stored, &exif(orientation, false, None)));
        for (x, y, color) in corners {
            let fit = Fit::Crop { focus: Focus { x, y } };
            // Too high and too wide in turn, so that both directions are cut.
            for (width, height) in [(100, 400), (640, 100)] {
                let cuts = vec![Cut { place: place("sudut", width, height), fit }];
                let done = carried(&path, &Order { cuts, ..Order::default() }).expect("cut");
                let image = shown(&done.renditions[0].jpeg);
                assert_eq!(image.dimensions(), (width, height));
                let (at_x, at_y) = (
                    if x == 0 { width / 8 } else { width * 7 / 8 },
                    if y == 0 { height / 8 } else { height * 7 / 8 },
                );
                let found = image.get_pixel(at_x, at_y).0;
                let near = found.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 24);
                assert!(near, "orientation {orientation}, {x} {y}: {found:?}, not {color:?}");
            }
        }
    }
}

#[test]
fn an_order_nobody_waits_for_is_not_carried_out() {
    let folder = Folder::new();
    let path = folder.put("foto.jpg", &jpeg(&busy(160, 120)));
    let token = CancelToken::new();
    token.cancel();
    let order = Order { look: true, ..Order::default() };
    let refusal = carry_out(&path, &order, &token).expect_err("cancelled");
    assert_eq!(refusal.code(), "cancelled");
}

#[test]
fn intake_keeps_what_cannot_be_shown_and_refuses_what_is_broken() {
    let folder = Folder::new();
    let order = Order { recipes: vec![Recipe::THUMB], look: true, ..Order::default() };
    let kept = Order { keep_undecodable: true, ..order.clone() };
    let film = folder.put("film.mp4", &movie(b"isom", false));
    assert!(carried(&film, &order).is_err());
    let done = carried(&film, &kept).expect("kept");
    assert!(done.facts.undecodable.is_some() && done.pictures.is_empty());
    assert_eq!(done.facts.duration_ms, Some(12_500));
    let whole = jpeg(&busy(160, 120));
    let broken = folder.put("putus.jpg", &whole[..whole.len() / 2]);
    assert_eq!(carried(&broken, &kept).expect_err("broken").code(), "truncated_file");
}

#[test]
fn an_order_for_nothing_is_the_full_check() {
    let folder = Folder::new();
    let whole = jpeg(&busy(160, 120));
    let path = folder.put("foto.jpg", &whole);
    let done = carried(&path, &Order::default()).expect("whole");
    assert!(done.pictures.is_empty() && done.renditions.is_empty() && done.facts.look.is_none());
    assert_eq!(done.facts, check(&path).expect("whole"));
    let broken = folder.put("putus.jpg", &whole[..whole.len() / 2]);
    assert!(carried(&broken, &Order::default()).is_err());
    let film = folder.put("film.mp4", &movie(b"isom", false));
    assert!(carried(&film, &Order::default()).is_ok());
}

#[test]
fn orders_travel_as_json() {
    let order = Order {
        page: 2,
        recipes: vec![Recipe::THUMB],
        cuts: vec![Cut { place: place("a", 100, 100), fit: Fit::Plain { color: 0x12_34_56 } }],
        proposed: vec![place("b", 200, 100)],
        look: true,
        ..Order::default()
    };
    let text = serde_json::to_string(&order).expect("written");
    assert_eq!(serde_json::from_str::<Order>(&text).expect("read"), order);
    assert_eq!(serde_json::from_str::<Order>("{}").expect("read"), Order::default());
}
