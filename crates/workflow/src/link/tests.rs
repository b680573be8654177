use proptest::prelude::*;

use super::*;

fn platform(hosts: &[&str], paths: &[&str]) -> Platform {
    Platform {
        id: "p".to_owned(),
        label: "Instagram (feed)".to_owned(),
        brand: "instagram".to_owned(),
        site: "https://www.instagram.com/".to_owned(),
        hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        example: "https://www.instagram.com/p/DMrXk2aTq1B/".to_owned(),
        caption_limit: None,
    }
}

fn instagram() -> Platform {
    platform(&["instagram.com"], &["/p/", "/reel/", "/*/p/"])
}

fn youtube() -> Platform {
    platform(
        &["youtube.com", "youtu.be"],
        &["youtube.com/watch?v", "youtube.com/shorts/", "youtu.be/*"],
    )
}

#[track_caller]
fn accepts(platform: &Platform, url: &str, normalised: &str) {
    assert_eq!(check_post_url(platform, url).as_deref(), Ok(normalised));
}

#[track_caller]
fn refuses(platform: &Platform, url: &str) -> LinkProblem {
    check_post_url(platform, url).expect_err(url)
}

#[test]
fn a_post_is_accepted_with_www_m_and_tracking_fields() {
    let instagram = instagram();
    accepts(&instagram, "https://instagram.com/p/abc", "https://instagram.com/p/abc");
    accepts(&instagram, "  https://www.instagram.com/p/abc/\n", "https://www.instagram.com/p/abc/");
    accepts(
        &instagram,
        "https://m.instagram.com/reel/abc/?igsh=MzRlODB",
        "https://m.instagram.com/reel/abc/?igsh=MzRlODB",
    );
    accepts(
        &instagram,
        "HTTPS://WWW.Instagram.COM/biro/p/aBc/#top",
        "https://www.instagram.com/biro/p/aBc/",
    );
}

#[test]
fn a_profile_or_the_front_page_is_not_a_post() {
    for url in [
        "https://www.instagram.com/",
        "https://www.instagram.com",
        "https://www.instagram.com/birokerjasama",
        "https://www.instagram.com/birokerjasama/",
        "https://www.instagram.com/p",
        "https://www.instagram.com/p/",
        "https://www.instagram.com/p//abc",
        "https://www.instagram.com//p/abc",
        "https://www.instagram.com/reelx/abc",
        "https://www.instagram.com/P/abc",
        "https://www.instagram.com/p/../birokerjasama/",
        "https://www.instagram.com/p/%2e%2e/birokerjasama/",
    ] {
        assert!(matches!(refuses(&instagram(), url), LinkProblem::NotAPost { .. }), "{url}");
    }
}

#[test]
fn hostile_addresses_are_refused() {
    for url in [
        "https://instagram.com.evil.id/p/x",
        "https://evilinstagram.com/p/x",
        "https://instagram.com.@evil.id/p/x",
        "https://evil.id/?https://instagram.com/p/x",
        "https://evil.id/p/x#https://instagram.com/p/x",
        "https://evil.id/https://instagram.com/p/x",
        "https://evil.instagram.com/p/x",
        "https://www.www.instagram.com/p/x",
        "https://instagram.com./p/x",
        "https://instagrаm.com/p/x", // a Cyrillic "а"
        "https://ınstagram.com/p/x", // a dotless "ı"
        "https://xn--instagrm-26f.com/p/x",
        "https://instagram.com@evil.id/p/x",
        "https://instagram.com:443@evil.id/p/x",
        r"https://evil.id\@instagram.com/p/x",
        r"https:\\evil.id\p\x",
        "https://127.0.0.1/p/x",
        "https://[::1]/p/x",
        "https://user@instagram.com/p/x",
        "https://user:pw@instagram.com/p/x",
        "https://:pw@instagram.com/p/x",
        "https://instagram.com:8443/p/x",
        "http://instagram.com/p/x",
        "javascript:alert(1)//instagram.com/p/x",
        "javascript://instagram.com/p/x%0aalert(1)",
        "data:text/html,https://instagram.com/p/x",
        "file:///p/x",
        "blob:https://instagram.com/p/x",
        "view-source:https://instagram.com/p/x",
        "//instagram.com/p/x",
        "instagram.com/p/x",
        "https://insta\tgram.com/p/x",
        "https://instagram.com/p/\nx",
        "https://instagram.com/p/x y",
        "https://",
        "",
        "   ",
    ] {
        refuses(&instagram(), url);
    }
}

#[test]
fn an_address_of_more_than_two_thousand_characters_is_refused() {
    let long = |length: usize| {
        let start = "https://instagram.com/p/";
        format!("{start}{}", "a".repeat(length - start.len()))
    };
    assert!(check_post_url(&instagram(), &long(2_000)).is_ok());
    assert_eq!(refuses(&instagram(), &long(2_001)), LinkProblem::TooLong { count: 2_001 });
    let grows = format!("https://instagram.com/p/{}", "é".repeat(1_000));
    assert!(matches!(refuses(&instagram(), &grows), LinkProblem::TooLong { .. }));
}

#[test]
fn a_youtube_video_needs_its_number_and_a_short_link_its_own_host() {
    let youtube = youtube();
    accepts(
        &youtube,
        "https://www.youtube.com/watch?v=abc&t=5",
        "https://www.youtube.com/watch?v=abc&t=5",
    );
    accepts(
        &youtube,
        "https://m.youtube.com/watch?app=m&v=abc",
        "https://m.youtube.com/watch?app=m&v=abc",
    );
    accepts(&youtube, "https://youtu.be/abc?si=x", "https://youtu.be/abc?si=x");
    accepts(&youtube, "https://youtube.com/shorts/abc", "https://youtube.com/shorts/abc");
    for url in [
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch/more?v=abc",
        "https://www.youtube.com/@dkijakarta",
        "https://youtu.be/",
        "https://youtu.be",
    ] {
        assert!(matches!(refuses(&youtube, url), LinkProblem::NotAPost { .. }), "{url}");
    }
}

#[test]
fn without_stated_paths_anything_but_the_front_page_will_do() {
    let site = platform(&["jakarta.go.id"], &[]);
    accepts(&site, "https://www.jakarta.go.id/berita", "https://www.jakarta.go.id/berita");
    assert!(matches!(refuses(&site, "https://jakarta.go.id/"), LinkProblem::NotAPost { .. }));
}

#[test]
fn the_sentence_says_where_the_address_lies_and_shows_an_example() {
    assert_eq!(
        refuses(&instagram(), "https://www.facebook.com/p/x").to_string(),
        "Alamat ini berada di www.facebook.com, bukan di Instagram (feed). \
         Contoh: https://www.instagram.com/p/DMrXk2aTq1B/"
    );
    assert_eq!(
        refuses(&instagram(), "https://www.instagram.com/biro/").to_string(),
        "Alamat ini bukan alamat satu unggahan di Instagram (feed). Buka unggahannya, lalu salin alamatnya. \
         Contoh: https://www.instagram.com/p/DMrXk2aTq1B/"
    );
    assert_eq!(
        refuses(&instagram(), "http://instagram.com/p/x").to_string(),
        "Alamat harus diawali https://. Contoh: https://www.instagram.com/p/DMrXk2aTq1B/"
    );
}

#[test]
fn links_to_photos_and_video_are_web_addresses() {
    for url in [
        "https://drive.google.com/drive/folders/1AbC?usp=sharing",
        "http://arsip.jakarta.go.id:8080/foto",
        "https://bit.ly/foto",
        "https://192.168.1.20/foto",
    ] {
        assert_eq!(check_web_url(url).as_deref(), Ok(url));
    }
    assert_eq!(check_web_url("javascript:alert(1)"), Err(LinkProblem::NotWeb));
    assert_eq!(check_web_url("ftp://arsip.go.id/foto"), Err(LinkProblem::NotWeb));
    assert_eq!(
        check_web_url("https://localhost/x"),
        Err(LinkProblem::HostWithoutDot { host: "localhost".to_owned() })
    );
    assert_eq!(
        check_web_url("https://localhost./x"),
        Err(LinkProblem::HostWithoutDot { host: "localhost.".to_owned() })
    );
    assert_eq!(
        check_web_url("https://bank.id@evil.id/"),
        Err(LinkProblem::HasExtras { example: None })
    );
    assert_eq!(
        check_web_url("drive.google.com/x"),
        Err(LinkProblem::NotAnAddress { example: None })
    );
    assert_eq!(check_web_url(" "), Err(LinkProblem::Empty { example: None }));
    assert!(matches!(
        check_web_url(&format!("https://a.id/{}", "x".repeat(2_000))),
        Err(LinkProblem::TooLong { .. })
    ));
}

#[test]
fn post_paths_are_read_as_the_table_says_and_written_back() {
    for text in [
        "/p/",
        "/*/p/",
        "tiktok.com/@*/video/",
        "/watch?v",
        "/watch/?v",
        "youtu.be/*",
        "/photo.php?fbid",
    ] {
        let path = PostPath::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(path.to_string(), text);
    }
    for text in [
        "",
        "p",
        "/",
        "//",
        "/a//b",
        "/watch?",
        "/watch?v=1",
        "/a b/",
        "/**/",
        "/*x/",
        "/?v",
        "/p/#",
    ] {
        assert_eq!(PostPath::parse(text), None, "{text}");
    }
    assert_eq!(PostPath::parse("youtu.be/*").and_then(|path| path.host()), Some("youtu.be"));
}

proptest! {
    #[test]
    fn whatever_is_accepted_lies_on_the_platform(url in "(https?:)?[/\\\\]{0,3}[a-z@:.]{0,8}(instagram\\.com)?[/\\\\@.:#?]{0,2}[a-z.]{0,8}/p/[a-zA-Z0-9?#@/]{0,8}") {
        if let Ok(normalised) = check_post_url(&instagram(), &url) {
            let parsed = Url::parse(&normalised).unwrap();
            prop_assert!(["instagram.com", "www.instagram.com", "m.instagram.com"].contains(&parsed.host_str().unwrap()));
            prop_assert_eq!(parsed.scheme(), "https");
            prop_assert_eq!(check_post_url(&instagram(), &normalised), Ok(normalised.clone()));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = check_post_url(&instagram(), &text);
        let _ = check_web_url(&text);
        let _ = PostPath::parse(&text);
    }
}
