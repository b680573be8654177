//! Against a real host over TLS on a port of its own.

use std::net::SocketAddr;
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

use super::commands::join;
use super::{Membership, Reach, Remote, upload};
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
    let told = Arc::new(Mutex::new(Vec::new()));
    let news = {
        let told = told.clone();
        move |done, total| told.lock().unwrap().push((done, total))
    };
    let asset = upload(&bridge, &photo, news).await.unwrap();
    assert_eq!(asset["asset"]["name"], "foto rapat & tamu.bmp");
    assert_eq!(asset["asset"]["bytes"], bitmap().len());
    let told = std::mem::take(&mut *told.lock().unwrap());
    let total = bitmap().len() as u64;
    assert!(told.len() > 2 && told.iter().all(|(done, all)| done <= all && *all == total));
    assert_eq!(told.last(), Some(&(total, total)));
    let gone = upload(&bridge, &folder.path().join("tidak ada.bmp"), |_, _| {}).await.unwrap_err();
    assert!(matches!(gone, Failure::NotOpened(_)), "{gone}");
}

#[tokio::test]
async fn an_upload_that_is_taken_back_leaves_nothing_at_the_host() {
    let office = Office::open().await;
    let (bridge, _) = window(office.joined().await);
    sign_in(&bridge).await;
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.bmp");
    std::fs::write(&film, bitmap()).unwrap();
    std::fs::File::options().write(true).open(&film).unwrap().set_len(1 << 30).unwrap();
    let (begun, has_begun) = oneshot::channel();
    let mut begun = Some(begun);
    let incoming = office.data.path().join("media/incoming");
    let arriving = || std::fs::read_dir(&incoming).unwrap().count();
    let news = {
        let incoming = incoming.clone();
        move |done, _| {
            // So much has gone that the host has begun to write it down.
            let has_arrived = || std::fs::read_dir(&incoming).unwrap().count() > 0;
            if done > 4 << 20 && begun.is_some() && has_arrived() {
                begun.take().map(|begun| begun.send(()));
            }
        }
    };
    tokio::select! {
        sent = upload(&bridge, &film, news) => panic!("{sent:?}"),
        told = has_begun => told.unwrap(),
    }
    let cleared = async {
        while arriving() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), cleared).await.unwrap();
}

/// 600 by 400, in 24 bits.
fn bitmap() -> Vec<u8> {
    let pixels = 600 * 400 * 3;
    let mut file = b"BM".to_vec();
    for word in [54 + pixels, 0, 54, 40, 600, 400, 0x18_0001, 0, pixels, 2835, 2835, 0, 0] {
        file.extend_from_slice(&u32::to_le_bytes(word));
    }
    file.extend((0..pixels).map(|at| (at % 251) as u8));
    file
}
