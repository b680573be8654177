//! A real client against a real server on a port of its own: the office as its people meet it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod archive_and_lists;
mod changes;
mod clock;
mod codes;
mod concurrency;
mod copies;
mod corrections;
mod demo_office;
mod described;
mod devices;
mod dki_journey;
mod doors;
mod drafts;
mod entry;
mod files;
mod founding;
mod hostile;
mod impossible;
mod inbox;
mod jabar_journey;
mod likeness;
mod locked;
mod originals;
mod pictures;
mod reject_reasons;
mod remarks;
mod renditions;
mod resumed;
mod rights;
mod roles;
mod second_factor;
mod sessions;
mod sign_in_by_address;
mod social_accounts;
mod support;
mod tiles;
mod tls;
mod uploads;
