//! An office on another computer: joining it with a code, and the road of every request to it.
//!
//! The host is known by the fingerprint of its certificate, which the pairing code carries, and by nothing else: no
//! authority, no name, no question that a person could answer wrongly. What is not here: what the office answers. The
//! same router answers there as here.

mod address;
pub mod commands;
mod follow;
mod line;
mod membership;
mod pinned;
mod remote;
mod sse;
#[cfg(test)]
mod tests;
mod upload;

pub use address::NotAnAddress;
pub use follow::follow;
pub use membership::{Membership, MembershipError};
#[cfg(test)]
pub use remote::Reach;
pub use remote::Remote;
pub use upload::{Progress, Upload};
