use archive::{Archive, ListQuery};
use workflow::Content;

use crate::fixtures::{
    commit, content, file, handed_in, minute, next_act, person, revised, taken_in, titles,
};

fn find(archive: &dyn Archive, text: &str) -> Vec<String> {
    titles(archive, &ListQuery { text: Some(text.to_owned()), limit: 50, ..ListQuery::default() })
}

pub fn every_field_is_found(archive: &dyn Archive) {
    let photo = file(b"foto", "IMG_2041-panggung.jpg");
    archive.put_asset(&taken_in(&photo)).unwrap();
    commit(archive, handed_in(1, Content { assets: vec![photo], ..content("Peresmian Taman") }, 0));
    commit(archive, handed_in(2, Content { pic: "Pak Joko".to_owned(), ..content("Rapat") }, 0));
    for text in
        ["peresmian", "taman peresmian", "ibu rini", "img_2041", "panggung", "2041-panggung.jpg"]
    {
        assert_eq!(find(archive, text), ["Peresmian Taman"], "{text}");
    }
    for text in ["gubernur", "https://contoh.go.id/foto", "meresmikan kota"] {
        assert_eq!(find(archive, text).len(), 2, "{text}");
    }
    assert_eq!(find(archive, "taman joko"), ["Rapat"]);
}

pub fn last_word_is_a_beginning(archive: &dyn Archive) {
    commit(archive, handed_in(1, content("Upacara Hari Jadi"), 0));
    for text in ["u", "up", "upacar", "hari ja"] {
        assert_eq!(find(archive, text).len(), 1, "{text}");
    }
    for text in ["upacar hari", "pacara"] {
        assert_eq!(find(archive, text).len(), 0, "{text}");
    }
}

/// Common words are found another way than rare ones; a person sees no difference.
pub fn common_word_pages_in_order_of_the_list(archive: &dyn Archive) {
    for number in 1..=600 {
        let title = if number % 3 == 0 { "Rapat" } else { "Upacara" };
        let mut handed_in = handed_in(number, content(&format!("{title} {number:03}")), 0);
        handed_in.deadline = Some(minute(i64::try_from(1000 - number).unwrap()));
        archive.commit(&handed_in).unwrap();
    }
    let query =
        |text: &str| ListQuery { text: Some(text.to_owned()), limit: 2, ..ListQuery::default() };
    let common = archive.list(&query("gubernur")).unwrap();
    assert_eq!(common.total, 600);
    let next = archive.list(&ListQuery { cursor: common.next, ..query("gubernur") }).unwrap();
    let rare = archive.list(&query("gubernur rapat")).unwrap();
    assert_eq!(rare.total, 200);
    let shown = |page: archive::Page| -> Vec<String> {
        page.items.into_iter().map(|item| item.submission.content.title).collect()
    };
    assert_eq!(shown(next), ["Upacara 598", "Rapat 597"]);
    assert_eq!(shown(rare), ["Rapat 600", "Rapat 597"]);
}

pub fn accents_and_case_do_not_matter(archive: &dyn Archive) {
    commit(archive, handed_in(1, content("Café Pemuda"), 0));
    for text in ["cafe", "CAFÉ", "cafe\u{301} PEM"] {
        assert_eq!(find(archive, text).len(), 1, "{text}");
    }
}

pub fn revision_replaces_the_texts(archive: &dyn Archive) {
    let state = commit(archive, handed_in(1, content("Lama"), 0));
    commit(archive, next_act(&state, vec![revised(&state, content("Baru"))], 1));
    assert_eq!(find(archive, "lama"), Vec::<String>::new());
    assert_eq!(find(archive, "baru"), ["Baru"]);
}

pub fn any_text_is_data(archive: &dyn Archive) {
    commit(archive, handed_in(1, content("Rapat OR \"kerja\" (NEAR) title:Biro"), 0));
    let long = "kata ".repeat(5000);
    let hostile = [
        "\"",
        "*",
        "-",
        "(",
        ")",
        "'",
        "^",
        ":",
        "+",
        "\\",
        "\0",
        "%",
        ";",
        "\"\"",
        "\" OR \"",
        "a\"b",
        "a*b*",
        "NEAR(a b, 3)",
        "title : x",
        "{title caption} : x",
        "a AND",
        "AND",
        "OR NOT",
        "a NOT b",
        "-a",
        "^a",
        "'; DROP TABLE events; --",
        "a\0b",
        "🎉",
        "\u{202e}abc",
        "\u{301}",
        "x\u{301}",
        &long,
        "日本",
    ];
    for text in hostile {
        find(archive, text);
    }
    for found in ["OR", "\"kerja\"", "(NEAR)", "title:Biro", "rapat OR", "NEAR title"] {
        assert_eq!(find(archive, found).len(), 1, "{found}");
    }
    for blank in ["", "  ", "\t\n"] {
        assert_eq!(find(archive, blank).len(), 1, "{blank:?}");
    }
    for missing in ["*", "rapat NOT kerja", "kerja NEAR rapat tidak"] {
        assert_eq!(find(archive, missing).len(), 0, "{missing}");
    }
}

pub fn what_a_named_person_submitted_is_found_too(archive: &dyn Archive) {
    commit(archive, handed_in(1, content("Rapat"), 0));
    commit(archive, handed_in(2, content("Sari bercerita"), 1));
    let query = |people: Vec<u128>| ListQuery {
        text: Some("sari".to_owned()),
        or_submitted_by: people.into_iter().map(person).collect(),
        limit: 50,
        ..ListQuery::default()
    };
    assert_eq!(titles(archive, &query(vec![])), ["Sari bercerita"]);
    assert_eq!(titles(archive, &query(vec![1])), ["Rapat", "Sari bercerita"]);
    assert_eq!(titles(archive, &query(vec![2, 3])), ["Sari bercerita"]);
}
