//! What the page asks of the shell about joining. The token stays here.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use api::PairingCode;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use serde::Serialize;
use serde_json::{Value, json};
use tauri::{AppHandle, State};
use uuid::Uuid;

use super::address::Address;
use super::line::{Line, Unreached};
use super::membership::Membership;
use super::pinned::Pin;
use super::remote::{self, Reach};
use crate::bridge::said;
use crate::failure::Failure;
use crate::hosting::{Hosting, tray};
use crate::office::{Offices, Shown};

const TO_LISTEN: Duration = Duration::from_secs(3);

/// The joined office as the page may know it.
#[derive(Serialize)]
pub struct Joined {
    address: String,
    /// What this PC is called there.
    name: String,
    office: String,
    reach: Reach,
}

/// How it stands with joining: the office that this PC belongs to, or the name that it would have.
#[derive(Serialize)]
pub struct Standing {
    joined: Option<Joined>,
    computer: String,
}

#[tauri::command]
pub fn joined_office(offices: State<'_, Offices>) -> Standing {
    let joined = offices.remote().map(|remote| {
        let Membership { address, name, office, .. } = remote.membership().clone();
        Joined { address: address.to_string(), name, office, reach: *remote.reach().borrow() }
    });
    Standing { joined, computer: computer() }
}

/// An office that calls out in this network.
#[derive(Serialize)]
pub struct Found {
    office: String,
    address: String,
}

/// Listens for offices in this network for as long as a person waits gladly.
#[tauri::command]
pub async fn find_offices() -> Result<Vec<Found>, Failure> {
    let listening = tauri::async_runtime::spawn_blocking(|| api::nearby(TO_LISTEN));
    let heard = listening.await.map_err(|_| Failure::Interrupted)?;
    let found = |one: api::Nearby| Found { office: one.office, address: one.address.to_string() };
    Ok(heard.into_iter().map(found).collect())
}

/// Joins, and shows that office from now on; the page loads itself anew.
#[tauri::command]
pub async fn join_office(
    address: String,
    code: String,
    name: String,
    app: AppHandle,
    offices: State<'_, Offices>,
    hosting: State<'_, Hosting>,
) -> Result<(), Failure> {
    if hosting.is_on() {
        return Err(Failure::IsHost);
    }
    let membership = join(&address, &code, &name).await?;
    membership.keep(offices.folder()).map_err(Failure::Membership)?;
    offices.show(&app, Shown::There(membership)).map_err(Failure::Tls)?;
    tray::show(&app);
    Ok(())
}

/// Leaves the joined office, and shows the one in the data folder again.
#[tauri::command]
pub async fn leave_office(app: AppHandle, offices: State<'_, Offices>) -> Result<(), Failure> {
    let folder = offices.folder().to_owned();
    let opening = tauri::async_runtime::spawn_blocking(move || {
        let host = api::Host::open(&folder).map_err(Failure::Open)?;
        Membership::forget(&folder).map_err(Failure::Membership)?;
        Ok(host)
    });
    let host = opening.await.map_err(|_| Failure::Interrupted)??;
    offices.show(&app, Shown::Here(host)).map_err(Failure::Tls)?;
    tray::hide(&app);
    Ok(())
}

/// Connects to the host that the code was made for, and has it let this PC in.
pub(super) async fn join(address: &str, code: &str, name: &str) -> Result<Membership, Failure> {
    let address: Address = address.parse().map_err(Failure::JoinAddress)?;
    let code: PairingCode = code.parse().map_err(Failure::PairingCode)?;
    let line = Line::new(address.clone(), Pin::Code(code.clone())).map_err(Failure::Tls)?;
    let unreached = |unreached| match unreached {
        Unreached::Silent => Failure::NoHost(address.to_string()),
        Unreached::OtherCertificate => Failure::OtherHost,
    };
    let certificate = line.certificate().await.map_err(unreached)?;
    let token = token_for(&code);
    let form = json!({ "secret": code.secret(), "token": token, "name": name });
    let response = line.send(request(&address, &form)?).await.map_err(unreached)?;
    let went_well = response.status().is_success();
    let said = said(response).await?;
    if !went_well {
        return Err(Failure::Answered(said));
    }
    let office = said["office"].as_str().unwrap_or_default().to_owned();
    Ok(Membership { address, certificate, token, name: name.trim().to_owned(), office })
}

fn request(address: &Address, form: &Value) -> Result<Request<Body>, Failure> {
    let uri = format!("https://{address}/api/devices");
    let mut request = Request::new(Body::from(form.to_string()));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri.parse().map_err(|_| Failure::Interrupted)?;
    let headers = request.headers_mut();
    headers.insert("x-terbit", HeaderValue::from_static("1"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(remote::program()));
    Ok(request)
}

/// 244 random bits in 64 digits. The same for every try with one code: the host answers a repeated try as the first.
fn token_for(code: &PairingCode) -> String {
    static LAST: Mutex<Option<(PairingCode, String)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    match &*last {
        Some((known, token)) if known == code => token.clone(),
        _ => {
            let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
            *last = Some((code.clone(), token.clone()));
            token
        }
    }
}

/// What the system calls this PC; empty where it does not say.
fn computer() -> String {
    let named = if cfg!(windows) {
        std::env::var("COMPUTERNAME").ok()
    } else {
        std::fs::read_to_string("/etc/hostname").ok()
    };
    named.map(|name| name.trim().to_owned()).unwrap_or_default()
}
