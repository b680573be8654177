//! What the command line needs besides a host, so that it names this crate alone.

pub use office::parts::archive::ArchiveError;
pub use office::parts::archive::verify::Report;
pub use office::parts::media::{
    Cut, Facts, Fit, Focus, Group, MediaError, Order, Place, Recipe, Rendered, Rendition, Workshop,
    embedded_preview, nearest_place, probe,
};
pub use office::parts::workflow::Sop;
pub use office::parts::workflow::catalogue::SopErrors;
pub use office::view::SopSummary;
pub use office::{Clock, DemoStep, Finding, Limits, OfficeError, SetClock, SystemClock};
pub use office::{Places, PlacesError, places};
pub use office::{bundled_sops, check_sop, demo_journeys, verify};
