//! A busy day: fifty people, each with a screen that listens, who look, open, hand in and decide.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bench::five;
use bench::pictures::Photo;
use rand::Rng as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Answer, Client};
use crate::host::Served;
use crate::latency::Book;

/// Between one thing and the next, s.
const THINKING: std::ops::Range<f64> = 0.5..3.5;
/// Rows of the inbox that fit a screen.
const ROWS: usize = 10;

/// When each change was sent, by item and the revision it makes.
type Sent = Mutex<HashMap<(String, u64), Instant>>;

pub fn measure(served: &Served, people: &[Vec<Client>], minutes: f64) -> Result<()> {
    let photo = photo()?;
    let ends = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let (sent, book) = (Sent::default(), Mutex::new(Book::default()));
    let keep = |own: Book| book.lock().unwrap_or_else(PoisonError::into_inner).merge(own);
    let mut memory = vec![served.memory()];
    std::thread::scope(|scope| -> Result<()> {
        for (place, holders) in people.iter().enumerate() {
            for client in holders {
                let (sent, photo, keep) = (&sent, &photo, &keep);
                scope.spawn(move || {
                    let mut person = Person { client, sent, photo, book: Book::default() };
                    person.works(place, ends);
                    keep(person.book);
                });
                scope.spawn(move || keep(listens(&client.again(), sent, ends)));
            }
        }
        while Instant::now() < ends {
            std::thread::sleep(Duration::from_secs(15).min(ends - Instant::now()));
            memory.push(served.memory());
        }
        // A last change lets every listener see that the day is over.
        let last = people[0][0].send("POST", "/api/drafts", &json!({"sop": ""}))?;
        ensure!(last.status < 500, "the host fails");
        Ok(())
    })?;
    println!("\nFifty people, {minutes} minutes:\n");
    book.into_inner().unwrap_or_else(PoisonError::into_inner).print();
    let told: Vec<String> =
        memory.iter().flatten().map(|megabytes| format!("{megabytes:.0}")).collect();
    println!("\nMemory of the host and its helpers, MB, every 15 s: {}", told.join(" "));
    Ok(())
}

/// Notes how long after an act was sent its news came.
fn listens(client: &Client, sent: &Sent, ends: Instant) -> Book {
    let mut book = Book::default();
    let outcome = client.listen(|change| {
        let key = change["submission"].as_str().map(str::to_owned).zip(change["revision"].as_u64());
        let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(since) = key.and_then(|key| sent.get(&key)) {
            book.of("live: act sent → others told").push(since.elapsed());
        }
        Instant::now() < ends
    });
    if outcome.is_err() {
        book.of("live: act sent → others told").errors += 1;
    }
    book
}

struct Person<'a> {
    client: &'a Client,
    sent: &'a Sent,
    photo: &'a [u8],
    book: Book,
}

impl Person<'_> {
    fn works(&mut self, place: usize, ends: Instant) {
        while Instant::now() < ends {
            let pause = rand::rng().random_range(THINKING);
            std::thread::sleep(Duration::from_secs_f64(pause));
            let outcome = if place == 0 { self.hands_in() } else { self.decides("decide") };
            let outcome =
                outcome.and_then(|()| if place == 0 { self.decides("publish") } else { Ok(()) });
            if outcome.is_err() {
                self.book.of("anything that broke off").errors += 1;
            }
        }
    }

    /// Times one request; an answer that is neither good nor "somebody was faster" is an error.
    fn timed(
        &mut self,
        what: &'static str,
        request: impl FnOnce(&Client) -> Result<Answer>,
    ) -> Result<Answer> {
        let started = Instant::now();
        let answer = request(self.client);
        let entry = self.book.of(what);
        match &answer {
            Ok(answer) if answer.status < 300 => entry.push(started.elapsed()),
            Ok(answer) if answer.status == 409 => entry.beaten += 1,
            _ => entry.errors += 1,
        }
        answer
    }

    fn decides(&mut self, desk: &str) -> Result<()> {
        let path = format!("/api/inbox?desk={desk}&limit=40");
        let page = self.timed("list: first page of 40", |client| client.get(&path))?.json()?;
        let rows = page["items"].as_array().context("no rows")?;
        let shown = rows.len().min(ROWS);
        if shown == 0 {
            return Ok(());
        }
        let row = &rows[rand::rng().random_range(0..shown)];
        let id = row["id"].as_str().context("a row without id")?;
        let path = format!("/api/submissions/{id}");
        let seen = self.timed("open an item", |client| client.get(&path))?.json()?;
        if let Some(cover) = row["cover"].as_str() {
            for (what, size) in [("picture: tile", "thumb"), ("picture: preview", "preview")] {
                let path = format!("/api/media/{cover}/{size}");
                self.timed(what, |client| client.get(&path))?;
            }
        }
        if seen["step"] != row["step"] {
            // Somebody was faster between the list and the item: the page would offer nothing to press.
            self.book.of("decide").beaten += 1;
            return Ok(());
        }
        let mut act = five::next_act(&seen);
        let answer = self.acts(&seen, &act)?;
        if act["type"] == "record_pic_agreement" && answer.status == 200 {
            let agreed = answer.json()?;
            act = five::next_act(&agreed);
            self.acts(&agreed, &act)?;
        }
        Ok(())
    }

    fn acts(&mut self, seen: &Value, act: &Value) -> Result<Answer> {
        let id = seen["id"].as_str().unwrap_or_default().to_owned();
        let next = seen["revision"].as_u64().unwrap_or_default() + 1;
        self.tells((id, next));
        self.timed("decide", |client| client.act(seen, act))
    }

    fn tells(&self, key: (String, u64)) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.entry(key).or_insert_with(Instant::now);
    }

    fn hands_in(&mut self) -> Result<()> {
        let unique = numbered(self.photo);
        let answer = self.timed("upload a photo", |client| client.upload("foto.jpg", &unique))?;
        let photo = answer.json()?["asset"].clone();
        let sops = self.client.get("/api/sops")?.json()?;
        let form = json!({"sop": sops[0]["id"]});
        let draft = self
            .timed("begin a draft", |client| client.send("POST", "/api/drafts", &form))?
            .json()?;
        let mut content = draft["content"].clone();
        five::event(&mut content, "Kunjungan hari ini", &photo);
        let path = format!("/api/drafts/{}", draft["id"].as_str().context("a draft without id")?);
        let form = json!({"revision": draft["revision"], "content": content, "late_reason": ""});
        let saved =
            self.timed("save the draft", |client| client.send("PUT", &path, &form))?.json()?;
        let path = format!("{path}/submit");
        let form = json!({"command_id": Uuid::now_v7(), "revision": saved["revision"], "late_reason": null});
        self.timed("hand in", |client| client.send("POST", &path, &form))?.json()?;
        Ok(())
    }
}

/// A photo of 1.5 megapixels.
fn photo() -> Result<Vec<u8>> {
    let file = tempfile::NamedTempFile::new()?;
    Photo { width: 1500, height: 1000, seed: 77, grain: 10, progressive: false }
        .write(file.path())?;
    Ok(std::fs::read(file.path())?)
}

/// The same picture as a file that was never there: with a comment of its own behind its first marker.
fn numbered(photo: &[u8]) -> Vec<u8> {
    let comment = Uuid::now_v7().to_string();
    let (start, rest) = photo.split_at(2);
    let length = (comment.len() as u16 + 2).to_be_bytes();
    [start, &[0xFF, 0xFE], &length, comment.as_bytes(), rest].concat()
}
