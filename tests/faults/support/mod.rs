//! A real `terbit serve` process and a client that speaks to it over HTTP, as a PC in the office would.
#![allow(dead_code, reason = "each test binary uses its own part of the harness")]

pub mod line;
pub mod network;

use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

pub const PASSWORD: &str = "kata-sandi-uji-coba";

/// The SOP id and the first two positions' ids of the DKI sheet, read from the server, not repeated here.
pub struct Roles {
    pub sop: String,
    pub positions: Vec<String>,
}

pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Starts the program on `data` and waits for its first line, the address.
    pub fn start(data: &Path) -> Self {
        Self::from_command(
            program().args(["serve", "--data"]).arg(data).args(["--listen", "127.0.0.1:0"]),
        )
        .unwrap_or_else(|output| panic!("the server did not start: {output:?}"))
    }

    /// As [`Server::start`], under an address that it has again and again.
    pub fn start_at(data: &Path, port: u16) -> Self {
        let listen = format!("127.0.0.1:{port}");
        Self::from_command(
            program().args(["serve", "--data"]).arg(data).args(["--listen", &listen]),
        )
        .unwrap_or_else(|output| panic!("the server did not start: {output:?}"))
    }

    /// Runs `script` in a mount namespace of its own, with `$DATA` a file system of `size`, then the
    /// server on it. What happens to that file system is seen by nobody else.
    pub fn start_on_small_disk(data: &Path, size: &str) -> Self {
        let script = format!(
            "mount -t tmpfs -o size={size} tmpfs \"$DATA\" && exec \"$TERBIT\" serve --data \"$DATA\" --listen 127.0.0.1:0"
        );
        Self::from_command(&mut in_own_namespace(data, &script))
            .unwrap_or_else(|output| panic!("the server did not start: {output:?}"))
    }

    /// Starts a command that ends up being the server; the output if it stops instead.
    pub fn from_command(command: &mut Command) -> Result<Self, Output> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().trim_end_matches('/').to_owned();
        if !address.starts_with("http://127.0.0.1:") && !address.starts_with("https://") {
            return Err(child.wait_with_output().unwrap());
        }
        // Nobody reads the log in a test; a full pipe must not stop the server.
        let mut log = child.stderr.take().unwrap();
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Ok(Self { child, address })
    }

    /// SIGKILL: no chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as the system sends it: the server answers what is under way and tidies up.
    pub fn stop(mut self) {
        let told =
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success(), "the server did not stop in good order");
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Most memory the process ever held, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
    }

    /// What the processes that it started hold now, in bytes.
    pub fn helpers_memory(&self) -> u64 {
        let parent = format!("PPid:\t{}\n", self.child.id());
        let entries = std::fs::read_dir("/proc").unwrap().flatten();
        let statuses = entries.filter_map(|entry| {
            entry.file_name().to_str()?.parse::<u32>().ok()?;
            std::fs::read_to_string(entry.path().join("status")).ok()
        });
        let held = statuses.filter(|status| status.contains(&parent)).filter_map(|status| {
            let line = status.lines().find(|line| line.starts_with("VmRSS:"))?.to_owned();
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        held.sum::<u64>() * 1024
    }

    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_terbit"))
}

/// A free port that no connection gets by chance: who calls a host that is down must not reach himself.
pub fn port_of_its_own() -> u16 {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let mut tried = std::iter::repeat_with(|| rand::random_range(20_000..32_000));
    tried.find(free).unwrap()
}

/// `sh -c script` with `$DATA` and `$TERBIT`, in a mount namespace of its own.
pub fn in_own_namespace(data: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", script]);
    command.env("DATA", data).env("TERBIT", env!("CARGO_BIN_EXE_terbit"));
    command
}

/// What an answer said.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Answer {
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// A refusal with this code and a sentence in it.
    #[track_caller]
    pub fn expect_refusal(self, status: u16, code: &str) -> String {
        assert_eq!(
            (self.status, self.body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.body
        );
        let message = self.body["message"].as_str().unwrap().to_owned();
        assert!(message.chars().count() > 10, "{message}");
        message
    }
}

/// One signed-in browser.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    pub base: String,
    pub cookie: String,
}

/// There is no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Gone {
    /// Nobody was there to ask.
    Away,
    /// The server went away in the middle of the request.
    Cut,
}

impl Client {
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Self { agent: config.into(), base: base.to_owned(), cookie: String::new() }
    }

    /// The same session on a server that was started anew elsewhere.
    pub fn moved_to(&self, base: &str) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::new(base) }
    }

    pub fn try_get(&self, path: &str) -> Result<Answer, Gone> {
        let request = self.agent.get(format!("{}{path}", self.base)).header("Cookie", &self.cookie);
        read(request.call()).map(|(answer, _)| answer)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap()
    }

    pub fn bytes(&self, path: &str) -> (u16, Vec<u8>) {
        let request = self.agent.get(format!("{}{path}", self.base)).header("Cookie", &self.cookie);
        let mut answer = request.call().unwrap();
        let bytes = answer.body_mut().with_config().limit(u64::MAX).read_to_vec().unwrap();
        (answer.status().as_u16(), bytes)
    }

    /// As [`Client::bytes`], from a server that may go away.
    pub fn try_bytes(&self, path: &str) -> Result<(u16, Vec<u8>), Gone> {
        let request = self.agent.get(format!("{}{path}", self.base)).header("Cookie", &self.cookie);
        let mut answer = request.call().map_err(|error| gone(&error))?;
        let bytes = answer.body_mut().with_config().limit(u64::MAX).read_to_vec();
        Ok((answer.status().as_u16(), bytes.map_err(|_| Gone::Cut)?))
    }

    /// One piece of a file that was announced at `path`.
    pub fn try_piece(&self, path: &str, offset: u64, bytes: &[u8]) -> Result<Answer, Gone> {
        let request = self.agent.patch(format!("{}{path}?offset={offset}", self.base));
        let request = request.header("Cookie", &self.cookie).header("X-Terbit", "1");
        let request = request.header("Content-Type", "application/octet-stream");
        read(request.send(bytes)).map(|(answer, _)| answer)
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Result<(Answer, Option<String>), Gone> {
        let url = format!("{}{path}", self.base);
        let request = match method {
            "POST" => self.agent.post(url),
            _ => self.agent.put(url),
        };
        let request = request.header("Cookie", &self.cookie).header("X-Terbit", "1");
        read(request.header("Content-Type", "application/json").send(body.to_string().as_bytes()))
    }

    pub fn try_post(&self, path: &str, body: &Value) -> Result<Answer, Gone> {
        self.send("POST", path, body).map(|(answer, _)| answer)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).unwrap()
    }

    pub fn try_put(&self, path: &str, body: &Value) -> Result<Answer, Gone> {
        self.send("PUT", path, body).map(|(answer, _)| answer)
    }

    pub fn sign_in(&mut self, login: &str) -> Answer {
        self.enter("/api/session", &json!({"login": login, "password": PASSWORD}))
    }

    /// A request whose answer carries the session.
    pub fn enter(&mut self, path: &str, body: &Value) -> Answer {
        let (answer, cookie) = self.send("POST", path, body).unwrap();
        if let Some(cookie) = cookie {
            self.cookie = cookie;
        }
        answer
    }

    pub fn try_upload(&self, name: &str, bytes: &[u8]) -> Result<Answer, Gone> {
        self.try_upload_from(name, &mut Cursor::new(bytes))
    }

    pub fn try_upload_from(&self, name: &str, reader: &mut dyn Read) -> Result<Answer, Gone> {
        let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let request = self.agent.post(format!("{}/api/assets?name={name}", self.base));
        let request = request.header("Cookie", &self.cookie).header("X-Terbit", "1");
        let request = request.header("Content-Type", "application/octet-stream");
        let mut reader = reader;
        read(request.send(ureq::SendBody::from_reader(&mut reader))).map(|(answer, _)| answer)
    }

    pub fn upload(&self, name: &str, bytes: &[u8]) -> Answer {
        self.try_upload(name, bytes).unwrap()
    }
}

type Raw = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn gone(error: &ureq::Error) -> Gone {
    match error {
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => Gone::Away,
        _ => Gone::Cut,
    }
}

fn read(raw: Raw) -> Result<(Answer, Option<String>), Gone> {
    let mut answer = raw.map_err(|error| gone(&error))?;
    let status = answer.status().as_u16();
    let cookie = answer
        .headers()
        .get("set-cookie")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::to_owned);
    let text = answer.body_mut().read_to_string().map_err(|_| Gone::Cut)?;
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Ok((Answer { status, body }, cookie))
}

/// Founds an office with one account for each position of the first SOP offered, and signs the
/// accounts in: their clients, in the order of the sheet's columns.
pub fn found(server: &Server) -> (Roles, Vec<Client>) {
    let mut first = server.client();
    let offered = first.get("/api/sops/bundled").expect(200);
    let sop = offered
        .as_array()
        .unwrap()
        .iter()
        .find(|sop| sop["positions"].as_array().unwrap().len() == 5)
        .unwrap()
        .clone();
    let id = sop["id"].as_str().unwrap().to_owned();
    let positions: Vec<String> = sop["positions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|position| position["id"].as_str().unwrap().to_owned())
        .collect();
    let accounts: Vec<Value> = positions
        .iter()
        .enumerate()
        .map(|(index, position)| {
            json!({
                "name": format!("Orang Ke {index}"),
                "login": format!("orang{index}"),
                "password": PASSWORD,
                "positions": [{"sop": id, "position": position}],
            })
        })
        .collect();
    let body = json!({"name": "Kantor Uji", "sops": [id], "accounts": accounts});
    first.enter("/api/office", &body).expect(201);
    let mut clients = vec![first];
    for index in 1..positions.len() {
        let mut client = server.client();
        client.sign_in(&format!("orang{index}")).expect(200);
        clients.push(client);
    }
    (Roles { sop: id, positions }, clients)
}

/// A small picture that no other number gives.
pub fn picture(number: u64) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let mixed =
            number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(x % 64) ^ u64::from(y * 31 + x);
        let [red, green, blue, ..] = mixed.to_le_bytes();
        image::Rgb([red, green, blue])
    };
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_fn(64, 48, pixel).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Hands in an item with one picture; its path.
pub fn hand_in(admin: &Client, sop: &str) -> String {
    let asset = admin.upload("foto.png", &picture(1)).expect(201)["asset"].clone();
    let draft = admin.post("/api/drafts", &json!({ "sop": sop })).expect(201);
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let form = json!({
        "revision": draft["revision"], "content": content(&draft, "Kunjungan", &[asset]), "late_reason": "",
    });
    let saved = admin.try_put(&path, &form).unwrap().expect(200);
    let form =
        json!({ "command_id": command_id(), "revision": saved["revision"], "late_reason": null });
    let item = admin.post(&format!("{path}/submit"), &form);
    format!("/api/submissions/{}", item.body["id"].as_str().unwrap())
}

/// Content that the first step of the DKI sheet takes, on the day the test runs.
pub fn content(draft: &Value, title: &str, assets: &[Value]) -> Value {
    let mut content = draft["content"].clone();
    content["title"] = json!(title);
    content["kind"] = json!("repost");
    content["source"] = json!("editorial-plan");
    content["pic"] = json!("Rina");
    content["caption"] = json!("Kunjungan delegasi.");
    content["links"] = json!(["https://www.instagram.com/p/Cabc123/"]);
    content["assets"] = json!(assets);
    content["event_date"] = json!(chrono::Utc::now().date_naive().to_string());
    content
}

pub fn command_id() -> String {
    Uuid::now_v7().to_string()
}

/// The findings of `terbit verify`, empty when it is content.
pub fn verify(data: &Path) -> (bool, String) {
    let output = program().args(["verify", "--data"]).arg(data).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

/// Every file under `folder` that looks unfinished.
pub fn leftovers(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(leftovers(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "part" || extension == "tmp")
        {
            found.push(path);
        }
    }
    found
}
