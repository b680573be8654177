//! Who sends a request: handlers that take [`SignedIn`] are never reached by anybody else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use office::{Attention, Caller, OfficeError};

use crate::app::App;
use crate::cookie;
use crate::device::DEVICE;
use crate::failure::Failure;

/// Sent by refreshes that no person asked for: they don't keep a session alive.
const BACKGROUND: &str = "x-terbit-background";

pub(crate) struct SignedIn {
    pub caller: Caller,
    pub token: String,
    /// The token of the PC that it comes from, where it joined.
    pub device: Option<String>,
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let token = cookie::read(&parts.headers).ok_or(OfficeError::SignedOut)?;
        let background = parts.headers.get(BACKGROUND).is_some_and(|value| value == "1");
        let attention = if background { Attention::Background } else { Attention::Person };
        let asked = token.clone();
        let caller = app.run(move |office| office.caller(&asked, attention)).await?;
        let device = parts.headers.get(DEVICE).and_then(|token| token.to_str().ok());
        Ok(Self { caller, token, device: device.map(str::to_owned) })
    }
}
