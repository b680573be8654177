//! One person's program: a connection that is kept, and a session.

use std::io::{BufRead as _, BufReader};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use ureq::http::Request;
use uuid::Uuid;

#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    cookie: String,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Result<Value> {
        ensure!(self.status < 300, "{}: {}", self.status, String::from_utf8_lossy(&self.body));
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Client {
    pub fn nobody(base: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        Self { agent: config.build().into(), base: base.to_owned(), cookie: String::new() }
    }

    pub fn signed_in(base: &str, login: &str, password: &str) -> Result<Self> {
        let mut client = Self::nobody(base);
        let form = json!({ "login": login, "password": password }).to_string();
        let request = client.request("POST", "/api/session")?;
        let request = request.header("Content-Type", "application/json").body(form)?;
        let answer = client.agent.run(request)?;
        let cookie = answer.headers().get("set-cookie").context("no session")?.to_str()?;
        client.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(client)
    }

    fn request(&self, method: &str, path: &str) -> Result<ureq::http::request::Builder> {
        let uri = format!("{}{path}", self.base);
        let request = Request::builder().method(method).uri(uri).header("X-Terbit", "1");
        Ok(if self.cookie.is_empty() { request } else { request.header("Cookie", &self.cookie) })
    }

    /// The same session over a connection of its own.
    pub fn again(&self) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::nobody(&self.base) }
    }

    fn finish(mut answer: ureq::http::Response<ureq::Body>) -> Result<Answer> {
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Answer { status, body })
    }

    pub fn get(&self, path: &str) -> Result<Answer> {
        Self::finish(self.agent.run(self.request("GET", path)?.body(())?)?)
    }

    pub fn send(&self, method: &str, path: &str, body: &Value) -> Result<Answer> {
        let request = self.request(method, path)?.header("Content-Type", "application/json");
        Self::finish(self.agent.run(request.body(body.to_string())?)?)
    }

    pub fn upload(&self, name: &str, bytes: &[u8]) -> Result<Answer> {
        let request = self.request("POST", &format!("/api/assets?name={name}"))?;
        let request = request.header("Content-Type", "application/octet-stream");
        Self::finish(self.agent.run(request.body(bytes.to_vec())?)?)
    }

    /// Acts on the item as it was seen.
    pub fn act(&self, seen: &Value, act: &Value) -> Result<Answer> {
        let id = seen["id"].as_str().context("an item without id")?;
        let body = json!({"command_id": Uuid::now_v7(), "revision": seen["revision"], "act": act});
        self.send("POST", &format!("/api/submissions/{id}/acts"), &body)
    }

    /// Hears of every change, until the host ends it or `heard` says no.
    pub fn listen(&self, mut heard: impl FnMut(Value) -> bool) -> Result<()> {
        let answer = self.agent.run(self.request("GET", "/api/changes")?.body(())?)?;
        for line in BufReader::new(answer.into_body().into_reader()).lines() {
            let Ok(line) = line else { break };
            let Some(data) = line.strip_prefix("data: ").or_else(|| line.strip_prefix("data:"))
            else {
                continue;
            };
            if !heard(serde_json::from_str(data)?) {
                break;
            }
        }
        Ok(())
    }
}
