//! What a SOP file says: the sheet as printed, and the flow that the engine runs.
//!
//! The structs mirror the TOML files in `crates/workflow/sops/` one to one. Reading and checking them
//! is [`crate::catalogue`]'s work; nothing here knows a particular office or position.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One edition of one SOP.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sop {
    /// Stable name of the procedure, such as `dki-pengelolaan-media-sosial`.
    pub id: String,
    /// Stable name of this edition, the date on its sheet, such as `2025-07-28`.
    pub edition: String,
    /// "Nama SOP" as printed.
    pub name: String,
    /// The unit that issued it, shown in lists.
    pub unit: String,
    /// The province or region, shown in lists and used to group.
    pub region: String,
    /// Chooses the region's calendar zone, an IANA name such as `Asia/Jakarta`.
    pub time_zone: String,
    pub sheet: Sheet,
    /// The pelaksana columns, left to right.
    #[serde(rename = "actor")]
    pub actors: Vec<Position>,
    /// The rows of the flow table, top to bottom.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    #[serde(rename = "kind")]
    pub kinds: Vec<ContentKind>,
    #[serde(rename = "source", default)]
    pub sources: Vec<Choice>,
    #[serde(rename = "platform")]
    pub platforms: Vec<Platform>,
}

/// A column of the flow table: a position that accounts hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub id: String,
    /// As printed in the column's head.
    pub label: String,
    /// A short form for narrow places.
    pub short: String,
}

/// The printed sheet around the flow table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The lines at the left of the cover's head (government, agency, unit).
    pub letterhead: Vec<String>,
    /// The label/value rows at the right of the cover's head, with the sheet's own labels.
    pub cover: Vec<CoverRow>,
    /// Dasar hukum, kualifikasi, keterkaitan …, in reading order: left, right, left, right.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
    /// Title above the flow table, if the sheet prints one.
    #[serde(default)]
    pub flow_title: Option<String>,
    /// The flow table's column heads in this sheet's own words.
    pub columns: ColumnHeads,
    /// Whether the sheet prints a Keterangan column.
    pub has_remarks: bool,
    /// Whether a row of column numbers stands under the head.
    #[serde(default)]
    pub column_numbers: Vec<String>,
    /// The sentence above the legend.
    #[serde(default)]
    pub legend_intro: Option<String>,
    /// The legend's column heads ("Simbol", "Sebutan", "Definisi"), printed above each of its parts.
    #[serde(default)]
    pub legend_heads: Vec<String>,
    /// The symbols the legend explains, with the sheet's own words. Empty: the sheet prints none.
    #[serde(default)]
    pub legend: Vec<LegendRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverRow {
    pub label: String,
    /// Lines of the value; empty where the sheet leaves it blank.
    #[serde(default)]
    pub value: Vec<String>,
    #[serde(default)]
    pub emphasis: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub label: String,
    /// What the reader calls it if the sheet's own label has a typing error ("Peralatan/perengkapan").
    #[serde(default)]
    pub corrected_label: Option<String>,
    pub list: ListStyle,
    #[serde(default)]
    pub items: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListStyle {
    /// "1.", "2.", "3."
    Numbered,
    /// "1", "2", "3": without a full stop, as DKI prints its dasar hukum.
    NumberedBare,
    /// –
    Dashed,
    /// Plain paragraphs.
    Plain,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnHeads {
    pub number: String,
    pub text: String,
    pub actors: String,
    pub standards: String,
    pub requirements: String,
    pub time: String,
    pub output: String,
    #[serde(default)]
    pub remarks: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegendRow {
    pub symbol: Symbol,
    pub name: String,
    pub definition: String,
}

/// The flow-chart symbols of Pergub DKI 24/2012 (ten) and PermenPANRB 35/2012 (five of them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Symbol {
    Terminator,
    Process,
    Decision,
    Document,
    /// Penggandaan dokumen
    Copies,
    /// Arsip manual
    ManualArchive,
    /// Penyimpanan berbentuk data
    File,
    /// Konektor dalam satu halaman
    ConnectorSamePage,
    /// Konektor ke halaman lain
    ConnectorOtherPage,
    FlowLine,
}

/// One row of the flow table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    /// As printed, even where the sheet prints a number twice.
    pub number: String,
    /// "Uraian prosedur" as printed.
    pub text: String,
    /// Words of this row that the sheet prints in italics, such as "paperless".
    #[serde(default)]
    pub italics: Vec<String>,
    /// A few words for boxes and lists, such as "Koreksi".
    pub short: String,
    /// The position that acts.
    pub actor: String,
    pub symbol: Symbol,
    pub kind: StepKind,
    #[serde(default)]
    pub powers: Vec<Power>,
    /// "Persyaratan/kelengkapan", a line each, as printed.
    #[serde(default)]
    pub requirements: Vec<String>,
    /// "Waktu", a line each, as printed.
    #[serde(default)]
    pub time: Vec<String>,
    /// The standard time on the working clock, in minutes. Absent: the time depends on the kind of
    /// content ([`ContentKind::timing`]).
    #[serde(default)]
    pub standard_minutes: Option<u32>,
    #[serde(default)]
    pub output: String,
    /// "Keterangan", a line each, as printed.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// What the content must have before this step may be left forwards.
    #[serde(default)]
    pub needs: Vec<Need>,
    pub accepted: Goal,
    /// Where a rejection goes by default. Only a decision step has one.
    #[serde(default)]
    pub rejected: Option<String>,
    /// Words printed in a pelaksana cell, such as "Tolak" in the column a rejection returns to.
    #[serde(default)]
    pub cell_labels: Vec<CellLabel>,
    /// What of this row is not printed on the sheet but concluded by the reader: "actor", "rejected",
    /// "symbol", "needs" …, each shown with "disimpulkan" and the reason.
    #[serde(default)]
    pub inferred: Vec<Inference>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CellLabel {
    pub actor: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inference {
    pub what: String,
    pub why: String,
}

/// What the acting position does at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Hands the material in, or makes it: forwards when complete, no rejection.
    Work,
    /// Looks and says terima or tolak.
    Decision,
    /// Puts the material into the archive before it is published.
    Archive,
    /// Uploads and records where.
    Publish,
}

/// What the acting position may do at a step beyond its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// Change the material: files, caption, facts.
    Edit,
    /// Record how and when the PIC agreed; the step can't be accepted without it.
    PicAgreement,
    /// Choose the platforms; the step can't be accepted without it.
    ChoosePlatforms,
}

/// Where the flow goes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    Step(String),
    End,
}

/// One thing the content must have ("kelengkapan"), checked by [`crate::check`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    pub what: NeedKind,
    /// The kinds of content it holds for; empty: all.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The sheet's or the office's words for it, shown in the checklist.
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedKind {
    Title,
    /// At least one photo, video or infographic.
    Media,
    /// At least one file of any kind (a screenshot, a planning form).
    Files,
    Caption,
    /// At least one link.
    Links,
    Source,
    Pic,
    EventDate,
    /// Each chosen platform has its recorded URL.
    Publications,
}

/// A kind of content with the SOP's limits on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentKind {
    pub id: String,
    pub label: String,
    /// One line that helps to choose.
    pub hint: String,
    /// Most characters as people see them (grapheme clusters).
    #[serde(default)]
    pub caption_limit: Option<u32>,
    #[serde(default)]
    pub timing: Option<Timing>,
}

/// When content of a kind must be handed in, by calendar days in the office's zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Timing {
    /// On the day of the event, after it took place.
    OnDayAfterEvent { label: String },
    /// At least `days` calendar days before the event.
    DaysBefore { days: u32, label: String },
    /// Before the day, or on it.
    OnOrBefore { label: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

/// A place where a post can appear.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    pub id: String,
    pub label: String,
    /// Which brand's sign to show: instagram, facebook, youtube, tiktok, x.
    pub brand: String,
    /// Where the Admin goes to upload.
    pub site: String,
    /// Hosts a post's URL may have, without "www.".
    pub hosts: Vec<String>,
    /// Path beginnings a post's URL has there, such as "/p/"; empty: any path but "/". See
    /// [`crate::link::PostPath`] for "*" (one segment), "?v" (a query field) and "youtu.be/*" (one host).
    #[serde(default)]
    pub paths: Vec<String>,
    /// An example the error message shows.
    pub example: String,
    /// Most characters of a caption there, as people see them.
    #[serde(default)]
    pub caption_limit: Option<u32>,
}

impl Sop {
    #[must_use]
    pub fn first_step(&self) -> &Step {
        self.steps.first().expect("a checked SOP has steps")
    }

    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Place of a step in the printed order, from 0.
    #[must_use]
    pub fn step_index(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&ContentKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    #[must_use]
    pub fn platform(&self, id: &str) -> Option<&Platform> {
        self.platforms.iter().find(|platform| platform.id == id)
    }

    #[must_use]
    pub fn position(&self, id: &str) -> Option<&Position> {
        self.actors.iter().find(|position| position.id == id)
    }

    /// The step that chooses platforms, if the SOP has one.
    #[must_use]
    pub fn platform_step_index(&self) -> Option<usize> {
        self.steps.iter().position(|step| step.can(Power::ChoosePlatforms))
    }
}

impl Step {
    #[must_use]
    pub fn can(&self, power: Power) -> bool {
        self.powers.contains(&power)
    }
}
