//! A founded office behind a port, at a fixed time: Monday 23 November 2026, 09.00 WIB.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use api::tools::{Limits, SetClock, Workshop};
use api::{Certificate, Host};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::{Client, jpeg};

pub const DKI: &str = "dki-pengelolaan-media-sosial";
pub const JABAR: &str = "jabar-pembuatan-konten-sosial-media";
pub const PASSWORD: &str = "rahasia-kantor";

/// Login and position of everyone in the office of these tests; `rina` is the administrator.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("rina", DKI, "admin-medsos"),
    ("tono", DKI, "tim-pengelola"),
    ("sari", DKI, "kasubbag-tu"),
    ("budi", DKI, "kabag-perjalanan-dinas"),
    ("dewi", DKI, "kepala-biro"),
    ("asep", JABAR, "humas"),
    ("lilis", JABAR, "koordinator"),
    ("yayan", JABAR, "sekretaris"),
];

pub struct Server {
    pub base: String,
    pub clock: Arc<SetClock>,
    pub data: TempDir,
    pub host: Host,
    /// Where PCs of the office's network would come, over TLS.
    pub lan: Option<SocketAddr>,
    serving: Vec<Serving>,
}

/// A listener, and the end of it.
struct Serving {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Not founded yet.
    pub fn empty() -> Self {
        Self::with_limits(Limits::default())
    }

    pub fn with_limits(limits: Limits) -> Self {
        Self::with(limits, false)
    }

    /// As in the office's network, with the certificate that a host makes for itself.
    pub fn over_tls() -> Self {
        Self::with(Limits::default(), true)
    }

    fn with(limits: Limits, tls: bool) -> Self {
        Self::of(tempfile::tempdir().unwrap(), limits, tls)
    }

    /// On a folder that is there already.
    pub fn on(data: TempDir) -> Self {
        Self::of(data, Limits::default(), false)
    }

    /// The same office in another process's place: whatever was only in memory is gone.
    pub fn restarted(mut self) -> Self {
        let data = std::mem::replace(&mut self.data, tempfile::tempdir().unwrap());
        drop(self);
        Self::of(data, Limits::default(), false)
    }

    fn of(data: TempDir, limits: Limits, tls: bool) -> Self {
        let clock = Arc::new(SetClock::at(moment("2026-11-23T02:00:00Z")));
        let workshop = Workshop::in_process();
        let host = Host::open_with(data.path(), Arc::clone(&clock) as _, limits, workshop).unwrap();
        let certificate = tls.then(|| Certificate::of_office(data.path()).unwrap());
        let (address, serving) = serve(&host, certificate);
        let scheme = if tls { "https" } else { "http" };
        let base = format!("{scheme}://{address}");
        Self { base, clock, data, host, lan: None, serving: vec![serving] }
    }

    /// Founded, and served in the office's network too; the client of these tests speaks no TLS and stays where it is.
    pub fn founded_on_network() -> Self {
        let mut office = Self::founded();
        let certificate = Certificate::of_office(office.data.path()).unwrap();
        let (address, serving) = serve(&office.host, Some(certificate));
        office.lan = Some(address);
        office.serving.push(serving);
        office
    }

    pub fn founded() -> Self {
        Self::empty().found()
    }

    pub fn found(self) -> Self {
        let accounts: Vec<Value> = PEOPLE
            .iter()
            .map(|(login, sop, position)| {
                json!({
                    "name": name(login), "login": login, "password": PASSWORD,
                    "positions": [{ "sop": sop, "position": position }],
                })
            })
            .collect();
        let form = json!({ "name": "Kantor Uji", "sops": [DKI, JABAR], "accounts": accounts });
        assert_eq!(self.nobody().post("/api/office", &form).status, 201);
        self
    }

    /// Of a code for one PC, made by whoever runs the host.
    pub fn pairing_secret(&self) -> String {
        self.host.office().pairing_secret_of_host().unwrap().letters
    }

    pub fn nobody(&self) -> Client {
        Client::new(&self.base)
    }

    pub fn person(&self, login: &str) -> Client {
        let mut client = self.nobody();
        client.sign_in(login, PASSWORD).ok();
        client
    }

    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// An item that `rina` handed in; its id.
    pub fn submitted(&self, rina: &Client, title: &str) -> String {
        let asset = rina.upload("foto.jpg", &jpeg(title.len() as u64)).ok()["asset"].clone();
        let content = dki_content(title, &asset);
        hand_in(rina, DKI, &content).ok()["id"].as_str().unwrap().to_owned()
    }

    /// An item of `rina` that the people at the earlier steps accepted until it came to `step`.
    pub fn brought_to(&self, step: &str, title: &str) -> String {
        let id = self.submitted(&self.person("rina"), title);
        for (login, at) in
            [("tono", "koreksi"), ("sari", "platform"), ("budi", "kontrol"), ("dewi", "setujui")]
        {
            if at == step {
                break;
            }
            self.accepted_by(login, &id);
        }
        id
    }

    /// What each official does to accept.
    pub fn accepted_by(&self, login: &str, id: &str) -> Value {
        let client = self.person(login);
        if login == "tono" {
            let agreement = json!({
                "type": "record_pic_agreement", "who": "Pak Arif", "how": "whatsapp",
                "agreed_at": "2026-11-23T01:30:00Z",
            });
            client.act(id, agreement).ok();
        }
        let platforms =
            if login == "sari" { json!(["instagram-feed", "facebook"]) } else { Value::Null };
        client.act(id, json!({ "type": "accept", "platforms": platforms })).ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for Serving { stop, thread } in self.serving.drain(..) {
            drop(stop);
            let _ = thread.join();
        }
    }
}

fn serve(host: &Host, certificate: Option<Certificate>) -> (SocketAddr, Serving) {
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = std::sync::mpsc::channel();
    let host = host.clone();
    let thread = std::thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let stop = async { drop(stopped.await) };
            let serving = api::serve(host, listener, certificate, stop);
            tokio::pin!(serving);
            // It has begun when it is told where.
            tokio::select! {
                biased;
                ended = &mut serving => panic!("{ended:?}"),
                () = std::future::ready(()) => tell.send(address).unwrap(),
            }
            serving.await.unwrap();
        });
    });
    (told.recv().unwrap(), Serving { stop, thread })
}

/// Draft, save, submit.
pub fn hand_in(client: &Client, sop: &str, content: &Value) -> super::Answer {
    let draft = client.post("/api/drafts", &json!({ "sop": sop })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let saved =
        client.put(&path, &json!({ "revision": 1, "content": content, "late_reason": "" })).ok();
    let request = json!({ "command_id": uuid::Uuid::now_v7(), "revision": saved["revision"], "late_reason": null });
    client.post(&format!("{path}/submit"), &request)
}

pub fn dki_content(title: &str, asset: &Value) -> Value {
    json!({
        "title": title, "kind": "kegiatan", "event_date": "2026-11-23", "source": "agenda-harian",
        "pic": "Pak Arif", "caption": "Kegiatan hari ini.", "links": ["https://drive.example.go.id/foto"],
        "assets": [asset], "wished": ["instagram-feed"], "platforms": [],
    })
}

pub fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn name(login: &str) -> String {
    format!("{}{} Uji", login[..1].to_uppercase(), &login[1..])
}

/// The office's own events, from the record itself.
pub fn office_events(folder: &std::path::Path) -> Vec<Value> {
    use office::parts::archive::{Archive as _, SqliteArchive};
    let archive = SqliteArchive::inspect(folder).unwrap();
    let events = archive.events_after(0, 1000).unwrap();
    let own = events.iter().filter(|event| event.submission.is_none());
    own.map(|event| serde_json::from_str(&event.payload).unwrap()).collect()
}
