//! One item through the nine steps of the Jawa Barat SOP, with a repair on the way.

use serde_json::json;

use crate::support::{JABAR, Server, hand_in, jpeg, png};

#[test]
fn an_item_is_repaired_once_archived_and_then_uploaded() {
    let office = Server::founded();
    let (asep, lilis, yayan) =
        (office.person("asep"), office.person("lilis"), office.person("yayan"));
    let screenshot = asep.upload("riset.png", &png(1)).ok()["asset"].clone();
    let content = json!({
        "title": "Izin usaha", "kind": "konten", "source": "riset-google", "caption": "",
        "assets": [screenshot], "wished": [], "platforms": [],
    });
    let detail = hand_in(&asep, JABAR, &content).ok();
    let id = detail["id"].as_str().unwrap().to_owned();
    assert_eq!(detail["step"], "rencana");
    let complete = json!({ "type": "complete" });
    assert_eq!(asep.act(&id, complete.clone()).ok()["step"], "serahkan");
    assert_eq!(asep.act(&id, complete.clone()).ok()["step"], "bagi-tugas");
    asep.act(&id, complete.clone()).refused(403, "wrong_position");
    assert_eq!(lilis.act(&id, complete.clone()).ok()["step"], "produksi");

    let design = asep.upload("desain.jpg", &jpeg(3)).ok()["asset"].clone();
    let mut content = asep.get(&format!("/api/submissions/{id}")).ok()["content"].clone();
    content["assets"].as_array_mut().unwrap().push(design);
    content["caption"] = json!("Cara mengurus izin usaha.");
    asep.act(&id, json!({ "type": "revise", "content": content })).ok();
    asep.act(&id, complete.clone()).refused(422, "platforms_missing");
    let chosen = json!({ "type": "complete", "platforms": ["instagram-feed", "x"] });
    assert_eq!(asep.act(&id, chosen).ok()["step"], "persetujuan");

    assert_eq!(
        yayan.act(&id, json!({ "type": "reject", "reason": "Perbesar huruf." })).ok()["step"],
        "perbaikan"
    );
    assert_eq!(asep.act(&id, complete.clone()).ok()["step"], "persetujuan");
    assert_eq!(yayan.act(&id, json!({ "type": "accept" })).ok()["step"], "arsip");
    assert_eq!(asep.act(&id, complete).ok()["step"], "unggah");

    let publish = |platform: &str, url: &str| {
        asep.act(&id, json!({ "type": "record_publication", "platform": platform, "url": url }))
    };
    publish("instagram-feed", "https://www.instagram.com/p/DMrXk2aTq1B/").ok();
    let done = publish("x", "https://x.com/contoh/status/1950123456789012345").ok();
    assert_eq!(done["state"], "finished");
    assert_eq!(done["publications"].as_array().unwrap().len(), 2);
    assert_eq!(done["publications"][1]["platform_label"], "X (Twitter)");
}
