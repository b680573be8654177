//! HTTP as a browser's page sends it: a cookie, and the header of our own.

use serde_json::{Value, json};
use ureq::http::{HeaderMap, Request};

#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    pub cookie: Option<String>,
    /// Sent with every request.
    pub headers: Vec<(String, String)>,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        Self {
            agent: config.build().into(),
            base: base.to_owned(),
            cookie: None,
            headers: vec![("X-Terbit".to_owned(), "1".to_owned())],
        }
    }

    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    pub fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        other
    }

    pub fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("Cookie", cookie);
        }
        let mut response = if body.is_empty() && kind.is_empty() {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            self.agent
                .run(request.header("Content-Type", kind).body(body.to_vec()).unwrap())
                .unwrap()
        };
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().with_config().limit(u64::MAX).read_to_vec().unwrap(),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", &[])
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, "application/json", body.to_string().as_bytes())
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, "application/json", body.to_string().as_bytes())
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, "", &[])
    }

    pub fn upload(&self, name: &str, bytes: &[u8]) -> Answer {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.send("POST", &format!("/api/assets?name={name}"), "application/octet-stream", bytes)
    }

    pub fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let answer = self.post("/api/session", &json!({ "login": login, "password": password }));
        self.keep_cookie(&answer);
        answer
    }

    pub fn keep_cookie(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.headers.get("set-cookie") {
            self.cookie = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
    }

    /// Acts with a command id of its own on the revision and digest that the item has now.
    pub fn act(&self, id: &str, act: Value) -> Answer {
        let before = self.get(&format!("/api/submissions/{id}")).ok();
        self.act_on(id, &before, act)
    }

    /// As [`Client::act`], on what was seen `before`.
    pub fn act_on(&self, id: &str, before: &Value, mut act: Value) -> Answer {
        if matches!(
            act["type"].as_str(),
            Some("accept" | "reject" | "complete" | "record_pic_agreement")
        ) {
            act["digest"] = before["digest"]["sha256"].clone();
        }
        let request = json!({ "command_id": uuid::Uuid::now_v7(), "revision": before["revision"], "act": act });
        self.post(&format!("/api/submissions/{id}/acts"), &request)
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}: {}", self.status, self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The JSON of an answer that must have succeeded.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// Status and code of an answer that must have failed, with a sentence.
    #[track_caller]
    pub fn refusal(&self) -> (u16, String) {
        assert!(self.status >= 400, "{}: {}", self.status, self.text());
        let body = self.json();
        assert!(body["message"].as_str().is_some_and(|sentence| sentence.len() > 10), "{body}");
        (self.status, body["code"].as_str().unwrap().to_owned())
    }

    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.refusal(), (status, code.to_owned()), "{}", self.text());
        self.json()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}
