//! What becomes of names, duplicates and the cache.

use serde_json::json;

use crate::support::{Server, jpeg};

#[test]
fn a_file_name_keeps_no_path_and_fits_on_a_disk() {
    let office = Server::founded();
    let rina = office.person("rina");
    let named =
        |name: &str| rina.upload(name, &jpeg(1)).ok()["asset"]["name"].as_str().unwrap().to_owned();
    assert_eq!(named("../../../etc/passwd"), "passwd");
    assert_eq!(named("C:\\Foto\\rapat.jpg"), "rapat.jpg");
    assert_eq!(named("baris\nbaru\u{0}.jpg"), "barisbaru.jpg");
    assert_eq!(named(""), "berkas");
    let emoji = named(&format!("{}.jpg", "🎉".repeat(255)));
    assert!(emoji.len() <= 255 && emoji.starts_with('🎉') && emoji.ends_with(".jpg"), "{emoji}");
}

#[test]
fn the_same_photo_again_is_kept_once_and_tells_where_it_is_used() {
    let office = Server::founded();
    let rina = office.person("rina");
    let first = rina.upload("satu.jpg", &jpeg(5)).ok();
    assert_eq!(first["used_in"], json!([]));
    let id = office.submitted(&rina, "12345");
    let again = rina.upload("dua.jpg", &jpeg(5)).ok();
    assert_eq!(first["asset"]["sha256"], again["asset"]["sha256"]);
    assert_eq!(again["asset"]["name"], "dua.jpg");
    assert_eq!(again["used_in"][0]["submission"], json!(id));
    let sha256 = first["asset"]["sha256"].as_str().unwrap();
    assert_eq!(rina.get(&format!("/api/assets/{sha256}")).ok()["used_in"][0]["title"], "12345");
}

#[test]
fn small_pictures_come_back_after_the_cache_was_deleted() {
    let office = Server::founded();
    let rina = office.person("rina");
    let sha256 =
        rina.upload("a.jpg", &jpeg(6)).ok()["asset"]["sha256"].as_str().unwrap().to_owned();
    let path = format!("/api/media/{sha256}/thumb");
    let before = rina.get(&path);
    std::fs::remove_dir_all(office.data.path().join("cache")).unwrap();
    let after = rina.get(&path);
    assert_eq!((after.status, after.header("content-type")), (200, "image/jpeg"));
    assert_eq!(before.body, after.body);
    assert!(after.header("cache-control").contains("immutable"));
    let tag = after.header("etag").to_owned();
    assert_eq!(rina.with("If-None-Match", &tag).get(&path).status, 304);
}

#[test]
fn a_file_dropped_on_the_window_comes_in_with_progress_and_can_be_stopped() {
    let office = Server::founded();
    let rina = office.person("rina");
    let token = rina.cookie.as_deref().unwrap().strip_prefix("terbit_session=").unwrap().to_owned();
    let path = office.data.path().join("Foto Rapat.jpg");
    std::fs::write(&path, jpeg(8)).unwrap();
    let mut told = Vec::new();
    let mut progress = |done, total| told.push((done, total));
    let view = office.host.intake(&token, &path, &mut progress, &api::CancelToken::new()).unwrap();
    assert_eq!(view.asset.name, "Foto Rapat.jpg");
    assert_eq!(told.last(), Some(&(view.asset.bytes, view.asset.bytes)));
    let cancel = api::CancelToken::new();
    cancel.cancel();
    let stopped = office.host.intake(&token, &path, &mut |_, _| {}, &cancel).unwrap_err();
    assert_eq!(stopped.code, "intake_cancelled");
    let nobody = office.host.intake("tidak-ada", &path, &mut |_, _| {}, &cancel).unwrap_err();
    assert_eq!((nobody.code.as_str(), nobody.status()), ("signed_out", 401));
    let folder =
        office.host.intake(&token, office.data.path(), &mut |_, _| {}, &cancel).unwrap_err();
    assert_eq!(folder.code, "not_a_file");
}
