//! Every file is hostile until checked: what comes in broken, disguised or huge is refused with a
//! sentence, costs bounded memory, and leaves nothing behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::io::{self, Read, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use support::{Client, Server, found, leftovers, picture, verify};

struct Bench {
    folder: tempfile::TempDir,
    server: Server,
    admin: Client,
    sop: String,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let (roles, mut clients) = found(&server);
    Bench { folder, server, admin: clients.remove(0), sop: roles.sop }
}

impl Bench {
    #[track_caller]
    fn refuses(&self, name: &str, bytes: &[u8], code: &str) {
        let answer = self.admin.upload(name, bytes);
        assert!((400..500).contains(&answer.status), "{name}: {answer:?}");
        let status = answer.status;
        answer.expect_refusal(status, code);
        self.left_nothing();
    }

    #[track_caller]
    fn left_nothing(&self) {
        assert_eq!(leftovers(self.folder.path()), Vec::<std::path::PathBuf>::new());
    }
}

fn jpeg() -> Vec<u8> {
    let mut bytes = io::Cursor::new(Vec::new());
    let shade =
        |x: u32, y: u32| image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 251) as u8]);
    image::RgbImage::from_fn(640, 480, shade)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A PNG whose header promises 30,000 x 30,000 pixels.
fn png_bomb() -> Vec<u8> {
    let sound = picture(1);
    let mut bomb = sound[..8].to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(30_000u32.to_be_bytes());
    header.extend(30_000u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    bomb.extend(13u32.to_be_bytes());
    let sum = crc32(&header);
    bomb.extend(header);
    bomb.extend(sum.to_be_bytes());
    bomb.extend(&sound[33..]);
    bomb
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

#[test]
fn broken_and_disguised_files_are_refused_with_a_sentence() {
    let bench = bench();
    let photo = jpeg();
    bench.refuses("kosong.jpg", b"", "empty_file");
    bench.refuses(
        "surat.jpg",
        "Yth. Bapak Kepala Biro,\nterlampir foto.".as_bytes(),
        "unrecognised_file",
    );
    bench.refuses("halaman.jpg", b"<!doctype html><script>alert(1)</script>", "unrecognised_file");
    bench.refuses("program.jpg", b"MZ\x90\0\x03\0\0\0", "unrecognised_file");
    let disguised = [&photo[..20], b"<html><script>alert(1)</script></html>".as_slice()].concat();
    let answer = bench.admin.upload("foto.jpg", &disguised);
    assert!((400..500).contains(&answer.status), "{answer:?}");
    for sixteenth in 1..16 {
        let cut = &photo[..photo.len() * sixteenth / 16];
        let answer = bench.admin.upload("terpotong.jpg", cut);
        assert!((400..500).contains(&answer.status), "{sixteenth}/16: {answer:?}");
        assert!(answer.body["message"].as_str().unwrap().len() > 20);
    }
    bench.left_nothing();
    bench.admin.upload("foto.jpg", &photo).expect(201);
}

#[test]
fn a_picture_bomb_is_refused_without_unpacking_it() {
    let bench = bench();
    let before = bench.server.peak_memory();
    bench.refuses("bom.png", &png_bomb(), "too_many_pixels");
    let grown = bench.server.peak_memory() - before;
    assert!(grown < 64 << 20, "{} MiB", grown >> 20);
}

/// `length` bytes: `head`, then zeros.
struct Padded<'a> {
    head: &'a [u8],
    left: u64,
}

impl Read for Padded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.head.is_empty() {
            return self.head.read(buffer);
        }
        let count = usize::try_from(self.left.min(buffer.len() as u64)).unwrap();
        buffer[..count].fill(0);
        self.left -= count as u64;
        Ok(count)
    }
}

/// The smallest beginning of an MP4: brand, empty movie header, then the media data box's head.
fn video_head(media_bytes: u64) -> Vec<u8> {
    let mut head = Vec::new();
    head.extend(24u32.to_be_bytes());
    head.extend(b"ftypisom\0\0\x02\0isommp41");
    let mut movie = vec![0u8; 100];
    movie[12..16].copy_from_slice(&1_000u32.to_be_bytes());
    movie[16..20].copy_from_slice(&90_000u32.to_be_bytes());
    head.extend(116u32.to_be_bytes());
    head.extend(b"moov");
    head.extend(108u32.to_be_bytes());
    head.extend(b"mvhd");
    head.extend(movie);
    head.extend(1u32.to_be_bytes());
    head.extend(b"mdat");
    head.extend((16 + media_bytes).to_be_bytes());
    head
}

#[test]
fn two_gigabytes_stream_through_in_little_memory() {
    let bench = bench();
    bench.admin.upload("foto.jpg", &jpeg()).expect(201);
    let before = bench.server.peak_memory();
    let media = 2u64 << 30;
    let head = video_head(media);
    let length = head.len() as u64 + media;
    let stored = bench
        .admin
        .try_upload_from("liputan.mp4", &mut Padded { head: &head, left: media })
        .unwrap();
    let stored = stored.expect(201);
    assert_eq!(stored["asset"]["bytes"].as_u64(), Some(length));
    assert_eq!(stored["asset"]["group"], "video");
    let grown = bench.server.peak_memory() - before;
    assert!(grown < 64 << 20, "{} MiB", grown >> 20);
    bench.left_nothing();
}

#[test]
fn a_huge_picture_is_refused_while_it_comes_in() {
    let bench = bench();
    let head = jpeg();
    let answer =
        bench.admin.try_upload_from("besar.jpg", &mut Padded { head: &head, left: 1 << 30 });
    // The server may answer before it has read everything and close: both are a refusal.
    if let Ok(answer) = answer {
        answer.expect_refusal(413, "file_too_large");
    }
    bench.left_nothing();
    bench.admin.upload("foto.jpg", &head).expect(201);
}

#[test]
fn names_are_text_and_never_paths() {
    let bench = bench();
    let long = "😀".repeat(255) + ".png";
    let names = [
        "../../etc/passwd.png",
        "..\\..\\windows\\foto.png",
        "/mutlak/foto.png",
        long.as_str(),
        "a\0b\nc.png",
    ];
    for (number, name) in names.iter().enumerate() {
        let stored = bench.admin.upload(name, &picture(100 + number as u64)).expect(201);
        let kept = stored["asset"]["name"].as_str().unwrap();
        assert!(!kept.contains(['/', '\\', '\0', '\n']) && !kept.contains(".."), "{kept:?}");
        assert!(kept.len() <= 255 && !kept.is_empty(), "{kept:?}");
        let hash = stored["asset"]["sha256"].as_str().unwrap();
        assert_eq!(bench.admin.bytes(&format!("/api/media/{hash}/original?name=a.png")).0, 200);
    }
}

#[test]
fn an_upload_that_stops_halfway_leaves_nothing() {
    struct Breaks(u32);
    impl Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 -= 1;
            if self.0 == 0 {
                return Err(io::Error::other("kabel tercabut"));
            }
            buffer.fill(7);
            Ok(buffer.len())
        }
    }
    let bench = bench();
    assert!(bench.admin.try_upload_from("foto.jpg", &mut Breaks(20)).is_err());
    // The server notices in its own time; a following request on the same store is the barrier.
    for _ in 0..100 {
        bench.admin.get("/api/drafts").expect(200);
        if leftovers(bench.folder.path()).is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    bench.left_nothing();
}

/// Whoever pulls the plug while a file comes in finds neither a half file nor a row that waits for ever.
#[test]
fn an_upload_that_a_power_cut_ends_leaves_nothing_after_the_restart() {
    let bench = bench();
    let mut line = TcpStream::connect(bench.server.address.trim_start_matches("http://")).unwrap();
    let head = format!(
        "POST /api/assets?name=a.png HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\nCookie: {}\r\nContent-Length: 90000000\r\n\r\n",
        bench.admin.cookie
    );
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(&picture(1)).unwrap();
    line.write_all(&vec![0; 4 << 20]).unwrap();
    let data = bench.folder.path();
    let began = Instant::now();
    while leftovers(data).is_empty() {
        assert!(began.elapsed() < Duration::from_secs(20), "nothing was written");
        std::thread::sleep(Duration::from_millis(1));
    }
    let Bench { folder, server, admin, .. } = bench;
    server.kill();
    assert_ne!(leftovers(folder.path()), Vec::<PathBuf>::new(), "the moment was wrong");
    let server = Server::start(folder.path());
    assert_eq!(leftovers(folder.path()), Vec::<PathBuf>::new());
    let admin = admin.moved_to(&server.address);
    admin.upload("foto.jpg", &jpeg()).expect(201);
    drop(server);
    let (clean, findings) = verify(folder.path());
    assert!(clean, "{findings}");
}

/// 13,000 x 13,000 pixels in half a megabyte, whole and valid: 507 MB once it is unpacked.
fn huge_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 13_000, 13_000);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let row = vec![120; 13_000 * 3];
    for _ in 0..13_000 {
        stream.write_all(&row).unwrap();
    }
    stream.finish().unwrap();
    drop(writer);
    bytes
}

#[test]
fn a_picture_of_169_megapixels_is_shown_in_bounded_memory() {
    let bench = bench();
    let bytes = huge_png();
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    let before = bench.server.peak_memory();
    let done = AtomicBool::new(false);
    let most = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = 0;
            while !done.load(Ordering::Relaxed) {
                most = most.max(bench.server.helpers_memory());
                std::thread::sleep(Duration::from_millis(2));
            }
            most
        });
        let stored = bench.admin.upload("besar.png", &bytes);
        done.store(true, Ordering::Relaxed);
        stored.expect(201);
        watch.join().unwrap()
    });
    let grown = bench.server.peak_memory() - before;
    println!("server {} MiB more, its helpers {} MiB at the most", grown >> 20, most >> 20);
    assert!(grown < 64 << 20, "the server: {} MiB", grown >> 20);
    assert!(most > 0, "nobody saw a helper");
    assert!(most < 800 << 20, "the helpers: {} MiB", most >> 20);
}

#[test]
fn a_file_nobody_uploaded_cannot_be_submitted() {
    let bench = bench();
    let draft = bench.admin.post("/api/drafts", &json!({"sop": bench.sop})).expect(201);
    let ghost = json!({
        "sha256": "0".repeat(64), "name": "hantu.jpg", "bytes": 1, "media_type": "image/jpeg", "group": "picture",
    });
    let body = json!({
        "revision": draft["revision"],
        "content": support::content(&draft, "Hantu", &[ghost]),
        "late_reason": "",
    });
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let answer = bench.admin.try_put(&path, &body).unwrap();
    assert!((400..500).contains(&answer.status), "{answer:?}");
}
