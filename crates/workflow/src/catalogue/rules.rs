//! The rules that a SOP's data must keep so that the engine can run it to the end.
//!
//! Each broken rule is told where it stands in the file. They are grouped by what they protect: names
//! that refer to each other, the sheet as printed, the flow from the first step to the end, and the
//! places where a post appears.

use std::collections::HashSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::lines::{At, Document, Found, span_of};
use crate::link::{self, PostPath};
use crate::sop::{Goal, Power, Sop, Step, StepKind};
use At::{Index, Key};

mod flow;

/// A standard time longer than a year of working days is a slip of the pen.
const LONGEST_STANDARD: u32 = 120_000;

/// What a step's inference may be about: the step's own fields.
const INFERABLE: [&str; 16] = [
    "number",
    "text",
    "short",
    "actor",
    "symbol",
    "kind",
    "powers",
    "requirements",
    "time",
    "standard_minutes",
    "output",
    "remarks",
    "needs",
    "accepted",
    "rejected",
    "cell_labels",
];

pub(super) fn broken(sop: &Sop, document: &Document<'_>) -> Vec<Found> {
    let mut checker = Checker { sop, document, found: Vec::new() };
    checker.heading();
    checker.sheet();
    checker.names();
    checker.steps();
    checker.kinds();
    checker.platforms();
    checker.flow();
    checker.found
}

struct Checker<'a> {
    sop: &'a Sop,
    document: &'a Document<'a>,
    found: Vec<Found>,
}

impl Checker<'_> {
    fn tell(&mut self, path: &[At], message: impl Into<String>) {
        self.found.push(Found { span: span_of(self.document, path), message: message.into() });
    }

    fn must_be_written(&mut self, path: &[At], text: &str) {
        if text.trim().is_empty() {
            let field = path.iter().rev().find_map(|at| match at {
                Key(key) => Some(*key),
                Index(_) => None,
            });
            self.tell(path, format!("isian `{}` masih kosong; isi", field.unwrap_or_default()));
        }
    }

    fn heading(&mut self) {
        let sop = self.sop;
        self.must_be_slug(&[Key("id")], &sop.id);
        for (key, text) in [("name", &sop.name), ("unit", &sop.unit), ("region", &sop.region)] {
            self.must_be_written(&[Key(key)], text);
        }
        let is_date = sop.edition.len() == 10 && sop.edition.parse::<NaiveDate>().is_ok();
        if !is_date {
            self.tell(
                &[Key("edition")],
                format!("edisi \"{}\" bukan tanggal; tulis seperti \"2025-07-28\"", sop.edition),
            );
        }
        if sop.time_zone.parse::<Tz>().is_err() {
            let message = format!(
                "zona waktu \"{}\" tidak dikenal; tulis Asia/Jakarta, Asia/Makassar atau Asia/Jayapura",
                sop.time_zone
            );
            self.tell(&[Key("time_zone")], message);
        }
    }

    fn sheet(&mut self) {
        let sheet = &self.sop.sheet;
        if sheet.has_remarks != sheet.columns.remarks.is_some() {
            self.tell(
                &[Key("sheet"), Key("has_remarks")],
                "`has_remarks` dan `columns.remarks` tidak cocok; isi `remarks` hanya bila lembar mencetak kolom Keterangan",
            );
        }
        let columns = 5 + self.sop.actors.len() + usize::from(sheet.has_remarks);
        let numbers = sheet.column_numbers.len();
        if numbers != 0 && numbers != columns {
            let message = format!(
                "ada {numbers} nomor kolom, padahal tabelnya {columns} kolom; tulis satu untuk tiap kolom (boleh kosong)"
            );
            self.tell(&[Key("sheet"), Key("column_numbers")], message);
        }
        if !sheet.legend_heads.is_empty() && sheet.legend_heads.len() != 3 {
            self.tell(
                &[Key("sheet"), Key("legend_heads")],
                "kepala tabel simbol harus tiga: simbol, sebutan, definisi",
            );
        }
        for (index, row) in sheet.cover.iter().enumerate() {
            self.must_be_written(
                &[Key("sheet"), Key("cover"), Index(index), Key("label")],
                &row.label,
            );
        }
        for (index, block) in sheet.blocks.iter().enumerate() {
            self.must_be_written(
                &[Key("sheet"), Key("block"), Index(index), Key("label")],
                &block.label,
            );
        }
    }

    /// Every list has entries, and each entry a unique slug and a label.
    fn names(&mut self) {
        let sop = self.sop;
        let actors: Vec<_> =
            sop.actors.iter().map(|actor| (actor.id.as_str(), actor.label.as_str())).collect();
        let steps: Vec<_> =
            sop.steps.iter().map(|step| (step.id.as_str(), step.text.as_str())).collect();
        let kinds: Vec<_> =
            sop.kinds.iter().map(|kind| (kind.id.as_str(), kind.label.as_str())).collect();
        let sources: Vec<_> =
            sop.sources.iter().map(|source| (source.id.as_str(), source.label.as_str())).collect();
        let platforms: Vec<_> =
            sop.platforms.iter().map(|place| (place.id.as_str(), place.label.as_str())).collect();
        for (key, label_key, what, entries, needed) in [
            ("actor", "label", "pelaksana", actors, true),
            ("step", "text", "langkah", steps, true),
            ("kind", "label", "jenis konten", kinds, true),
            ("source", "label", "sumber informasi", sources, false),
            ("platform", "label", "platform", platforms, true),
        ] {
            if needed && entries.is_empty() {
                self.tell(
                    &[Key(key)],
                    format!("belum ada {what}; tambahkan paling sedikit satu [[{key}]]"),
                );
            }
            let mut seen = HashSet::new();
            for (index, (id, label)) in entries.into_iter().enumerate() {
                let path = [Key(key), Index(index), Key("id")];
                self.must_be_slug(&path, id);
                if !seen.insert(id) {
                    self.tell(
                        &path,
                        format!("id \"{id}\" sudah dipakai {what} lain; beri nama lain"),
                    );
                }
                self.must_be_written(&[Key(key), Index(index), Key(label_key)], label);
            }
        }
    }

    fn must_be_slug(&mut self, path: &[At], id: &str) {
        let part_is_right = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !id.split('-').all(part_is_right) {
            let message = format!(
                "id \"{id}\" harus huruf kecil, angka dan tanda hubung, seperti \"kepala-biro\""
            );
            self.tell(path, message);
        }
    }

    fn must_be_an_actor(&mut self, path: &[At], id: &str) {
        if self.sop.position(id).is_none() {
            let message = format!(
                "pelaksana \"{id}\" tidak ada di daftar [[actor]]; tambahkan atau perbaiki ejaannya"
            );
            self.tell(path, message);
        }
    }

    /// What each row says by itself.
    fn steps(&mut self) {
        let sop = self.sop;
        for (index, step) in sop.steps.iter().enumerate() {
            let at = |key| [Key("step"), Index(index), Key(key)];
            self.must_be_written(&at("number"), &step.number);
            self.must_be_written(&at("short"), &step.short);
            self.must_be_an_actor(&at("actor"), &step.actor);
            for (n, cell) in step.cell_labels.iter().enumerate() {
                self.must_be_an_actor(
                    &[Key("step"), Index(index), Key("cell_labels"), Index(n), Key("actor")],
                    &cell.actor,
                );
            }
            for (n, inference) in step.inferred.iter().enumerate() {
                if !INFERABLE.contains(&inference.what.as_str()) {
                    let message = format!(
                        "kesimpulan tentang \"{}\" tidak dikenal; tulis nama isian langkah, seperti \"actor\"",
                        inference.what
                    );
                    self.tell(
                        &[Key("step"), Index(index), Key("inferred"), Index(n), Key("what")],
                        message,
                    );
                }
            }
            for (n, need) in step.needs.iter().enumerate() {
                for (k, kind) in
                    need.kinds.iter().enumerate().filter(|(_, kind)| sop.kind(kind).is_none())
                {
                    let path =
                        [Key("step"), Index(index), Key("needs"), Index(n), Key("kinds"), Index(k)];
                    self.tell(&path, format!("jenis konten \"{kind}\" tidak ada di daftar [[kind]]; perbaiki ejaannya"));
                }
            }
            self.standard_time(index, step);
            self.powers(index, step);
        }
    }

    fn standard_time(&mut self, index: usize, step: &Step) {
        let path = [Key("step"), Index(index), Key("standard_minutes")];
        match step.standard_minutes {
            Some(0) => self.tell(&path, "mutu baku waktu 0 menit; isi lamanya dalam menit"),
            Some(minutes) if minutes > LONGEST_STANDARD => {
                self.tell(&path, format!("mutu baku waktu {minutes} menit lebih dari setahun kerja; isi dalam menit"));
            }
            None if index > 0 || self.sop.kinds.iter().all(|kind| kind.timing.is_none()) => self.tell(
                &path,
                "langkah ini belum punya `standard_minutes`; hanya langkah pertama boleh tanpa itu, bila jenis konten punya `timing`",
            ),
            _ => {}
        }
    }

    fn powers(&mut self, index: usize, step: &Step) {
        let power_path = |power| {
            let n = step.powers.iter().position(|own| *own == power).unwrap_or_default();
            [Key("step"), Index(index), Key("powers"), Index(n)]
        };
        if step.can(Power::PicAgreement) && step.kind != StepKind::Decision {
            self.tell(
                &power_path(Power::PicAgreement),
                "`pic_agreement` hanya untuk langkah `decision`; hapus atau ubah `kind`",
            );
        }
        if step.kind == StepKind::Publish {
            for power in
                [Power::Edit, Power::ChoosePlatforms].into_iter().filter(|power| step.can(*power))
            {
                self.tell(
                    &power_path(power),
                    "langkah `publish` mengunggah yang sudah disetujui, jadi tidak boleh mengubah isi atau platform; hapus",
                );
            }
        }
    }

    fn kinds(&mut self) {
        for (index, kind) in self.sop.kinds.iter().enumerate() {
            if kind.caption_limit == Some(0) {
                self.tell(
                    &[Key("kind"), Index(index), Key("caption_limit")],
                    "batas caption 0; isi jumlah karakter atau hapus",
                );
            }
        }
    }

    fn platforms(&mut self) {
        for (index, place) in self.sop.platforms.iter().enumerate() {
            let at = |key| [Key("platform"), Index(index), Key(key)];
            let told = self.found.len();
            if place.hosts.is_empty() {
                self.tell(
                    &at("hosts"),
                    "platform belum punya host; isi seperti [\"instagram.com\"]",
                );
            }
            for (n, host) in place.hosts.iter().enumerate().filter(|(_, host)| !is_host(host)) {
                let path = [Key("platform"), Index(index), Key("hosts"), Index(n)];
                self.tell(&path, format!("host \"{host}\" tidak sah; tulis tanpa https:// dan tanpa www., seperti \"instagram.com\""));
            }
            for (n, text) in place.paths.iter().enumerate() {
                let path = [Key("platform"), Index(index), Key("paths"), Index(n)];
                match PostPath::parse(text) {
                    None => self.tell(&path, format!("awal alamat \"{text}\" tidak sah; tulis seperti \"/p/\", \"/*/posts/\" atau \"/watch?v\"")),
                    Some(parsed) => {
                        if let Some(host) = parsed.host().filter(|host| !place.hosts.iter().any(|own| own == host)) {
                            self.tell(&path, format!("host \"{host}\" tidak ada di `hosts` platform ini; tambahkan"));
                        }
                    }
                }
            }
            if let Err(problem) = link::check_web_url(&place.site) {
                self.tell(&at("site"), format!("alamat situs tidak sah. {problem}"));
            }
            if place.caption_limit == Some(0) {
                self.tell(&at("caption_limit"), "batas caption 0; isi jumlah karakter atau hapus");
            }
            let sound = self.found.len() == told;
            if sound && let Err(problem) = link::check_post_url(place, &place.example) {
                self.tell(
                    &at("example"),
                    format!("contoh alamat tidak memenuhi `hosts` dan `paths` sendiri. {problem}"),
                );
            }
        }
    }

    fn goal_index(&self, step: &Step) -> Option<usize> {
        match &step.accepted {
            Goal::Step(id) => self.sop.step_index(id),
            Goal::End => None,
        }
    }
}

/// A lower-case domain name with a dot, as a browser would write it, without "www." or "m.".
fn is_host(host: &str) -> bool {
    let reads_the_same = url::Url::parse(&format!("https://{host}/")).is_ok_and(|url| {
        matches!(url.host(), Some(url::Host::Domain(domain)) if domain == host) && url.path() == "/"
    });
    reads_the_same
        && host.contains('.')
        && !host.starts_with("www.")
        && !host.starts_with("m.")
        && !host.ends_with('.')
}
