//! PDF pages and SVG drawings: known colours in known places, and drawings that mean harm.

mod fixtures;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use fixtures::*;
use image::{DynamicImage, ImageFormat, RgbImage};
use media::{Facts, Kind, Recipe, derive, probe, probe_reader};

fn facts(bytes: &[u8]) -> Facts {
    probe_reader(Cursor::new(bytes), bytes.len() as u64).expect("probed")
}

fn shown(bytes: &[u8]) -> RgbImage {
    let folder = Folder::new();
    let made = derive(&folder.put("gambar", bytes), &[Recipe::THUMB]).expect("drawn");
    let mut decoder =
        zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(made[0].jpeg.as_slice()));
    let rgb = decoder.decode().expect("our own JPEG");
    RgbImage::from_raw(made[0].width, made[0].height, rgb).expect("the size it says")
}

#[track_caller]
fn is_at(image: &RgbImage, [x, y]: [f32; 2], color: [u8; 3]) {
    let (width, height) = image.dimensions();
    let found = image.get_pixel((width as f32 * x) as u32, (height as f32 * y) as u32).0;
    assert!(
        found.iter().zip(color).all(|(a, b)| a.abs_diff(b) <= 24),
        "at {x}, {y}: {found:?}, not {color:?}"
    );
}

/// Objects with a right table, as a program writes them.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", number + 1).expect("memory");
    }
    let table = file.len();
    writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).expect("memory");
    offsets.iter().for_each(|at| writeln!(file, "{at:010} 00000 n ").expect("memory"));
    writeln!(
        file,
        "trailer\n<</Root 1 0 R /Size {}>>\nstartxref\n{table}\n%%EOF",
        objects.len() + 1
    )
    .expect("memory");
    file
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// Two pages of 200 x 100 points: the first red on its left half, with words; the second blue and turned a quarter.
fn two_pages() -> Vec<u8> {
    pdf_of(&[
        "<</Type /Catalog /Pages 2 0 R>>".into(),
        "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 200 100]>>".into(),
        "<</Type /Page /Parent 2 0 R /Contents 5 0 R /Resources <</Font <</F 7 0 R>>>>>>".into(),
        "<</Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 90>>".into(),
        stream("0.863 0.118 0.118 rg 0 0 100 100 re f 0 g BT /F 30 Tf 110 40 Td (Terbit) Tj ET"),
        stream("0.118 0.196 0.863 rg 0 0 200 50 re f"),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".into(),
    ])
}

#[test]
fn a_pdf_shows_its_first_page_over_white_with_its_words() {
    let bytes = two_pages();
    let facts = facts(&bytes);
    assert_eq!((facts.kind, facts.pages), (Kind::Pdf, Some(2)));
    assert_eq!((facts.width, facts.height), (Some(400), Some(200)), "144 dpi");
    assert_eq!(facts.undecodable, None);
    let page = shown(&bytes);
    assert_eq!(page.dimensions(), (512, 256));
    is_at(&page, [0.25, 0.5], RED);
    is_at(&page, [0.9, 0.1], [255; 3]);
    let dark = page.enumerate_pixels().filter(|(x, _, p)| *x > 270 && p.0[0] < 90).count();
    assert!((300..12_000).contains(&dark), "words in a font that the file does not carry: {dark}");
}

#[test]
fn pages_in_compressed_object_streams_are_counted_and_shown() {
    let inner = [
        (1, "<</Type /Catalog /Pages 2 0 R>>"),
        (2, "<</Type /Pages /Kids [3 0 R 3 0 R 5 0 R] /Count 2>>"),
        (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 6 0 R>>"),
        (5, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>>"),
    ];
    let (mut head, mut body) = (String::new(), String::new());
    for (number, object) in inner {
        head += &format!("{number} {} ", body.len());
        body += &format!("{object} ");
    }
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    };
    let mut file = b"%PDF-1.5\n".to_vec();
    let content = file.len();
    file.extend(
        format!("6 0 obj {} endobj\n", stream("0.118 0.745 0.157 rg 0 0 100 100 re f")).bytes(),
    );
    let objects = file.len();
    let packed_objects = packed(format!("{head}{body}").as_bytes());
    file.extend(
        format!(
            "4 0 obj <</Type /ObjStm /N 4 /First {} /Filter /FlateDecode /Length {}>>\nstream\n",
            head.len(),
            packed_objects.len()
        )
        .bytes(),
    );
    file.extend(&packed_objects);
    file.extend(b"\nendstream endobj\n");
    let table = file.len();
    // Type, offset or stream, generation or index; one, two and one bytes.
    let row = |kind: u8, at: usize, index: u8| [kind, (at >> 8) as u8, at as u8, index];
    let rows = [
        row(0, 0, 0),
        row(2, 4, 0),
        row(2, 4, 1),
        row(2, 4, 2),
        row(1, objects, 0),
        row(2, 4, 3),
        row(1, content, 0),
        row(1, table, 0),
    ]
    .concat();
    let rows = packed(&rows);
    file.extend(
        format!(
            "7 0 obj <</Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length {}>>\nstream\n",
            rows.len()
        )
        .bytes(),
    );
    file.extend(&rows);
    file.extend(format!("\nendstream endobj\nstartxref\n{table}\n%%EOF\n").bytes());
    assert!(!file.windows(6).any(|w| w == b"/Pages"), "nothing about pages in plain bytes");
    assert_eq!(facts(&file).pages, Some(2), "a page that is named twice is one page");
    is_at(&shown(&file), [0.5, 0.5], GREEN);
}

#[test]
fn a_pdf_with_a_password_is_kept_and_said_to_be_locked() {
    let mut objects = vec![
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R>>".to_owned(),
    ];
    objects.push(format!(
        "<</Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -44>>",
        "5A".repeat(32),
        "A5".repeat(32)
    ));
    let bytes = String::from_utf8(pdf_of(&objects)).expect("text");
    let bytes = bytes.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]");
    let facts = facts(bytes.as_bytes());
    assert_eq!(facts.undecodable.as_deref(), Some("PDF terkunci sandi"));
    assert_eq!(facts.pages, Some(1));
    let refusal = derive(&Folder::new().put("a.pdf", bytes.as_bytes()), &[Recipe::THUMB]);
    assert_eq!(refusal.expect_err("locked").code(), "unsupported_format");
}

#[test]
fn page_trees_that_loop_end() {
    let start = Instant::now();
    let bytes = pdf_of(&[
        "<</Type /Catalog /Pages 2 0 R>>".into(),
        "<</Type /Pages /Kids [2 0 R 3 0 R 1 0 R 4 0 R] /Count 999999999>>".into(),
        "<</Type /Pages /Kids [2 0 R 3 0 R]>>".into(),
        "<</Type /Page /Parent 4 0 R /Contents [4 0 R 5 0 R] /Resources <</XObject <</A 5 0 R>>>>>>"
            .into(),
        "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A 5 0 R>>>> /Length 6>>\nstream\n/A Do \nendstream".into(),
    ]);
    let facts = facts(&bytes);
    assert!(facts.pages.is_some_and(|pages| pages < 10), "{:?}", facts.pages);
    shown(&bytes);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

fn svg(attributes: &str, body: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>{body}</svg>"
    )
    .into_bytes()
}

#[test]
fn an_svg_is_drawn_over_white_at_the_size_that_is_needed() {
    let bytes = svg(
        "viewBox=\"0 0 20 10\"",
        "<rect width=\"10\" height=\"10\" fill=\"#dc1e1e\"/>\
         <rect x=\"10\" width=\"10\" height=\"5\" fill=\"#1e32dc\" fill-opacity=\"0.5\"/>",
    );
    let facts = facts(&bytes);
    assert_eq!((facts.kind, facts.width, facts.height), (Kind::Svg, Some(20), Some(10)));
    let picture = shown(&bytes);
    assert_eq!(picture.dimensions(), (512, 256));
    is_at(&picture, [0.25, 0.5], RED);
    is_at(&picture, [0.75, 0.25], [142, 152, 238]);
    is_at(&picture, [0.75, 0.75], [255; 3]);
}

#[test]
fn words_in_an_svg_are_drawn_whatever_fonts_there_are() {
    let bytes = svg(
        "width=\"200\" height=\"50\"",
        "<text x=\"5\" y=\"38\" font-size=\"40\" font-family=\"Tidak Ada Di Sini\">Terbit</text>",
    );
    let picture = shown(&bytes);
    let dark = picture.pixels().filter(|p| p.0[0] < 90).count();
    assert!((1000..20_000).contains(&dark), "{dark}");
}

#[test]
fn an_svg_reads_nothing_outside_itself() {
    let folder = Folder::new();
    let red = encoded(
        &DynamicImage::ImageRgb8(RgbImage::from_pixel(8, 8, image::Rgb(RED))),
        ImageFormat::Png,
    );
    let beside = folder.put("merah.png", &red);
    let addresses = [
        format!("file://{}", beside.display()),
        beside.display().to_string(),
        "merah.png".into(),
        "file:///etc/passwd".into(),
        "http://127.0.0.1:9/merah.png".into(),
    ];
    for address in addresses {
        let body = format!(
            "<image xlink:href=\"{address}\" width=\"10\" height=\"10\"/>\
             <script>while(true){{}}</script><style>@import url(\"{address}\");</style>"
        );
        let bytes = svg("viewBox=\"0 0 10 10\"", &body);
        std::env::set_current_dir(beside.parent().expect("a folder")).expect("a folder");
        is_at(&shown(&bytes), [0.5, 0.5], [255; 3]);
    }
}

#[test]
fn pictures_inside_an_svg_are_drawn_within_bounds() {
    let inside = |png: &[u8]| {
        let body = format!(
            "<image href=\"data:image/png;base64,{}\" width=\"10\" height=\"10\"/>",
            base64(png)
        );
        shown(&svg("viewBox=\"0 0 10 10\"", &body))
    };
    let green = encoded(
        &DynamicImage::ImageRgb8(RgbImage::from_pixel(8, 8, image::Rgb(GREEN))),
        ImageFormat::Png,
    );
    is_at(&inside(&green), [0.5, 0.5], GREEN);
    is_at(&inside(&png_claiming(30_000, 30_000)), [0.5, 0.5], [255; 3]);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte))
            << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * digit) & 63) as usize];
            text.push(if digit > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[test]
fn drawings_that_multiply_are_refused_soon() {
    let folder = Folder::new();
    let start = Instant::now();
    let mut laughs = "<!DOCTYPE svg [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..12 {
        laughs += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    laughs += "]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a11;</text></svg>";
    let mut uses = "<g id=\"u0\"><rect width=\"1\" height=\"1\"/></g>".to_owned();
    for level in 1..12 {
        let use_ = format!("<use href=\"#u{}\"/>", level - 1);
        uses += &format!("<g id=\"u{level}\">{}</g>", use_.repeat(10));
    }
    let deep = "<g opacity=\"0.9\">".repeat(5000) + &"</g>".repeat(5000);
    let cases =
        [laughs.into_bytes(), svg("viewBox=\"0 0 9 9\"", &uses), svg("viewBox=\"0 0 9 9\"", &deep)];
    for (number, bytes) in cases.iter().enumerate() {
        let refusal = derive(&folder.put("jahat.svg", bytes), &[Recipe::THUMB]);
        assert_eq!(refusal.expect_err("refused").code(), "damaged_file", "case {number}");
    }
    let refusal =
        probe(&folder.put("potong.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g><rect"));
    assert_eq!(refusal.expect_err("cut").code(), "truncated_file");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
