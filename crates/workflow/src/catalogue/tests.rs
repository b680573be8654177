use super::*;

/// A small office: Staf writes, Kepala decides, Staf repairs, Staf uploads.
const SOUND: &str = r#"id = "uji"
edition = "2025-07-28"
name = "Uji"
unit = "Bagian Uji"
region = "Uji"
time_zone = "Asia/Jakarta"

[sheet]
letterhead = ["PEMERINTAH UJI"]
has_remarks = false
column_numbers = ["1", "2", "3", "4", "5", "6", "7"]
legend_heads = ["Simbol", "Sebutan", "Definisi"]
columns = { number = "No.", text = "Uraian", actors = "Pelaksana", standards = "Mutu Baku", requirements = "Kelengkapan", time = "Waktu", output = "Output" }

[[sheet.cover]]
label = "Nomor SOP"

[[sheet.block]]
label = "Peringatan"
list = "plain"

[[actor]]
id = "staf"
label = "Staf"
short = "Staf"

[[actor]]
id = "kepala"
label = "Kepala Bagian"
short = "Kepala"

[[step]]
id = "tulis"
number = "1"
text = "Menulis"
short = "Tulis"
actor = "staf"
symbol = "terminator"
kind = "work"
powers = ["edit"]
needs = [{ what = "caption", kinds = ["kegiatan"], label = "Caption" }]
accepted = { step = "periksa" } # tulis
cell_labels = [{ actor = "kepala", text = "Tolak" }]
inferred = [{ what = "symbol", why = "Gambar hilang." }]

[[step]]
id = "periksa"
number = "2"
text = "Memeriksa"
short = "Periksa"
actor = "kepala"
symbol = "decision"
kind = "decision"
powers = ["choose_platforms", "pic_agreement"]
standard_minutes = 60 # periksa
accepted = { step = "unggah" } # periksa
rejected = "perbaiki"

[[step]]
id = "perbaiki"
number = "3"
text = "Memperbaiki"
short = "Perbaiki"
actor = "staf"
symbol = "process"
kind = "work"
powers = ["edit"] # perbaiki
standard_minutes = 30
accepted = { step = "periksa" } # perbaiki

[[step]]
id = "unggah"
number = "4"
text = "Mengunggah"
short = "Unggah"
actor = "staf"
symbol = "terminator"
kind = "publish"
standard_minutes = 5
accepted = "end"

[[kind]]
id = "kegiatan"
label = "Kegiatan"
hint = "Kegiatan"
caption_limit = 200
timing = { rule = "on_or_before", label = "Sebelum hari H." }

[[source]]
id = "rapat"
label = "Hasil rapat"

[[platform]]
id = "instagram"
label = "Instagram"
brand = "instagram"
site = "https://www.instagram.com/"
hosts = ["instagram.com"]
paths = ["/p/"]
example = "https://www.instagram.com/p/abc/"
caption_limit = 2200
"#;

/// `SOUND` with each text replaced; each must occur exactly once.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SOUND.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

fn told(text: &str) -> Vec<String> {
    match parse("uji.toml", text) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.to_string().lines().map(str::to_owned).collect(),
    }
}

/// After the changes the only problem is `message`, on the line where `place` stands.
#[track_caller]
fn one_problem(changes: &[(&str, &str)], place: &str, message: &str) {
    let text = with(changes);
    assert_eq!(told(&text), [at(&text, place, message)]);
}

#[track_caller]
fn at(text: &str, place: &str, message: &str) -> String {
    let line =
        text.lines().position(|line| line.contains(place)).unwrap_or_else(|| panic!("{place}")) + 1;
    format!("uji.toml:{line}: {message}")
}

#[test]
fn the_small_office_is_sound() {
    assert_eq!(told(SOUND), [""; 0]);
}

#[test]
fn every_toml_mistake_is_told_with_its_line() {
    let text = with(&[("name = \"Uji\"", "name = \"Uji"), ("region = \"Uji\"", "region = ")]);
    let told = told(&text);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].starts_with("uji.toml:3: penulisan TOML salah ("), "{}", told[0]);
    assert!(told[1].starts_with("uji.toml:5: penulisan TOML salah ("), "{}", told[1]);
}

#[test]
fn a_key_written_twice_is_told() {
    one_problem(
        &[("unit = \"Bagian Uji\"", "unit = \"Bagian Uji\"\nunit = \"Lain\"")],
        "unit = \"Lain\"",
        "isian ini ditulis dua kali; hapus salah satunya",
    );
}

#[test]
fn shape_mistakes_are_told_together_in_one_table_and_in_several() {
    let text = with(&[
        ("short = \"Tulis\"", "sort = \"Tulis\""),
        ("symbol = \"decision\"", "symbol = \"keputusan\""),
        ("standard_minutes = 30", "standard_minutes = \"30\""),
        ("hint = \"Kegiatan\"\n", ""),
        ("list = \"plain\"", "list = \"angka\""),
        ("accepted = { step = \"unggah\" }", "accepted = { langkah = \"unggah\" }"),
    ]);
    assert_eq!(
        told(&text),
        [
            at(
                &text,
                "list = ",
                "pilihan `angka` tidak dikenal; pilih salah satu dari `numbered`, `numbered_bare`, `dashed`, `plain`"
            ),
            at(&text, "[[step]]", "isian `short` belum ada; tambahkan"),
            at(
                &text,
                "sort = ",
                "isian `sort` tidak dikenal; periksa ejaannya atau hapus (yang dikenal: `id`, `number`, `text`, `italics`, `short`, `actor`, `symbol`, `kind`, `powers`, `requirements`, `time`, `standard_minutes`, `output`, `remarks`, `needs`, `accepted`, `rejected`, `cell_labels`, `inferred`)"
            ),
            at(
                &text,
                "symbol = \"keputusan\"",
                "pilihan `keputusan` tidak dikenal; pilih salah satu dari `terminator`, `process`, `decision`, `document`, `copies`, `manual_archive`, `file`, `connector_same_page`, `connector_other_page`, `flow_line`"
            ),
            at(
                &text,
                "langkah = ",
                "pilihan `langkah` tidak dikenal; pilih salah satu dari `step`, `end`"
            ),
            at(
                &text,
                "standard_minutes = \"30\"",
                "jenis nilainya salah: tertulis teks \"30\", seharusnya bilangan bulat"
            ),
            at(&text, "[[kind]]", "isian `hint` belum ada; tambahkan"),
        ]
    );
}

#[test]
fn an_unknown_goal_word_and_timing_rule_are_told() {
    one_problem(
        &[("accepted = \"end\"", "accepted = \"selesai\"")],
        "accepted = \"selesai\"",
        "pilihan `selesai` tidak dikenal; pilih salah satu dari `step`, `end`",
    );
    one_problem(
        &[("rule = \"on_or_before\"", "rule = \"kapan_saja\"")],
        "kapan_saja",
        "pilihan `kapan_saja` tidak dikenal; pilih salah satu dari `on_day_after_event`, `days_before`, `on_or_before`",
    );
}

#[test]
fn an_empty_file_is_told() {
    assert_eq!(told(""), ["uji.toml:1: isian `id` belum ada; tambahkan"]);
}

#[test]
fn heading_problems_are_told_together() {
    let text = with(&[
        ("id = \"uji\"", "id = \"Uji Coba\""),
        ("edition = \"2025-07-28\"", "edition = \"28 Juli 2025\""),
        ("unit = \"Bagian Uji\"", "unit = \" \""),
        ("Asia/Jakarta", "WIB"),
    ]);
    assert_eq!(
        told(&text),
        [
            "uji.toml:1: id \"Uji Coba\" harus huruf kecil, angka dan tanda hubung, seperti \"kepala-biro\"",
            "uji.toml:2: edisi \"28 Juli 2025\" bukan tanggal; tulis seperti \"2025-07-28\"",
            "uji.toml:4: isian `unit` masih kosong; isi",
            "uji.toml:6: zona waktu \"WIB\" tidak dikenal; tulis Asia/Jakarta, Asia/Makassar atau Asia/Jayapura",
        ]
    );
    one_problem(
        &[("2025-07-28", "2025-7-28")],
        "edition",
        "edisi \"2025-7-28\" bukan tanggal; tulis seperti \"2025-07-28\"",
    );
    one_problem(
        &[("2025-07-28", "2025-02-30")],
        "edition",
        "edisi \"2025-02-30\" bukan tanggal; tulis seperti \"2025-07-28\"",
    );
}

#[test]
fn the_sheet_must_fit_its_table() {
    one_problem(
        &[("[\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\"]", "[\"1\", \"2\"]")],
        "column_numbers",
        "ada 2 nomor kolom, padahal tabelnya 7 kolom; tulis satu untuk tiap kolom (boleh kosong)",
    );
    one_problem(
        &[("output = \"Output\" }", "output = \"Output\", remarks = \"Keterangan\" }")],
        "has_remarks",
        "`has_remarks` dan `columns.remarks` tidak cocok; isi `remarks` hanya bila lembar mencetak kolom Keterangan",
    );
    one_problem(
        &[("\"Sebutan\", ", "")],
        "legend_heads",
        "kepala tabel simbol harus tiga: simbol, sebutan, definisi",
    );
    one_problem(
        &[("label = \"Nomor SOP\"", "label = \"\"")],
        "label = \"\"",
        "isian `label` masih kosong; isi",
    );
    one_problem(
        &[("label = \"Peringatan\"", "label = \"\"")],
        "label = \"\"",
        "isian `label` masih kosong; isi",
    );
}

#[test]
fn names_are_unique_slugs_with_a_label() {
    one_problem(
        &[
            ("id = \"kepala\"", "id = \"staf\" # lagi"),
            ("actor = \"kepala\"\n", "actor = \"staf\"\n"),
            ("actor = \"kepala\",", "actor = \"staf\","),
        ],
        "# lagi",
        "id \"staf\" sudah dipakai pelaksana lain; beri nama lain",
    );
    one_problem(
        &[("id = \"rapat\"", "id = \"\"")],
        "id = \"\"",
        "id \"\" harus huruf kecil, angka dan tanda hubung, seperti \"kepala-biro\"",
    );
    one_problem(
        &[("id = \"rapat\"", "id = \"hasil--rapat\"")],
        "hasil--",
        "id \"hasil--rapat\" harus huruf kecil, angka dan tanda hubung, seperti \"kepala-biro\"",
    );
    one_problem(
        &[("label = \"Hasil rapat\"", "label = \"\"")],
        "label = \"\"",
        "isian `label` masih kosong; isi",
    );
    one_problem(
        &[("text = \"Menulis\"", "text = \"\"")],
        "text = \"\"",
        "isian `text` masih kosong; isi",
    );
    one_problem(
        &[("short = \"Tulis\"", "short = \"\"")],
        "short = \"\"",
        "isian `short` masih kosong; isi",
    );
    one_problem(
        &[("number = \"4\"", "number = \"\"")],
        "number = \"\"",
        "isian `number` masih kosong; isi",
    );
}

#[test]
fn lists_must_not_be_empty() {
    let no_platform = SOUND
        .split("[[platform]]")
        .next()
        .unwrap()
        .replace("id = \"uji\"", "id = \"uji\"\nplatform = []");
    assert_eq!(
        told(&no_platform),
        ["uji.toml:2: belum ada platform; tambahkan paling sedikit satu [[platform]]"]
    );
}

#[test]
fn every_actor_named_is_declared() {
    let message =
        "pelaksana \"direktur\" tidak ada di daftar [[actor]]; tambahkan atau perbaiki ejaannya";
    one_problem(&[("actor = \"kepala\"\n", "actor = \"direktur\"\n")], "\"direktur\"", message);
    one_problem(&[("actor = \"kepala\",", "actor = \"direktur\",")], "\"direktur\"", message);
}

#[test]
fn needs_and_inferences_name_what_exists() {
    one_problem(
        &[("kinds = [\"kegiatan\"]", "kinds = [\"seremoni\"]")],
        "seremoni",
        "jenis konten \"seremoni\" tidak ada di daftar [[kind]]; perbaiki ejaannya",
    );
    one_problem(
        &[("what = \"symbol\"", "what = \"simbol\"")],
        "simbol",
        "kesimpulan tentang \"simbol\" tidak dikenal; tulis nama isian langkah, seperti \"actor\"",
    );
}

#[test]
fn every_step_has_a_standard_time_unless_the_kinds_time_the_first() {
    let missing = "langkah ini belum punya `standard_minutes`; hanya langkah pertama boleh tanpa itu, bila jenis konten punya `timing`";
    let text = with(&[("standard_minutes = 30\n", "")]);
    let head = text.lines().position(|line| line == "id = \"perbaiki\"").unwrap();
    assert_eq!(told(&text), [format!("uji.toml:{head}: {missing}")], "at the step's [[step]]");
    let text = with(&[("timing = { rule = \"on_or_before\", label = \"Sebelum hari H.\" }\n", "")]);
    assert_eq!(told(&text).len(), 1);
    assert!(told(&text)[0].ends_with(missing));
    one_problem(
        &[("standard_minutes = 5", "standard_minutes = 0")],
        "standard_minutes = 0",
        "mutu baku waktu 0 menit; isi lamanya dalam menit",
    );
    one_problem(
        &[("standard_minutes = 5", "standard_minutes = 9000000")],
        "9000000",
        "mutu baku waktu 9000000 menit lebih dari setahun kerja; isi dalam menit",
    );
}

#[test]
fn powers_stand_where_the_engine_can_use_them() {
    one_problem(
        &[("powers = [\"edit\"] # perbaiki", "powers = [\"edit\", \"pic_agreement\"]")],
        "\"edit\", \"pic_agreement\"",
        "`pic_agreement` hanya untuk langkah `decision`; hapus atau ubah `kind`",
    );
    one_problem(
        &[("kind = \"publish\"", "kind = \"publish\"\npowers = [\"edit\"] # unggah")],
        "# unggah",
        "langkah `publish` mengunggah yang sudah disetujui, jadi tidak boleh mengubah isi atau platform; hapus",
    );
    one_problem(
        &[("powers = [\"edit\"]\nneeds", "powers = [\"edit\", \"choose_platforms\"]\nneeds")],
        "powers = [\"choose_platforms\", ",
        "`choose_platforms` sudah ada di langkah lain; cukup satu langkah yang memilih platform",
    );
    let text = with(&[("\"choose_platforms\", ", "")]);
    assert_eq!(
        told(&text),
        [at(
            &text,
            "[[step]]",
            "belum ada langkah dengan `choose_platforms`; tambahkan ke `powers` langkah yang memilih platform"
        )]
    );
}

#[test]
fn platforms_must_be_chosen_on_the_road_to_publishing() {
    one_problem(
        &[
            ("\"choose_platforms\", ", ""),
            ("powers = [\"edit\"] # perbaiki", "powers = [\"choose_platforms\"]"),
        ],
        "\"choose_platforms\"",
        "pemilihan platform dapat terlewati sebelum unggah; pindahkan `choose_platforms` ke langkah di jalan `accepted`",
    );
}

#[test]
fn the_first_step_is_work() {
    let text = with(&[(
        "kind = \"work\"\npowers = [\"edit\"]\nneeds",
        "kind = \"archive\"\npowers = [\"edit\"]\nneeds",
    )]);
    assert_eq!(
        told(&text),
        [at(
            &text,
            "kind = \"archive\"",
            "langkah pertama menyerahkan bahan, jadi harus `kind = \"work\"`"
        )]
    );
}

#[test]
fn goals_exist() {
    one_problem(
        &[("{ step = \"unggah\" }", "{ step = \"terbit\" }")],
        "terbit",
        "langkah tujuan \"terbit\" tidak ada; tulis id langkah lain, atau \"end\"",
    );
    one_problem(
        &[("rejected = \"perbaiki\"", "rejected = \"ulang\"")],
        "ulang",
        "langkah tujuan penolakan \"ulang\" tidak ada; tulis id langkah lain",
    );
}

#[test]
fn every_decision_and_only_a_decision_rejects() {
    let text = with(&[
        ("rejected = \"perbaiki\"\n", ""),
        ("{ step = \"unggah\" } # periksa", "{ step = \"perbaiki\" }"),
        ("{ step = \"periksa\" } # perbaiki", "{ step = \"unggah\" }"),
    ]);
    let [told] = told(&text).try_into().unwrap();
    assert!(told.ends_with("langkah \"periksa\" memutuskan tetapi tidak punya `rejected`; isi ke mana yang ditolak kembali"), "{told}");
    one_problem(
        &[("accepted = \"end\"", "accepted = \"end\"\nrejected = \"tulis\"")],
        "rejected = \"tulis\"",
        "hanya langkah `decision` boleh punya `rejected`; hapus atau ubah `kind`",
    );
}

#[test]
fn a_rejection_goes_back_or_to_a_repair_that_comes_back() {
    let sound = with(&[
        ("rejected = \"perbaiki\"", "rejected = \"tulis\""),
        ("{ step = \"unggah\" } # periksa", "{ step = \"perbaiki\" }"),
        ("{ step = \"periksa\" } # perbaiki", "{ step = \"unggah\" }"),
    ]);
    assert_eq!(told(&sound), [""; 0], "one step back");
    one_problem(
        &[("{ step = \"periksa\" } # perbaiki", "{ step = \"unggah\" }")],
        "rejected = ",
        "penolakan ke \"perbaiki\" tidak sah; tujuan harus langkah sebelumnya, atau langkah `work` yang kembali ke \"periksa\"",
    );
    let text = with(&[("rejected = \"perbaiki\"", "rejected = \"unggah\"")]);
    assert!(told(&text).contains(&at(
        &text,
        "rejected = ",
        "penolakan ke \"unggah\" tidak sah; tujuan harus langkah sebelumnya, atau langkah `work` yang kembali ke \"periksa\""
    )));
}

#[test]
fn every_step_is_reached() {
    one_problem(
        &[("rejected = \"perbaiki\"", "rejected = \"tulis\"")],
        "id = \"perbaiki\"",
        "langkah \"perbaiki\" tidak pernah dicapai; arahkan `accepted` atau `rejected` langkah lain ke sini",
    );
}

#[test]
fn the_end_is_reached_from_every_step() {
    let text = with(&[("accepted = \"end\"", "accepted = { step = \"tulis\" } # unggah")]);
    assert_eq!(
        told(&text),
        [at(
            &text,
            "# tulis",
            "dari langkah \"tulis\" akhir tidak pernah dicapai, karena `accepted` berputar; arahkan salah satunya maju atau ke \"end\""
        )]
    );
    let text = with(&[(
        "accepted = { step = \"periksa\" } # perbaiki",
        "accepted = { step = \"perbaiki\" }",
    )]);
    assert!(told(&text).contains(&at(
        &text,
        "accepted = { step = \"perbaiki\" }",
        "dari langkah \"perbaiki\" akhir tidak pernah dicapai, karena `accepted` berputar; arahkan salah satunya maju atau ke \"end\""
    )));
}

#[test]
fn exactly_one_step_publishes() {
    let text = with(&[("kind = \"publish\"", "kind = \"archive\"")]);
    assert_eq!(
        told(&text),
        [at(
            &text,
            "[[step]]",
            "belum ada langkah `kind = \"publish\"`; tambahkan langkah yang mengunggah"
        )]
    );
    let text = with(&[
        ("kind = \"work\"\npowers = [\"edit\"] # perbaiki", "kind = \"publish\""),
        ("rejected = \"perbaiki\"", "rejected = \"tulis\""),
        ("{ step = \"unggah\" } # periksa", "{ step = \"perbaiki\" }"),
        ("{ step = \"periksa\" } # perbaiki", "{ step = \"unggah\" }"),
    ]);
    let [told] = told(&text).try_into().unwrap();
    assert!(
        told.ends_with("langkah `publish` kedua; cukup satu langkah yang mengunggah"),
        "{told}"
    );
}

#[test]
fn nothing_is_published_without_its_decisions() {
    let text = with(&[
        ("accepted = { step = \"periksa\" } # tulis", "accepted = { step = \"unggah\" }"),
        ("accepted = \"end\"", "accepted = { step = \"periksa\" } # unggah"),
        ("accepted = { step = \"unggah\" } # periksa", "accepted = \"end\""),
    ]);
    assert!(told(&text).contains(&at(
        &text,
        "id = \"periksa\"",
        "keputusan \"periksa\" dapat terlewati sebelum unggah; letakkan di jalan `accepted` dan di atas langkah unggah"
    )));
    let text = with(&[
        ("accepted = { step = \"unggah\" } # periksa", "accepted = \"end\""),
        ("rejected = \"perbaiki\"", "rejected = \"tulis\""),
    ]);
    assert!(told(&text).contains(&at(
        &text,
        "id = \"unggah\"",
        "ajuan yang diterima semua orang tidak melewati langkah unggah; perbaiki `accepted`"
    )));
}

#[test]
fn platforms_have_sound_addresses() {
    for host in [
        "https://instagram.com",
        "www.instagram.com",
        "Instagram.com",
        "instagram",
        "instagram.com/p",
        "127.0.0.1",
        "a b.com",
        "",
    ] {
        one_problem(
            &[("hosts = [\"instagram.com\"]", &format!("hosts = [\"{host}\"]"))],
            "hosts = ",
            &format!(
                "host \"{host}\" tidak sah; tulis tanpa https:// dan tanpa www., seperti \"instagram.com\""
            ),
        );
    }
    one_problem(
        &[("hosts = [\"instagram.com\"]", "hosts = []")],
        "hosts = ",
        "platform belum punya host; isi seperti [\"instagram.com\"]",
    );
    one_problem(
        &[("paths = [\"/p/\"]", "paths = [\"p\"]")],
        "paths = ",
        "awal alamat \"p\" tidak sah; tulis seperti \"/p/\", \"/*/posts/\" atau \"/watch?v\"",
    );
    one_problem(
        &[("paths = [\"/p/\"]", "paths = [\"/p/\", \"instagr.am/*\"]")],
        "paths = ",
        "host \"instagr.am\" tidak ada di `hosts` platform ini; tambahkan",
    );
    one_problem(
        &[("site = \"https://www.instagram.com/\"", "site = \"instagram\"")],
        "site = ",
        "alamat situs tidak sah. Ini bukan alamat web yang utuh. Salin alamatnya dari bilah peramban.",
    );
    let text = with(&[("/p/abc/", "/biro/")]);
    let [told] = told(&text).try_into().unwrap();
    let start = at(
        &text,
        "example = ",
        "contoh alamat tidak memenuhi `hosts` dan `paths` sendiri. Alamat ini bukan",
    );
    assert!(told.starts_with(&start), "{told}");
}

#[test]
fn a_limit_of_nothing_is_told() {
    let message = "batas caption 0; isi jumlah karakter atau hapus";
    one_problem(&[("caption_limit = 200\n", "caption_limit = 0\n")], "caption_limit = 0", message);
    one_problem(&[("caption_limit = 2200", "caption_limit = 0")], "caption_limit = 0", message);
}

#[test]
fn a_problem_knows_its_column() {
    let errors = parse("uji.toml", &with(&[("\"/p/\"", "\"/é/\", \"p\"")])).unwrap_err();
    let places: Vec<_> =
        errors.problems.iter().map(|problem| (problem.line, problem.column)).collect();
    let line = SOUND.lines().position(|line| line.starts_with("paths")).unwrap() + 1;
    assert_eq!(places, [(line, 10), (line, 17)]);
}

#[test]
fn the_digest_is_of_the_exact_text() {
    assert_eq!(
        digest("").as_str(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert_ne!(digest(SOUND), digest(&SOUND.replace('\n', "\r\n")));
}

proptest::proptest! {
    /// Whatever a slip of the hand does to the file, it is answered, not a panic.
    #[test]
    fn a_torn_file_never_panics(start in 0_usize..3_000, length in 0_usize..40, filling in "\\PC{0,6}") {
        let start = start.min(SOUND.len());
        let end = (start + length).min(SOUND.len());
        let _ = parse("uji.toml", &format!("{}{filling}{}", &SOUND[..start], &SOUND[end..]));
    }
}
