//! Videos: what a platform asks about them, a frame to look at, what a place refuses, and a copy that it takes. The
//! recordings are made by ffmpeg, which the test command installs.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod fixtures;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use fixtures::*;
use media::{
    CancelToken, CopyError, Facts, Kind, Recipe, Refusal, Tool, VideoRule, derive, ffmpeg,
    ffmpeg_among, platform_copy, probe, refusals,
};

fn tool() -> Tool {
    ffmpeg().expect("ffmpeg is installed by the test command")
}

/// Red on the left, blue on the right, after half a second of black.
const SCENE: &str = "color=c=red:s=160x180:r=25,format=rgb24[l];color=c=blue:s=160x180:r=25,format=rgb24[r];\
                     [l][r]hstack,drawbox=c=black:t=fill:enable='lt(t,0.5)'";

fn record(folder: &Folder, name: &str, options: &[&str]) -> PathBuf {
    let path = folder.put(name, b"");
    let made = Command::new(tool().path)
        .args(["-v", "error", "-y", "-filter_complex", &format!("{SCENE}[v]"), "-map", "[v]"])
        .args(options)
        .arg(&path)
        .status()
        .unwrap();
    assert!(made.success(), "{name}");
    path
}

const H264: [&str; 8] = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "10", "-t", "3"];

fn with<'a>(first: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [first, more].concat()
}

/// The colours in the middle of the left and right (or upper and lower) halves of a picture of the file.
fn halves(path: &Path, upright: bool) -> [[u8; 3]; 2] {
    let made = derive(path, &[Recipe::THUMB]).unwrap();
    let mut decoder = jpeg_decoder::Decoder::new(&made[0].jpeg[..]);
    let rgb = decoder.decode().unwrap();
    let (width, height) = (made[0].width as usize, made[0].height as usize);
    let (a, b) = if upright {
        ((width / 2, height / 4), (width / 2, 3 * height / 4))
    } else {
        ((width / 4, height / 2), (3 * width / 4, height / 2))
    };
    [a, b].map(|(x, y)| rgb[(y * width + x) * 3..][..3].try_into().unwrap())
}

fn near(has: [u8; 3], want: [u8; 3]) -> bool {
    has.iter().zip(want).all(|(has, want)| has.abs_diff(want) < 16)
}

const PURE_RED: [u8; 3] = [254, 0, 0];
const PURE_BLUE: [u8; 3] = [0, 0, 254];

#[test]
fn recordings_tell_codec_rate_and_length() {
    let folder = Folder::new();
    let cases: [(&str, Kind, Vec<&str>, &str); 7] = [
        ("a.mp4", Kind::Mp4, with(&H264, &[]), "h264"),
        ("b.mov", Kind::Mov, with(&H264, &["-r", "30000/1001"]), "h264"),
        (
            "c.mp4",
            Kind::Mp4,
            vec!["-c:v", "libx265", "-x265-params", "log-level=none", "-t", "3"],
            "hevc",
        ),
        ("d.webm", Kind::Webm, vec!["-c:v", "libvpx", "-t", "3"], "vp8"),
        ("e.webm", Kind::Webm, vec!["-c:v", "libvpx-vp9", "-t", "3"], "vp9"),
        ("f.mkv", Kind::Mkv, with(&H264, &[]), "h264"),
        ("g.avi", Kind::Avi, vec!["-c:v", "mjpeg", "-t", "3"], "mjpeg"),
    ];
    for (name, kind, options, codec) in cases {
        let facts = probe(&record(&folder, name, &options)).unwrap();
        assert_eq!(facts.kind, kind, "{name}");
        assert_eq!((facts.width, facts.height), (Some(320), Some(180)), "{name}");
        let ms = facts.duration_ms.unwrap();
        assert!((2900..3200).contains(&ms), "{name}: {ms}");
        let video = facts.video.unwrap();
        assert_eq!((video.codec.as_str(), video.sound.as_deref()), (codec, None), "{name}");
        let rate = video.frame_rate_milli.unwrap();
        let expected = if kind == Kind::Mov { 29_970 } else { 25_000 };
        assert!(rate.abs_diff(expected) <= 10, "{name}: {rate}");
        assert!(video.bit_rate.unwrap() > 1000, "{name}");
        assert!(!facts.gps, "{name}");
    }
    let path = folder.put("h.mp4", b"");
    let made = Command::new(tool().path)
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=s=64x64:r=10:d=1"])
        .args(["-f", "lavfi", "-i", "sine=d=1", "-c:v", "libx264", "-c:a", "aac"])
        .arg(&path)
        .status();
    assert!(made.unwrap().success());
    assert_eq!(probe(&path).unwrap().video.unwrap().sound.as_deref(), Some("aac"));
}

#[test]
fn a_poster_passes_over_the_black_beginning_in_the_right_colours() {
    let folder = Folder::new();
    let cases: [(&str, Vec<&str>); 7] = [
        ("a.mp4", with(&H264, &[])),
        ("c.mp4", with(&H264, &["-bf", "0", "-profile:v", "baseline"])),
        ("d.webm", vec!["-c:v", "libvpx", "-g", "10", "-t", "3"]),
        ("e.webm", vec!["-c:v", "libvpx-vp9", "-t", "3"]),
        ("f.mp4", vec!["-c:v", "libx265", "-x265-params", "log-level=none:keyint=20", "-t", "3"]),
        ("g.avi", vec!["-c:v", "mjpeg", "-t", "3"]),
        ("h.mkv", with(&H264, &[])),
    ];
    for (name, options) in cases {
        let [left, right] = halves(&record(&folder, name, &options), false);
        assert!(near(left, PURE_RED) && near(right, PURE_BLUE), "{name}: {left:?} {right:?}");
    }
}

#[test]
fn a_turned_recording_is_shown_upright() {
    let folder = Folder::new();
    let path = record(&folder, "tegak.mp4", &H264);
    let whole = std::fs::read(&path).unwrap();
    let header = whole.windows(4).position(|name| name == b"tkhd").unwrap();
    let (one, minus) = (0x0001_0000u32.to_be_bytes(), 0xFFFF_0000u32.to_be_bytes());
    // Red is on the left: a quarter clockwise brings it up, anticlockwise down, half a turn to the right.
    let zero = [0; 4];
    for (rotation, [a, b, c, d]) in [
        (90, [zero, one, minus, zero]),
        (180, [minus, zero, zero, minus]),
        (270, [zero, minus, one, zero]),
    ] {
        let mut bytes = whole.clone();
        // After the name: version, times, id, duration, reserved, layer, group, volume.
        let matrix = header + 4 + 4 + 20 + 16;
        for (index, part) in [(0, a), (1, b), (3, c), (4, d)] {
            bytes[matrix + index * 4..][..4].copy_from_slice(&part);
        }
        let path = folder.put("diputar.mp4", &bytes);
        let facts = probe(&path).unwrap();
        assert_eq!(facts.video.unwrap().rotation, rotation);
        let upright = rotation != 180;
        let expected = if upright { (Some(180), Some(320)) } else { (Some(320), Some(180)) };
        assert_eq!((facts.width, facts.height), expected, "{rotation}");
        let [first, second] = halves(&path, upright);
        let red_first = rotation == 90;
        let (want_first, want_second) =
            if red_first { (PURE_RED, PURE_BLUE) } else { (PURE_BLUE, PURE_RED) };
        assert!(
            near(first, want_first) && near(second, want_second),
            "{rotation}: {first:?} {second:?}"
        );
    }
}

#[test]
fn fragmented_recordings_tell_what_their_headers_know() {
    let folder = Folder::new();
    let options = with(&H264, &["-movflags", "+frag_keyframe+empty_moov+default_base_moof"]);
    let path = record(&folder, "siaran.mp4", &options);
    let facts = probe(&path).unwrap();
    assert_eq!((facts.width, facts.height), (Some(320), Some(180)));
    assert_eq!(facts.video.unwrap().codec, "h264");
    let [left, right] = halves(&path, false);
    assert!(near(left, PURE_RED) && near(right, PURE_BLUE), "{left:?} {right:?}");
}

#[test]
fn flipped_recordings_never_panic_and_end_soon() {
    let folder = Folder::new();
    let start = std::time::Instant::now();
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let recordings = [
        record(&folder, "a.mp4", &H264),
        record(&folder, "b.webm", &["-c:v", "libvpx", "-t", "1"]),
        record(&folder, "c.avi", &["-c:v", "mjpeg", "-t", "1"]),
    ];
    for path in recordings {
        let whole = std::fs::read(&path).unwrap();
        for round in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 5 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                // MP4 keeps its tables at the end.
                let at = (state >> 8) as usize % bytes.len().min(2000);
                let at = if state & 1 == 0 { at } else { bytes.len() - 1 - at };
                bytes[at] ^= (state >> 40) as u8 | 1;
            }
            let path = folder.put("rusak", &bytes);
            let _ = probe(&path);
            if round % 10 == 0 {
                let _ = derive(&path, &[Recipe::THUMB]);
            }
        }
    }
    assert!(start.elapsed().as_secs() < 200, "{:?}", start.elapsed());
}

#[test]
fn a_place_says_everything_it_refuses() {
    let folder = Folder::new();
    let facts = probe(&record(&folder, "a.mkv", &H264)).unwrap();
    assert_eq!(refusals(&facts, &VideoRule::default()), []);
    let rule: VideoRule = serde_json::from_value(serde_json::json!({
        "min_ms": 500,
        "max_ms": 2000,
        "max_bytes": 100,
        "tallest": [9, 16],
        "widest": [4, 5],
        "codecs": ["hevc"],
        "containers": ["mp4", "mov"],
        "min_frame_rate_milli": 30_000,
    }))
    .unwrap();
    let found = refusals(&facts, &rule);
    assert!(
        matches!(
            found[..],
            [
                Refusal::TooLong { limit_ms: 2000, .. },
                Refusal::TooLarge { limit_bytes: 100, .. },
                Refusal::WrongShape { limit: [4, 5], width: 320, height: 180 },
                Refusal::WrongCodec { .. },
                Refusal::FewFrames { limit_milli: 30_000, has_milli: 25_000 },
                Refusal::WrongContainer { has: Kind::Mkv, .. },
            ]
        ),
        "{found:?}"
    );
    for refusal in &found {
        let sentence = refusal.to_string();
        assert!(sentence.ends_with('.') && sentence.contains(". "), "{sentence}");
    }
    assert!(found[0].to_string().starts_with("Video terlalu panjang: 3"), "{}", found[0]);
    assert_eq!(serde_json::to_value(&found[0]).unwrap()["code"], "too_long");
    let short = VideoRule { min_ms: Some(10_000), ..VideoRule::default() };
    assert!(matches!(refusals(&facts, &short)[..], [Refusal::TooShort { .. }]));
}

fn story() -> VideoRule {
    VideoRule {
        max_ms: Some(60_000),
        max_bytes: Some(1_000_000),
        tallest: Some([9, 16]),
        widest: Some([9, 16]),
        largest: Some([360, 640]),
        codecs: vec!["h264".into()],
        containers: vec![Kind::Mp4],
        max_frame_rate_milli: Some(15_000),
        ..VideoRule::default()
    }
}

fn copy(
    source: &Path,
    target: &Path,
    rule: &VideoRule,
) -> (Result<(), CopyError>, Vec<(u64, u64)>) {
    let mut told = Vec::new();
    let facts: Facts = probe(source).unwrap();
    let done = platform_copy(
        &tool(),
        source,
        target,
        rule,
        &facts,
        &mut |done, total| told.push((done, total)),
        &CancelToken::new(),
    );
    (done, told)
}

#[test]
fn a_copy_is_what_the_place_takes_and_says_nothing_about_the_person() {
    let folder = Folder::new();
    let notes = ["-metadata", "location=-06.1754+106.8272/", "-metadata", "artist=Budi"];
    let source = record(&folder, "asli.mov", &with(&H264, &notes));
    assert!(probe(&source).unwrap().gps, "the original tells where it was taken");
    let target = folder.put("siap.mp4", b"");
    let (done, told) = copy(&source, &target, &story());
    done.unwrap();
    let facts = probe(&target).unwrap();
    assert_eq!(refusals(&facts, &story()), []);
    assert_eq!((facts.width, facts.height), (Some(320), Some(568)), "never larger than it was");
    assert!(!facts.gps && facts.taken.is_none() && facts.camera.is_none());
    let bytes = std::fs::read(&target).unwrap();
    assert!(!bytes.windows(4).any(|word| word == b"Budi"));
    let at = |name: &[u8]| bytes.windows(4).position(|word| word == name).unwrap();
    assert!(at(b"moov") < at(b"mdat"), "it starts at once");
    let (last, total) = *told.last().unwrap();
    assert_eq!(last, total);
    assert!(told.is_sorted(), "{told:?}");
    assert_eq!(
        std::fs::read_dir(target.parent().unwrap()).unwrap().count(),
        2,
        "nothing is left over"
    );
}

#[test]
fn a_video_that_is_too_long_is_said_to_be_and_never_cut() {
    let folder = Folder::new();
    let source = record(&folder, "panjang.mp4", &H264);
    let target = source.with_file_name("siap.mp4");
    let rule = VideoRule { max_ms: Some(1000), ..story() };
    let (done, told) = copy(&source, &target, &rule);
    assert!(matches!(done, Err(CopyError::Refused(Refusal::TooLong { .. }))), "{done:?}");
    assert!(told.is_empty() && !target.exists());
    let tiny = VideoRule { max_bytes: Some(1000), ..story() };
    assert!(matches!(copy(&source, &target, &tiny).0, Err(CopyError::CannotFit { .. })));
}

#[test]
fn a_cancelled_copy_leaves_nothing() {
    let folder = Folder::new();
    let source =
        record(&folder, "asli.mp4", &["-c:v", "libx264", "-pix_fmt", "yuv420p", "-t", "60"]);
    let target = source.with_file_name("siap.mp4");
    let cancel = CancelToken::new();
    let facts = probe(&source).unwrap();
    let rule = VideoRule::default();
    let again = cancel.clone();
    let mut stop = move |_, _| again.cancel();
    let done = platform_copy(&tool(), &source, &target, &rule, &facts, &mut stop, &cancel);
    assert!(matches!(done, Err(CopyError::Cancelled)), "{done:?}");
    assert_eq!(std::fs::read_dir(source.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_source_that_ffmpeg_cannot_read_is_said_so() {
    let folder = Folder::new();
    let source = folder.put("palsu.mp4", &movie(b"isom", false));
    let (done, _) = copy(&source, &source.with_file_name("siap.mp4"), &VideoRule::default());
    match done {
        Err(CopyError::Failed { detail }) => assert!(!detail.is_empty() && !detail.contains('\n')),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_ffmpeg_there_is_no_tool() {
    let folder = Folder::new();
    let file = folder.put("ffmpeg", b"not a program");
    for folders in ["", "/tidak/ada", "relatif", file.parent().unwrap().to_str().unwrap()] {
        assert_eq!(ffmpeg_among(OsStr::new(folders)), None, "{folders}");
    }
    let tool = tool();
    assert!(tool.path.is_absolute() && !tool.version.is_empty());
}
