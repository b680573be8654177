//! The cable is pulled in the middle of a request: while a piece of a file is on its way, after a decision was sent and
//! before its answer came, while changes are listened to. Nothing is lost, nothing happens twice, and what the host
//! kept for the connection is free again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::line::Line;
use support::network::{Network, Pc, of_its_own};
use support::{Server, command_id, found, hand_in, picture, verify};

/// A picture, and behind its end as many bytes as make it `length` long.
fn file(length: usize) -> Vec<u8> {
    let mut bytes = picture(7);
    bytes.extend((bytes.len()..length).map(|place| (place.wrapping_mul(31) >> 5).to_le_bytes()[0]));
    bytes
}

/// An office with its people signed in and an item handed in; the host is stopped.
struct Office {
    cookies: Vec<String>,
    /// Its path.
    item: String,
}

fn office(data: &Path) -> Office {
    let host = Server::start(data);
    let (roles, clients) = found(&host);
    let item = hand_in(&clients[0], &roles.sop);
    host.stop();
    Office { cookies: clients.into_iter().map(|client| client.cookie).collect(), item }
}

impl Office {
    fn line(&self, network: &Network, pc: Pc, who: usize) -> Line {
        Line::open(network.host_of(pc), &self.cookies[who]).unwrap()
    }

    fn is_of_item(&self, change: &Value) -> bool {
        change["submission"].as_str().is_some_and(|id| self.item.ends_with(id))
    }

    fn item_at(&self, line: &mut Line) -> Value {
        line.get(&self.item).unwrap().expect(200)
    }
}

/// The answer to a question that is asked until it is the wanted one.
fn until<T>(what: &str, mut asked: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = asked() {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(90), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_decision_whose_answer_is_lost_happens_once() {
    if !of_its_own("a_decision_whose_answer_is_lost_happens_once") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let network = Network::open(folder.path());
    let mut official = office.line(&network, Pc::One, 1);
    let mut colleague = office.line(&network, Pc::Two, 0);
    colleague.listen(None).unwrap();

    let before = office.item_at(&mut official);
    let agreement = json!({
        "type": "record_pic_agreement", "digest": before["digest"]["sha256"], "who": "Rina", "how": "whatsapp",
        "agreed_at": chrono::Utc::now() - chrono::Duration::minutes(1),
    });
    let act =
        json!({ "command_id": command_id(), "revision": before["revision"], "act": agreement });
    let path = format!("{}/acts", office.item);
    network.lose_answers_to(Pc::One);
    official.begin("POST", &path, act.to_string().len()).unwrap();
    official.send(act.to_string().as_bytes()).unwrap();
    let change = colleague.change().unwrap();
    assert!(office.is_of_item(&change), "{change}");
    official.wait_at_most(Duration::from_millis(500));
    official.answer().expect_err("the answer came through");
    drop(official);
    network.find_answers_to(Pc::One);

    let mut official = office.line(&network, Pc::One, 1);
    let answer = official.ask("POST", &path, &act).unwrap();
    assert!(answer.status < 300, "{answer:?}");
    let done = before["revision"].as_u64().unwrap() + 1;
    let after = office.item_at(&mut official);
    assert_eq!(after["revision"], done, "it happened twice, or never");
    assert_eq!(after["trail"].as_array().unwrap().len() as u64, done);
    drop((official, colleague));
    network.stop();
    let (clean, findings) = verify(folder.path());
    assert!(clean, "{findings}");
}

#[test]
fn a_file_goes_on_where_the_cable_was_pulled_and_no_change_is_missed() {
    if !of_its_own("a_file_goes_on_where_the_cable_was_pulled_and_no_change_is_missed") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let network = Network::open(folder.path());
    let mut sender = office.line(&network, Pc::One, 0);
    let mut elsewhere = office.line(&network, Pc::Two, 0);
    let mut official = office.line(&network, Pc::Two, 1);
    let mut listener = office.line(&network, Pc::One, 2);
    listener.listen(None).unwrap();
    let mut act = |act: Value| {
        let before = office.item_at(&mut official);
        let mut act = act;
        act["digest"] = before["digest"]["sha256"].clone();
        let form =
            json!({ "command_id": command_id(), "revision": before["revision"], "act": act });
        let path = format!("{}/acts", office.item);
        let answer = official.ask("POST", &path, &form).unwrap();
        assert!(answer.status < 300, "{answer:?}");
    };
    let agreed_at = chrono::Utc::now() - chrono::Duration::minutes(1);
    act(
        json!({ "type": "record_pic_agreement", "who": "Rina", "how": "whatsapp", "agreed_at": agreed_at }),
    );
    let heard = listener.change().unwrap()["sequence"].as_u64().unwrap();

    let bytes = file(5 << 20);
    let path = format!("/api/uploads/{}", command_id());
    let new = json!({ "name": "foto.png", "bytes": bytes.len() });
    sender.ask("PUT", &path, &new).unwrap().expect(200);
    sender.begin("PATCH", &format!("{path}?offset=0"), bytes.len()).unwrap();
    sender.send(&bytes[..3 << 20]).unwrap();
    let arrived = |line: &mut Line| {
        let state = line.get(&path).unwrap().expect(200);
        usize::try_from(state["arrived"].as_u64().unwrap()).unwrap()
    };
    until("some of the piece has arrived", || (arrived(&mut elsewhere) > 0).then_some(()));
    network.pull(Pc::One);
    act(json!({ "type": "accept" }));
    listener.wait_at_most(Duration::from_millis(500));
    listener.change().expect_err("the cable was not pulled");
    drop((sender, listener));
    network.plug_in(Pc::One);

    let mut listener = office.line(&network, Pc::One, 2);
    listener.listen(Some(heard)).unwrap();
    let missed = listener.change().unwrap();
    assert!(office.is_of_item(&missed), "{missed}");
    assert!(missed["sequence"].as_u64().unwrap() > heard);

    let mut sender = office.line(&network, Pc::One, 0);
    let there = arrived(&mut sender);
    assert!(there > 0 && there < bytes.len(), "{there}");
    sender.piece(&path, there, &bytes[there..]).unwrap().expect(200);
    let stored = sender.ask("POST", &format!("{path}/finish"), &Value::Null).unwrap().expect(201);
    let hash = stored["asset"]["sha256"].as_str().unwrap().to_owned();
    drop((sender, elsewhere, listener, official));
    network.stop();
    let kept = std::fs::read(folder.path().join("media").join(&hash[..2]).join(&hash)).unwrap();
    assert!(kept == bytes, "other bytes than were sent");
    let (clean, findings) = verify(folder.path());
    assert!(clean, "{findings}");
}

/// A PC loses its power: it says nothing any more, not even that its connections are over.
#[test]
fn what_a_pc_held_that_is_gone_is_free_for_its_owner_elsewhere() {
    if !of_its_own("what_a_pc_held_that_is_gone_is_free_for_its_owner_elsewhere") {
        return;
    }
    // As many as one account may send at a time.
    const AT_ONCE: usize = 4;
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let network = Network::open(folder.path());
    let bytes = file(3 << 20);
    let mut held = Vec::new();
    let mut paths = Vec::new();
    for _ in 0..AT_ONCE {
        let mut line = office.line(&network, Pc::One, 0);
        let path = format!("/api/uploads/{}", command_id());
        let new = json!({ "name": "foto.png", "bytes": bytes.len() });
        line.ask("PUT", &path, &new).unwrap().expect(200);
        line.begin("PATCH", &format!("{path}?offset=0"), bytes.len()).unwrap();
        line.send(&bytes[..2 << 20]).unwrap();
        held.push(line);
        paths.push(path);
    }
    let mut listener = office.line(&network, Pc::One, 0);
    listener.listen(None).unwrap();
    held.push(listener);
    let arrived = |path: &str| {
        let mut elsewhere = office.line(&network, Pc::Two, 0);
        let state = elsewhere.get(path).unwrap().expect(200);
        usize::try_from(state["arrived"].as_u64().unwrap()).unwrap()
    };
    for path in &paths {
        until("every piece is on its way", || (arrived(path) > 0).then_some(()));
    }
    assert_eq!(network.connections_of(Pc::One), AT_ONCE + 1);
    network.pull(Pc::One);

    // The same account, at another PC: it waits its turn, and gets it.
    for path in &paths {
        let there = arrived(path);
        let mut line = office.line(&network, Pc::Two, 0);
        line.wait_at_most(Duration::from_secs(90));
        line.piece(path, there, &bytes[there..]).unwrap().expect(200);
        line.ask("POST", &format!("{path}/finish"), &Value::Null).unwrap().expect(201);
    }
    until("the host lets the connections go", || {
        (network.connections_of(Pc::One) == 0).then_some(())
    });
    drop(held);
    network.stop();
    let (clean, findings) = verify(folder.path());
    assert!(clean, "{findings}");
}
