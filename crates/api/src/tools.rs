//! What the command line needs besides a host, so that it names this crate alone.

pub use office::parts::archive::ArchiveError;
pub use office::parts::archive::verify::Report;
pub use office::parts::media::{
    Facts, Group, MediaError, Pool, Recipe, Rendered, ingest_picture, probe,
};
pub use office::parts::workflow::Sop;
pub use office::parts::workflow::catalogue::SopErrors;
pub use office::view::SopSummary;
pub use office::{Clock, DemoStep, Finding, Limits, OfficeError, SetClock, SystemClock};
pub use office::{bundled_sops, check_sop, demo_journeys, verify};
