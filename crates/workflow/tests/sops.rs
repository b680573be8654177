//! The bundled SOPs against the sheets they were transcribed from.
//!
//! `tests/seeds/` holds both sheets as they were received. Here the TOML is laid out again in the
//! sheet's own order, and the two must agree word for word: nothing left out, nothing added.

use workflow::catalogue::{self, BundledSop};
use workflow::link;
use workflow::sop::{Goal, Power, Sop, StepKind};

const DKI_SEED: &str = include_str!("seeds/dki-pengelolaan-media-sosial.txt");
const JABAR_SEED: &str = include_str!("seeds/jabar-pembuatan-konten-sosial-media.txt");

fn bundled(id: &str) -> BundledSop {
    catalogue::bundled().into_iter().find(|bundled| bundled.sop.id == id).expect(id)
}

fn dki() -> Sop {
    bundled("dki-pengelolaan-media-sosial").sop
}

fn jabar() -> Sop {
    bundled("jabar-pembuatan-konten-sosial-media").sop
}

// ── The sheet as received ───────────────────────────────────────────────────────────────────────

fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for character in text.chars() {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                plain.push(' ');
            }
            other if !in_tag => plain.push(other),
            _ => {}
        }
    }
    plain
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// One space between words, none around.
fn tidy(text: &str) -> String {
    words(text).join(" ")
}

/// The seed's lines from the one that begins with `from` to before the one that begins with `to`.
fn part(seed: &str, from: &str, to: Option<&str>) -> String {
    let plain = without_tags(seed);
    let begins =
        |line: &str, start: &str| line.trim_start_matches(['\u{feff}', ' ']).starts_with(start);
    let lines: Vec<&str> = plain.lines().skip_while(|line| !begins(line, from)).collect();
    assert!(!lines.is_empty(), "{from}");
    lines
        .into_iter()
        .take_while(|line| to.is_none_or(|to| !begins(line, to)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The tab-separated rows of the flow table: those that begin with a number.
fn flow_rows(seed: &str) -> Vec<Vec<String>> {
    part(seed, "No.\t", None)
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.split('\t').map(tidy).collect())
        .collect()
}

// ── The same from the TOML ──────────────────────────────────────────────────────────────────────

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

fn cover_words(sop: &Sop) -> Vec<String> {
    let rows = sop.sheet.cover.iter().flat_map(|row| std::iter::once(&row.label).chain(&row.value));
    sop.sheet.letterhead.iter().chain(rows).flat_map(|text| words(text)).collect()
}

/// The blocks in pairs: two labels, then what stands under them.
fn block_words(sop: &Sop) -> Vec<String> {
    use workflow::sop::{Block, ListStyle};
    let content = |block: &Block| -> Vec<String> {
        let item = |(index, item): (usize, &String)| match block.list {
            ListStyle::Numbered => format!("{}. {item}", index + 1),
            ListStyle::NumberedBare => format!("{} {item}", index + 1),
            ListStyle::Dashed => format!("- {item}"),
            ListStyle::Plain => item.clone(),
        };
        block.items.iter().enumerate().map(item).collect()
    };
    sop.sheet
        .blocks
        .chunks(2)
        .flat_map(|pair| {
            let labels = pair.iter().map(|block| block.label.clone()).collect::<Vec<_>>();
            [labels, pair.iter().flat_map(content).collect()].concat()
        })
        .flat_map(|text| words(&text))
        .collect()
}

fn head_words(sop: &Sop) -> Vec<String> {
    let heads = &sop.sheet.columns;
    let first = [&heads.number, &heads.text, &heads.actors, &heads.standards]
        .into_iter()
        .chain(&heads.remarks);
    let second = sop.actors.iter().map(|actor| &actor.label).chain([
        &heads.requirements,
        &heads.time,
        &heads.output,
    ]);
    first.chain(second).chain(&sop.sheet.column_numbers).flat_map(|text| words(text)).collect()
}

fn printed_rows(sop: &Sop) -> Vec<Vec<String>> {
    sop.steps
        .iter()
        .map(|step| {
            let cell = |actor: &str| {
                let label = step.cell_labels.iter().find(|cell| cell.actor == actor);
                label.map(|cell| cell.text.clone()).unwrap_or_default()
            };
            let mut row = vec![step.number.clone(), step.text.clone()];
            row.extend(sop.actors.iter().map(|actor| cell(&actor.id)));
            row.extend([step.requirements.join(" "), step.time.join(" "), step.output.clone()]);
            if sop.sheet.has_remarks {
                row.push(step.remarks.join(" "));
            }
            row
        })
        .collect()
}

// ── Word for word ───────────────────────────────────────────────────────────────────────────────

#[test]
fn dki_cover_is_word_for_word() {
    let seed = words(&part(DKI_SEED, "PEMERINTAH", Some("Dasar Hukum")));
    assert_eq!(sorted(cover_words(&dki())), sorted(seed));
}

#[test]
fn jabar_cover_is_word_for_word_and_in_order() {
    assert_eq!(cover_words(&jabar()), words(&part(JABAR_SEED, "PEMERINTAH", Some("DASAR HUKUM"))));
}

#[test]
fn the_blocks_are_word_for_word_and_in_order() {
    assert_eq!(block_words(&dki()), words(&part(DKI_SEED, "Dasar Hukum", Some("No.\t"))));
    assert_eq!(block_words(&jabar()), words(&part(JABAR_SEED, "DASAR HUKUM", Some("Flowchart"))));
}

#[test]
fn the_flow_tables_heads_are_word_for_word_and_in_order() {
    let title = |sop: &Sop| sop.sheet.flow_title.as_deref().map(words).unwrap_or_default();
    assert_eq!(title(&dki()), [""; 0]);
    assert_eq!(head_words(&dki()), words(&part(DKI_SEED, "No.\t", Some("1\tMenyerahkan"))));
    assert_eq!(
        [title(&jabar()), head_words(&jabar())].concat(),
        words(&part(JABAR_SEED, "Flowchart", Some("1\tMelakukan")))
    );
}

#[test]
fn the_row_of_column_numbers_is_as_printed() {
    let row = DKI_SEED.lines().find(|line| line.starts_with("1\t2\t3")).unwrap();
    assert_eq!(dki().sheet.column_numbers, row.split('\t').collect::<Vec<_>>());
    assert_eq!(jabar().sheet.column_numbers, [""; 0]);
}

#[test]
fn every_row_of_the_flow_table_is_word_for_word_and_cell_for_cell() {
    for (sop, seed) in [(dki(), DKI_SEED), (jabar(), JABAR_SEED)] {
        let rows = flow_rows(seed);
        let rows = rows.iter().filter(|row| row[1].len() > 1 && !row[0].contains(' '));
        assert_eq!(printed_rows(&sop), rows.cloned().collect::<Vec<_>>(), "{}", sop.id);
    }
}

#[test]
fn dki_legend_is_word_for_word_and_in_order() {
    let sheet = dki().sheet;
    let rows: Vec<String> =
        sheet.legend.iter().map(|row| format!("{} {}", row.name, row.definition)).collect();
    let heads = sheet.legend_heads.join(" ");
    let intro = sheet.legend_intro.unwrap_or_default();
    // The sheet prints the legend in two parts, six and four, each under the same heads.
    let printed = [&[intro, heads.clone()], &rows[..6], &[heads], &rows[6..]].concat().join(" ");
    assert_eq!(words(&printed), words(&part(DKI_SEED, "Untuk menggambarkan", None)));
    assert_eq!(jabar().sheet.legend.len(), 0);
}

#[test]
fn words_in_italics_are_those_of_the_sheet() {
    for (sop, seed) in [(dki(), DKI_SEED), (jabar(), JABAR_SEED)] {
        let printed: Vec<&str> =
            seed.split("<i>").skip(1).filter_map(|rest| rest.split("</i>").next()).collect();
        let kept: Vec<String> = sop.steps.iter().flat_map(|step| step.italics.clone()).collect();
        assert_eq!(kept, printed);
        for step in &sop.steps {
            let row = format!("{} {}", step.text, step.remarks.join(" "));
            assert!(step.italics.iter().all(|word| row.contains(word.as_str())));
        }
    }
}

#[test]
fn bold_values_of_the_cover_are_those_of_the_sheet() {
    for (sop, seed) in [(dki(), DKI_SEED), (jabar(), JABAR_SEED)] {
        for row in &sop.sheet.cover {
            assert_eq!(
                row.emphasis,
                seed.contains(&format!("<b>{}</b>", row.value.join(" "))) && !row.value.is_empty()
            );
        }
    }
}

// ── The flow that the engine runs ───────────────────────────────────────────────────────────────

/// "id: actor, minutes, accepted / rejected", a step a line.
fn flow(sop: &Sop) -> Vec<String> {
    sop.steps
        .iter()
        .map(|step| {
            let accepted = match &step.accepted {
                Goal::Step(id) => id.as_str(),
                Goal::End => "end",
            };
            let minutes =
                step.standard_minutes.map_or("by kind".to_owned(), |minutes| minutes.to_string());
            let rejected = step.rejected.as_deref().unwrap_or("-");
            format!(
                "{} {} {:?}: {}, {minutes}, {accepted} / {rejected}",
                step.number, step.id, step.kind, step.actor
            )
        })
        .collect()
}

#[test]
fn dki_flow_goes_up_four_officials_and_back_one_step_at_a_time() {
    assert_eq!(
        flow(&dki()),
        [
            "1 ajukan Work: admin-medsos, by kind, koreksi / -",
            "2. koreksi Decision: tim-pengelola, 60, platform / ajukan",
            "3 platform Decision: kasubbag-tu, 15, kontrol / koreksi",
            "4 kontrol Decision: kabag-perjalanan-dinas, 15, setujui / platform",
            "5 setujui Decision: kepala-biro, 60, unggah / kontrol",
            "5 unggah Publish: admin-medsos, 5, end / -",
        ]
    );
}

#[test]
fn jabar_flow_repairs_what_is_rejected_and_archives_before_it_uploads() {
    assert_eq!(
        flow(&jabar()),
        [
            "1 riset Work: humas, 60, rencana / -",
            "2 rencana Work: humas, 60, serahkan / -",
            "3 serahkan Work: humas, 60, bagi-tugas / -",
            "4 bagi-tugas Work: koordinator, 30, produksi / -",
            "5 produksi Work: humas, 120, persetujuan / -",
            "6 persetujuan Decision: sekretaris, 60, arsip / perbaikan",
            "7 perbaikan Work: humas, 120, persetujuan / -",
            "8 arsip Archive: humas, 5, unggah / -",
            "9 unggah Publish: humas, 5, end / -",
        ]
    );
}

#[test]
fn dki_powers_are_those_of_the_sheet() {
    let sop = dki();
    let who = |power| {
        sop.steps
            .iter()
            .filter(|step| step.can(power))
            .map(|step| step.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(who(Power::Edit), ["ajukan", "koreksi"]);
    assert_eq!(who(Power::PicAgreement), ["koreksi"]);
    assert_eq!(who(Power::ChoosePlatforms), ["platform"]);
}

#[test]
fn dki_limits_stand_only_where_the_sheet_states_them() {
    let limits: Vec<_> = dki()
        .kinds
        .into_iter()
        .map(|kind| {
            (
                kind.id,
                kind.caption_limit,
                serde_json::to_value(kind.timing).unwrap()["rule"].clone(),
            )
        })
        .collect();
    let rule = |rule: &str| serde_json::Value::from(rule);
    assert_eq!(
        limits,
        [
            ("kegiatan".to_owned(), Some(200), rule("on_day_after_event")),
            ("rencana".to_owned(), None, rule("days_before")),
            ("ucapan".to_owned(), None, rule("on_or_before")),
            ("prioritas".to_owned(), None, serde_json::Value::Null),
            ("repost".to_owned(), None, serde_json::Value::Null),
        ]
    );
    assert_eq!(dki().sources.len(), 8);
}

#[test]
fn what_the_reader_concluded_is_said_with_its_reason() {
    for sop in [dki(), jabar()] {
        for step in &sop.steps {
            let told = |what: &str| step.inferred.iter().any(|inference| inference.what == what);
            assert!(told("symbol"), "{}: the drawn symbols are lost", step.id);
            assert!(step.inferred.iter().all(|inference| !inference.why.trim().is_empty()));
            if sop.id.starts_with("jabar") {
                assert!(told("actor"), "{}: the marks are lost", step.id);
                assert_eq!(told("rejected"), step.kind == StepKind::Decision, "{}", step.id);
            }
        }
    }
    let approve = dki().step("setujui").cloned().unwrap();
    assert!(approve.inferred.iter().any(|inference| inference.what == "rejected"));
}

// ── The files themselves ────────────────────────────────────────────────────────────────────────

#[test]
fn a_files_name_is_its_id_and_its_digest_that_of_its_text() {
    for bundled in catalogue::bundled() {
        assert_eq!(bundled.file_name, format!("{}.toml", bundled.sop.id));
        assert_eq!(catalogue::parse(bundled.file_name, bundled.text).as_ref(), Ok(&bundled.sop));
        assert_eq!(catalogue::digest(bundled.text).as_str().len(), 64);
    }
}

#[test]
fn addresses_that_people_copy_are_accepted() {
    let sop = jabar();
    for (platform, url) in [
        ("instagram-feed", "https://www.instagram.com/p/DMrXk2aTq1B/?igsh=MzRlODBiNWFlZA=="),
        ("instagram-feed", "https://www.instagram.com/reel/DMrXk2aTq1B/"),
        ("instagram-feed", "https://www.instagram.com/dpmptspjabar/p/DMrXk2aTq1B/?img_index=1"),
        (
            "instagram-story",
            "https://www.instagram.com/stories/dpmptspjabar/3684512345678901234?utm_source=ig",
        ),
        ("instagram-story", "https://www.instagram.com/stories/highlights/18012345678901234/"),
        ("youtube", "https://www.youtube.com/watch?v=Zr3aYw0pQ8k&t=12s"),
        ("youtube", "https://youtu.be/Zr3aYw0pQ8k?si=abc"),
        ("youtube", "https://youtube.com/shorts/Zr3aYw0pQ8k?feature=share"),
        ("facebook", "https://www.facebook.com/dpmptspjabar/posts/pfbid02abc"),
        ("facebook", "https://web.facebook.com/photo/?fbid=122&set=a.1"),
        ("facebook", "https://www.facebook.com/permalink.php?story_fbid=pfbid0&id=1000"),
        ("facebook", "https://m.facebook.com/story.php?story_fbid=1&id=2"),
        ("facebook", "https://www.facebook.com/share/p/1AbCdEfGhI/"),
        ("facebook", "https://fb.watch/abc123/"),
        ("facebook", "https://www.facebook.com/watch/?v=1122334455"),
        ("facebook", "https://www.facebook.com/reel/1122334455"),
        (
            "tiktok",
            "https://www.tiktok.com/@dpmptspjabar/video/7534567890123456789?is_from_webapp=1",
        ),
        ("tiktok", "https://www.tiktok.com/@dpmptspjabar/photo/7534567890123456789"),
        ("tiktok", "https://vm.tiktok.com/ZMabc123/"),
        ("tiktok", "https://vt.tiktok.com/ZSabc123/"),
        ("x", "https://x.com/dpmptspjabar/status/1950123456789012345"),
        ("x", "https://twitter.com/dpmptspjabar/status/1950123456789012345?s=20"),
    ] {
        let platform = sop.platform(platform).expect(platform);
        assert_eq!(link::check_post_url(platform, url).as_deref(), Ok(url));
    }
}

#[test]
fn addresses_of_a_profile_or_of_another_platform_are_refused() {
    let sop = jabar();
    for (platform, url) in [
        ("instagram-feed", "https://www.instagram.com/dpmptspjabar/"),
        ("instagram-feed", "https://www.instagram.com/stories/dpmptspjabar/3684512345678901234/"),
        ("instagram-story", "https://www.instagram.com/p/DMrXk2aTq1B/"),
        ("instagram-story", "https://www.instagram.com/stories/dpmptspjabar/"),
        ("youtube", "https://www.youtube.com/@dpmptspjabar"),
        ("youtube", "https://www.youtube.com/playlist?list=PL1"),
        ("facebook", "https://www.facebook.com/dpmptspjabar"),
        ("facebook", "https://www.facebook.com/profile.php?id=1000"),
        ("tiktok", "https://www.tiktok.com/@dpmptspjabar"),
        ("tiktok", "https://www.tiktok.com/@/video/7534567890123456789"),
        ("tiktok", "https://www.tiktok.com/ZMabc123/"),
        ("x", "https://x.com/dpmptspjabar"),
    ] {
        let platform = sop.platform(platform).expect(platform);
        assert!(link::check_post_url(platform, url).is_err(), "{url}");
    }
}
