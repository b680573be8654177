//! An office with its people, and a client that talks to it as a browser would.

mod client;
mod office;
mod pictures;
mod schema;

pub use client::{Answer, Client};
pub use office::{DKI, JABAR, PASSWORD, Server, dki_content, hand_in, moment, office_events};
pub use pictures::{jpeg, jpeg_of_a_phone, pdf, png};
pub use schema::Schemas;
