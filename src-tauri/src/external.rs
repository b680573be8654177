//! Opening a platform's page in the person's own browser: https only, checked here and not in the page.

use tauri::Url;

use crate::failure::Failure;

#[tauri::command]
pub async fn open_external(url: String) -> Result<(), Failure> {
    let url = checked(&url).ok_or(Failure::Address)?;
    open::that_detached(url.as_str()).map_err(Failure::NoBrowser)
}

/// A full https address without a user or password in it, which could pass for another host.
fn checked(text: &str) -> Option<Url> {
    let url: Url = text.parse().ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && url.has_host() && plain).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_open() {
        assert!(checked("https://www.instagram.com/p/abc/").is_some());
        let chat = "https://wa.me/?text=%2ARapat%2A%0ALangkah%202";
        assert_eq!(checked(chat).unwrap().as_str(), chat);
        for bad in [
            "http://a.id",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://a.id@b.id/",
            "https://wa.me@b.id/?text=x",
            "whatsapp://send?text=x",
            "/x",
            "",
        ] {
            assert!(checked(bad).is_none(), "{bad}");
        }
    }
}
