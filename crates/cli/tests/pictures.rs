//! `terbit thumbnail`, `renditions` and `probe`, as a person runs them: the real program on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn terbit(arguments: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_terbit")).args(arguments).args(files).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn photo(folder: &TempDir, name: &str, width: u32, height: u32) -> PathBuf {
    let path = folder.path().join(name);
    let shade =
        |x: u32, y: u32| image::Rgb([(x % 251) as u8, (y % 241) as u8, (x * y % 239) as u8]);
    image::RgbImage::from_fn(width, height, shade).save(&path).unwrap();
    path
}

fn size(path: &Path) -> (u32, u32) {
    image::image_dimensions(path).unwrap()
}

#[test]
fn renditions_are_made_for_each_place_of_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = [photo(&folder, "a.jpg", 1800, 1200), photo(&folder, "b.png", 1200, 1800)];
    let out = folder.path().join("siap");
    let places = "instagram-feed-4x5,youtube-thumbnail";
    let arguments =
        ["renditions", "--place", places, "--fit", "blur", "--out", out.to_str().unwrap()];
    let output = terbit(&arguments, &files);
    assert!(output.status.success(), "{output:?}");
    let told = lines(&output);
    assert_eq!(told.len(), 2);
    for line in told {
        let made = line["renditions"].as_array().unwrap();
        assert_eq!(made.len(), 2, "{line}");
        for one in made {
            let written = Path::new(one["out"].as_str().unwrap());
            assert_eq!(std::fs::metadata(written).unwrap().len(), one["bytes"].as_u64().unwrap());
            let (width, height) = size(written);
            assert_eq!(
                Some((width.into(), height.into())),
                one["width"].as_u64().zip(one["height"].as_u64())
            );
        }
    }
    assert_eq!(size(&out.join("a-instagram-feed-4x5.jpg")), (1080, 1350));
    assert_eq!(size(&out.join("b-youtube-thumbnail.jpg")), (1280, 720));
}

#[test]
fn a_focus_in_percent_says_what_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("terbelah.png");
    let half = |x: u32, _| image::Rgb(if x < 1000 { [230, 20, 20] } else { [20, 20, 230] });
    image::RgbImage::from_fn(2000, 1000, half).save(&path).unwrap();
    let out = folder.path().join("siap");
    for (focus, red) in [("0,50", true), ("100,50", false)] {
        let arguments = ["renditions", "--place", "instagram-feed-4x5", "--focus", focus, "--out"];
        let output = terbit(
            &[&arguments[..], &[out.to_str().unwrap()]].concat(),
            std::slice::from_ref(&path),
        );
        assert!(output.status.success(), "{output:?}");
        let made = image::open(out.join("terbelah-instagram-feed-4x5.jpg")).unwrap().to_rgb8();
        assert_eq!(made.get_pixel(540, 600).0[0] > 128, red, "{focus}");
    }
}

#[test]
fn without_a_wish_the_picture_itself_says_how_it_is_fitted() {
    let folder = tempfile::tempdir().unwrap();
    let file = photo(&folder, "a.jpg", 1800, 1200);
    let out = folder.path().join("siap");
    for (wish, hows) in [(&[][..], &["crop", "blur"][..]), (&["--fit", "crop"][..], &["crop"][..])]
    {
        let arguments = ["renditions", "--place", "instagram-feed-4x5", "--with", "thumb,preview"];
        let arguments = [&arguments[..], wish, &["--out", out.to_str().unwrap()]].concat();
        let output = terbit(&arguments, std::slice::from_ref(&file));
        assert!(output.status.success(), "{output:?}");
        let told = lines(&output);
        let how = told[0]["renditions"][0]["fit"]["how"].as_str().unwrap();
        assert!(hows.contains(&how), "{wish:?}: {how}");
        assert_eq!(size(&out.join("a-instagram-feed-4x5.jpg")), (1080, 1350));
        assert_eq!(size(&out.join("a-thumb.jpg")), (512, 341));
    }
}

#[test]
fn an_unknown_place_is_answered_with_those_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let file = photo(&folder, "a.png", 64, 64);
    let out = folder.path().join("siap");
    let output =
        terbit(&["renditions", "--place", "mading", "--out", out.to_str().unwrap()], &[file]);
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("\"mading\" tidak dikenal") && told.contains("instagram-feed-4x5"),
        "{told}"
    );
}

#[test]
fn an_office_brings_its_own_places() {
    let folder = tempfile::tempdir().unwrap();
    let file = photo(&folder, "a.png", 900, 900);
    let own = folder.path().join("places.toml");
    let entry = "[[picture]]\nid = \"videotron\"\nplatform = \"videotron\"\nlabel = \"Videotron\"\n\
                 width = 640\nheight = 320\nmax_bytes = 500000\nquality_floor = 70\n\
                 source = \"G\"\nread_on = \"2026-11-01\"\n";
    std::fs::write(&own, entry).unwrap();
    let out = folder.path().join("siap");
    let arguments = [
        "renditions",
        "--place",
        "videotron",
        "--places",
        own.to_str().unwrap(),
        "--fit",
        "plain",
        "--out",
        out.to_str().unwrap(),
    ];
    assert!(terbit(&arguments, std::slice::from_ref(&file)).status.success());
    assert_eq!(size(&out.join("a-videotron.jpg")), (640, 320));
    std::fs::write(&own, entry.replace("height = 320", "height = 3")).unwrap();
    let output = terbit(&arguments, &[file]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("baris 1"), "{told}");
}

#[test]
fn probe_tells_every_file_and_fails_if_one_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let good = photo(&folder, "a.jpg", 320, 200);
    let bad = folder.path().join("b.jpg");
    std::fs::write(&bad, "<!DOCTYPE html><html>").unwrap();
    let output = terbit(&["probe"], &[bad.clone(), good.clone()]);
    assert_eq!(output.status.code(), Some(1));
    let told = lines(&output);
    let of = |path: &Path| told.iter().find(|line| line["file"] == path.to_str().unwrap()).unwrap();
    assert_eq!(of(&bad)["code"], "unrecognised_file");
    assert!(of(&bad)["error"].as_str().unwrap().contains("HTML"));
    let facts = of(&good);
    assert_eq!((&facts["kind"], &facts["media_type"]), (&"jpeg".into(), &"image/jpeg".into()));
    assert_eq!(
        (&facts["width"], &facts["height"], &facts["gps"]),
        (&320.into(), &200.into(), &false.into())
    );
    assert!(terbit(&["probe"], &[good]).status.success());
}
