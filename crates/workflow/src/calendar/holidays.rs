//! Days off: the national holidays and cuti bersama that come with the program, and the CSV form in
//! which an office can bring next year's.
//!
//! The file also lists days that are only remembered (the first day of Ramadan); offices work on
//! those, so they are read and left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

const BUNDLED: &str = include_str!("../../data/holidays.csv");
const HEAD: [&str; 5] = ["date", "name_id", "kind", "certainty", "source"];

/// A day on which the office is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name: String,
    pub kind: HolidayKind,
    pub certainty: Certainty,
    /// Where the date was read.
    #[serde(default)]
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// Libur nasional.
    Libur,
    /// Cuti bersama ASN.
    CutiBersama,
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The day has been.
    Pasti,
    /// Set by the three ministers' joint decree (SKB).
    DitetapkanSkb,
    /// Set by the SKB, but the sidang isbat may still move it.
    SkbMenungguIsbat,
}

/// What is wrong with a file of days off.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("baris {line}: {message}")]
pub struct HolidayFileProblem {
    /// From 1.
    pub line: usize,
    pub message: String,
}

/// The days off that come with the program, 2024 to 2027, by date.
///
/// # Panics
/// Never: a test reads the same file.
#[must_use]
pub fn bundled_holidays() -> Vec<Holiday> {
    parse_holidays(BUNDLED).expect("the bundled days off are tested")
}

/// Reads a CSV file with the columns `date,name_id,kind,certainty,source`; answers by date.
///
/// # Errors
/// The first line that cannot be read.
pub fn parse_holidays(csv: &str) -> Result<Vec<Holiday>, HolidayFileProblem> {
    let mut lines = csv.trim_start_matches('\u{feff}').lines().enumerate();
    let head = lines.next().map(|(_, line)| line).unwrap_or_default();
    if fields(head).is_none_or(|fields| fields != HEAD) {
        return Err(problem(1, format!("kepala kolom harus \"{}\"", HEAD.join(","))));
    }
    let mut days = BTreeMap::new();
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let Some(holiday) = holiday(line).map_err(|message| problem(number, message))? else {
            continue;
        };
        if let Some(twice) = days.insert(holiday.date, holiday) {
            return Err(problem(
                number,
                format!("tanggal {} sudah ada ({}); hapus salah satu", twice.date, twice.name),
            ));
        }
    }
    Ok(days.into_values().collect())
}

fn problem(line: usize, message: String) -> HolidayFileProblem {
    HolidayFileProblem { line, message }
}

/// `None`: a day that is remembered but worked.
fn holiday(line: &str) -> Result<Option<Holiday>, String> {
    let fields = fields(line).ok_or("tanda kutip tidak ditutup")?;
    let [date, name, kind, certainty, source] = <[String; 5]>::try_from(fields)
        .map_err(|fields| format!("ada {} kolom, seharusnya {}", fields.len(), HEAD.len()))?;
    let date = date
        .parse()
        .map_err(|_| format!("tanggal \"{date}\" tidak sah; tulis seperti 2026-08-17"))?;
    if name.trim().is_empty() {
        return Err("nama hari belum diisi".to_owned());
    }
    let kind = match kind.as_str() {
        "libur" => HolidayKind::Libur,
        "cuti_bersama" => HolidayKind::CutiBersama,
        "peringatan" => return Ok(None),
        other => {
            return Err(format!(
                "jenis \"{other}\" tidak dikenal; tulis libur, cuti_bersama atau peringatan"
            ));
        }
    };
    let certainty = match certainty.as_str() {
        "pasti" => Certainty::Pasti,
        "ditetapkan_skb" => Certainty::DitetapkanSkb,
        "skb_menunggu_isbat" => Certainty::SkbMenungguIsbat,
        other => {
            return Err(format!(
                "kepastian \"{other}\" tidak dikenal; tulis pasti, ditetapkan_skb atau skb_menunggu_isbat"
            ));
        }
    };
    Ok(Some(Holiday { date, name, kind, certainty, source }))
}

/// The fields of one CSV line; `"…""…"` holds commas and quotes. `None`: a quote is left open.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let field = fields.last_mut()?;
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(String::new()),
            other => field.push(other),
        }
    }
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD_LINE: &str = "date,name_id,kind,certainty,source\n";

    #[test]
    fn the_bundled_days_off_are_read_and_remembered_days_are_left_out() {
        let days = bundled_holidays();
        assert_eq!(days.len(), 108);
        let on =
            |date: &str| days.iter().find(|day| day.date == date.parse::<NaiveDate>().unwrap());
        assert_eq!(on("2025-08-17").unwrap().name, "Proklamasi Kemerdekaan");
        assert_eq!(on("2025-08-18").unwrap().kind, HolidayKind::CutiBersama);
        assert_eq!(on("2027-03-10").unwrap().certainty, Certainty::SkbMenungguIsbat);
        assert_eq!(
            on("2024-03-12").unwrap().kind,
            HolidayKind::CutiBersama,
            "also the first of Ramadan"
        );
        assert_eq!(on("2025-03-01"), None, "the first of Ramadan is worked");
        assert!(days.is_sorted_by_key(|day| day.date));
        assert!(days.iter().all(|day| !day.source.is_empty()));
    }

    #[test]
    fn quotes_hold_commas_and_quotes() {
        let csv = format!(
            "\u{feff}{HEAD_LINE}2028-01-01,\"Tahun Baru, 2028\",libur,pasti,\"kata \"\"SKB\"\"\"\r\n\r\n"
        );
        let days = parse_holidays(&csv).unwrap();
        assert_eq!(
            (days[0].name.as_str(), days[0].source.as_str()),
            ("Tahun Baru, 2028", "kata \"SKB\"")
        );
    }

    #[test]
    fn a_broken_file_is_told_by_line() {
        let told =
            |lines: &str| parse_holidays(&format!("{HEAD_LINE}{lines}")).unwrap_err().to_string();
        assert_eq!(
            parse_holidays("tanggal,nama\n").unwrap_err().to_string(),
            "baris 1: kepala kolom harus \"date,name_id,kind,certainty,source\""
        );
        assert_eq!(told("2028-01-01,A,libur\n"), "baris 2: ada 3 kolom, seharusnya 5");
        assert_eq!(
            told("2028-01-01,A,libur,pasti,s\n17-08-2028,B,libur,pasti,s\n"),
            "baris 3: tanggal \"17-08-2028\" tidak sah; tulis seperti 2026-08-17"
        );
        assert_eq!(told("2028-01-01,\"A,libur,pasti,s\n"), "baris 2: tanda kutip tidak ditutup");
        assert_eq!(
            told("2028-01-01,A,hari raya,pasti,s\n"),
            "baris 2: jenis \"hari raya\" tidak dikenal; tulis libur, cuti_bersama atau peringatan"
        );
        assert_eq!(
            told("2028-01-01,A,libur,mungkin,s\n"),
            "baris 2: kepastian \"mungkin\" tidak dikenal; tulis pasti, ditetapkan_skb atau skb_menunggu_isbat"
        );
        assert_eq!(
            told("2028-01-01,A,libur,pasti,s\n2028-01-01,B,libur,pasti,s\n"),
            "baris 3: tanggal 2028-01-01 sudah ada (A); hapus salah satu"
        );
        assert_eq!(told("2028-01-01, ,libur,pasti,s\n"), "baris 2: nama hari belum diisi");
    }
}
