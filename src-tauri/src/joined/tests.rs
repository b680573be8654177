//! Against a real host over TLS on a port of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api::tools::{Limits, SystemClock, Workshop};
use api::{Certificate, Host};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::commands::join;
use super::{Membership, Progress, Reach, Remote, Upload};
use crate::bridge::{Bridge, Road};
use crate::failure::Failure;

/// An office with one administrator, on the network.
struct Office {
    data: TempDir,
    host: Host,
    address: SocketAddr,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Office {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let workshop = Workshop::in_process();
        let host = Host::open_with(data.path(), Arc::new(SystemClock), Limits::default(), workshop)
            .unwrap();
        let here = Bridge::new(host.router(api::Edition::Desktop));
        let account = json!({ "name": "Rina", "login": "rina", "password": "rahasia-kantor" });
        let form = json!({ "name": "Biro Uji", "sops": ["dki-pengelolaan-media-sosial"], "accounts": [account] });
        assert_eq!(ask(&here, "POST", "/api/office", &form).await.0, StatusCode::CREATED);
        let mut office = Self { data, host, address: ([127, 0, 0, 1], 0).into(), serving: None };
        office.serve().await;
        office
    }

    fn certificate(&self) -> Certificate {
        Certificate::of_office(self.data.path()).unwrap()
    }

    async fn serve(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { drop(stopped.await) };
        let serving = api::serve(self.host.clone(), listener, Some(self.certificate()), stopped);
        self.serving = Some((stop, tokio::spawn(async { serving.await.unwrap() })));
    }

    async fn stop(&mut self) {
        let (stop, ended) = self.serving.take().unwrap();
        drop(stop);
        ended.await.unwrap();
    }

    /// Large files of which a part has come.
    fn arriving(&self) -> usize {
        let all = std::fs::read_dir(self.data.path().join("media/incoming")).unwrap().flatten();
        all.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "upload"))
            .count()
    }

    fn code(&self) -> String {
        self.host.pairing_code(self.address, &self.certificate()).unwrap().code
    }

    async fn joined(&self) -> Membership {
        join(&self.address.to_string(), &self.code(), "PC Humas").await.unwrap()
    }
}

/// A window that shows the office.
fn window(membership: Membership) -> (Bridge, Arc<Remote>) {
    let remote = Arc::new(Remote::new(membership).unwrap());
    let bridge = Bridge::new(Router::new());
    bridge.turn(Road::There(remote.clone()));
    (bridge, remote)
}

async fn ask(bridge: &Bridge, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("x-terbit", "1")
        .header("content-type", "application/json")
        .body(if method == "GET" { Body::empty() } else { Body::from(body.to_string()) });
    let response = bridge.ask(request.unwrap()).await;
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

async fn sign_in(bridge: &Bridge) {
    let form = json!({ "login": "rina", "password": "rahasia-kantor" });
    assert_eq!(ask(bridge, "POST", "/api/session", &form).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_joined_window_asks_its_host_and_shows_its_own_page() {
    let office = Office::open().await;
    let membership = office.joined().await;
    assert_eq!((membership.office.as_str(), membership.name.as_str()), ("Biro Uji", "PC Humas"));
    let (bridge, _) = window(membership);
    sign_in(&bridge).await;
    let (_, session) = ask(&bridge, "GET", "/api/session", &Value::Null).await;
    assert_eq!(session["account"]["login"], "rina");
    let (_, sessions) = ask(&bridge, "GET", "/api/sessions", &Value::Null).await;
    assert!(sessions[0]["client"].as_str().unwrap().starts_with("Aplikasi Terbit"), "{sessions}");
    let (_, devices) = ask(&bridge, "GET", "/api/devices", &Value::Null).await;
    assert_eq!(devices[0]["name"], "PC Humas");
    // The host is not even there when its own page is asked for.
    assert_eq!(ask(&bridge, "GET", "/", &Value::Null).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_code_is_read_before_anybody_is_asked_and_names_its_host() {
    let (office, other) = (Office::open().await, Office::open().await);
    let address = office.address.to_string();
    let mistyped = join(&address, "7KQF-2M9P", "PC").await.unwrap_err();
    assert!(matches!(mistyped, Failure::PairingCode(_)), "{mistyped}");
    let nowhere = join("bukan alamat", &office.code(), "PC").await.unwrap_err();
    assert!(matches!(nowhere, Failure::JoinAddress(_)), "{nowhere}");
    let elsewhere = join(&address, &other.code(), "PC").await.unwrap_err();
    assert!(matches!(elsewhere, Failure::OtherHost), "{elsewhere}");
    let code = office.code();
    let gone = join("127.0.0.1:1", &code, "PC").await.unwrap_err();
    assert!(matches!(gone, Failure::NoHost(_)), "{gone}");
    let nameless = join(&address, &code, " ").await.unwrap_err();
    assert!(matches!(&nameless, Failure::Answered(said) if said["field"] == "name"), "{nameless}");
    join(&address, &code, "PC").await.unwrap();
}

#[tokio::test]
async fn a_host_that_is_gone_is_said_and_found_again() {
    let mut office = Office::open().await;
    let (bridge, remote) = window(office.joined().await);
    sign_in(&bridge).await;
    office.stop().await;
    let (status, said) = ask(&bridge, "GET", "/api/home", &Value::Null).await;
    assert_eq!((status, &said["code"]), (StatusCode::BAD_GATEWAY, &json!("unreachable")));
    assert_eq!(*remote.reach().borrow(), Reach::Down);
    office.serve().await;
    assert_eq!(ask(&bridge, "GET", "/api/home", &Value::Null).await.0, StatusCode::OK);
    assert_eq!(*remote.reach().borrow(), Reach::Up);
}

#[tokio::test]
async fn another_certificate_at_the_same_address_is_told_nothing() {
    let mut office = Office::open().await;
    let (bridge, remote) = window(office.joined().await);
    office.stop().await;
    std::fs::remove_dir_all(office.data.path().join("tls")).unwrap();
    office.serve().await;
    let (status, said) = ask(&bridge, "GET", "/api/office", &Value::Null).await;
    assert_eq!((status, &said["code"]), (StatusCode::BAD_GATEWAY, &json!("changed_certificate")));
    assert_eq!(*remote.reach().borrow(), Reach::ChangedCertificate);
}

#[tokio::test]
async fn a_revoked_pc_knows_that_it_is_one() {
    let office = Office::open().await;
    let (bridge, remote) = window(office.joined().await);
    sign_in(&bridge).await;
    let (_, devices) = ask(&bridge, "GET", "/api/devices", &Value::Null).await;
    let path = format!("/api/devices/{}", devices[0]["id"].as_str().unwrap());
    assert_eq!(ask(&bridge, "DELETE", &path, &Value::Null).await.0, StatusCode::NO_CONTENT);
    let (status, said) = ask(&bridge, "GET", "/api/home", &Value::Null).await;
    assert_eq!((status, &said["code"]), (StatusCode::FORBIDDEN, &json!("device_revoked")));
    assert_eq!(*remote.reach().borrow(), Reach::Revoked);
}

#[tokio::test]
async fn a_file_goes_up_from_disk_with_its_name_and_progress() {
    let office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("foto rapat & tamu.bmp");
    std::fs::write(&photo, bitmap()).unwrap();
    let told = Told::default();
    let asset = told.upload(&bridge, &photo).send().await.unwrap();
    assert_eq!(asset["asset"]["name"], "foto rapat & tamu.bmp");
    assert_eq!(asset["asset"]["bytes"], bitmap().len());
    let told = told.take();
    let total = bitmap().len() as u64;
    assert!(told.len() > 2 && told.iter().all(|now| now.done <= total && now.total == total));
    assert_eq!(told.last(), Some(&Progress { done: total, total, interrupted: false }));
    let gone = Told::default().upload(&bridge, &folder.path().join("tidak ada.bmp"));
    let gone = gone.send().await.unwrap_err();
    assert!(matches!(gone, Failure::NotOpened(_)), "{gone}");
}

#[tokio::test]
async fn a_large_file_goes_on_where_the_host_left_off() {
    let mut office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("spanduk.bmp");
    let bytes = bitmap_of(4_000, 3_000);
    std::fs::write(&photo, &bytes).unwrap();
    let told = Told::default();
    let upload = told.upload(&bridge, &photo);
    let going = tokio::spawn(async move { upload.send().await });
    told.until(|now| now.done > 10 << 20).await;
    office.stop().await;
    told.until(|now| now.interrupted).await;
    told.take();
    office.serve().await;
    let asset = going.await.unwrap().unwrap();
    assert_eq!(asset["asset"]["bytes"], bytes.len());
    let after = told.take();
    let went_on = after.iter().find(|now| !now.interrupted).unwrap();
    assert!(went_on.done >= 8 << 20, "{went_on:?}: what had come was kept");
    assert_eq!(office.arriving(), 0);
}

#[tokio::test]
async fn a_file_that_became_shorter_is_no_endless_upload() {
    let office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("spanduk.bmp");
    std::fs::write(&photo, bitmap_of(4_000, 3_000)).unwrap();
    let told = Told::default();
    let upload = told.upload(&bridge, &photo);
    let cut = {
        let photo = photo.clone();
        told.until_then(|now| now.done > 9 << 20, move || std::fs::remove_file(&photo).unwrap())
    };
    let (sent, ()) = tokio::join!(upload.send(), cut);
    let gone = sent.unwrap_err();
    assert!(matches!(gone, Failure::NotOpened(_)), "{gone}");
}

#[tokio::test]
async fn what_the_office_refuses_is_not_tried_again() {
    let office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let noise = folder.path().join("bukan gambar.bmp");
    std::fs::write(&noise, vec![7; 12 << 20]).unwrap();
    let told = Told::default();
    let refused = told.upload(&bridge, &noise).send().await.unwrap_err();
    assert!(
        matches!(&refused, Failure::Answered(said) if said["code"] == "unrecognised_file"),
        "{refused}"
    );
    assert!(told.take().iter().all(|now| !now.interrupted));
    assert_eq!(office.arriving(), 0);
}

#[tokio::test]
async fn an_upload_that_is_taken_back_leaves_nothing_at_the_host() {
    let office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.bmp");
    std::fs::write(&film, bitmap()).unwrap();
    std::fs::File::options().write(true).open(&film).unwrap().set_len(150 << 20).unwrap();
    let told = Told::default();
    let upload = told.upload(&bridge, &film);
    tokio::select! {
        sent = upload.send() => panic!("{sent:?}"),
        () = told.until(|now| now.done > 12 << 20) => {}
    }
    assert!(office.arriving() > 0);
    upload.take_back().await;
    let cleared = async {
        while office.arriving() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), cleared).await.unwrap();
}

/// What an upload said of itself.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Progress>>>);

impl Told {
    fn upload(&self, bridge: &Bridge, path: &Path) -> Upload {
        let told = self.0.clone();
        let news = Arc::new(move |now| told.lock().unwrap().push(now));
        Upload::new(bridge.clone(), path.to_owned(), Uuid::new_v4(), news)
    }

    fn take(&self) -> Vec<Progress> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    async fn until(&self, wanted: impl Fn(&Progress) -> bool) {
        self.until_then(wanted, || ()).await;
    }

    async fn until_then(&self, wanted: impl Fn(&Progress) -> bool, then: impl FnOnce()) {
        while !self.0.lock().unwrap().iter().any(&wanted) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        then();
    }
}

fn bitmap() -> Vec<u8> {
    bitmap_of(600, 400)
}

/// In 24 bits.
fn bitmap_of(width: u32, height: u32) -> Vec<u8> {
    let pixels = width * height * 3;
    let mut file = b"BM".to_vec();
    for word in [54 + pixels, 0, 54, 40, width, height, 0x18_0001, 0, pixels, 2835, 2835, 0, 0] {
        file.extend_from_slice(&u32::to_le_bytes(word));
    }
    file.extend((0..pixels).map(|at| (at % 251) as u8));
    file
}
