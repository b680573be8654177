//! What the page asks of the shell about being the host. Only the office's administrator may change it.

use axum::body::Body;
use axum::http::{Request, Uri};
use tauri::{AppHandle, State};

use super::{Hosting, HostingView, tray};
use crate::bridge::{Bridge, said};
use crate::failure::Failure;
use crate::office::Offices;

#[tauri::command]
pub fn hosting(hosting: State<'_, Hosting>) -> HostingView {
    hosting.view()
}

#[tauri::command]
pub async fn start_hosting(
    app: AppHandle,
    hosting: State<'_, Hosting>,
    offices: State<'_, Offices>,
    bridge: State<'_, Bridge>,
) -> Result<HostingView, Failure> {
    must_be_admin(&bridge).await?;
    let host = offices.host().ok_or(Failure::Elsewhere)?;
    hosting.start(&host, offices.folder()).await.map_err(Failure::Hosting)?;
    tray::show(&app);
    Ok(hosting.view())
}

#[tauri::command]
pub async fn stop_hosting(
    app: AppHandle,
    hosting: State<'_, Hosting>,
    offices: State<'_, Offices>,
    bridge: State<'_, Bridge>,
) -> Result<HostingView, Failure> {
    must_be_admin(&bridge).await?;
    hosting.stop(offices.host(), offices.folder()).await;
    tray::hide(&app);
    Ok(hosting.view())
}

/// Whether this host is to be started when this PC's user signs in.
#[tauri::command]
pub async fn set_autostart(
    on: bool,
    hosting: State<'_, Hosting>,
    bridge: State<'_, Bridge>,
) -> Result<HostingView, Failure> {
    must_be_admin(&bridge).await?;
    hosting.set_autostart(on).map_err(Failure::Hosting)?;
    Ok(hosting.view())
}

async fn must_be_admin(bridge: &Bridge) -> Result<(), Failure> {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = Uri::from_static("/api/session");
    let response = bridge.ask(request).await;
    let said = said(response).await?;
    if said["account"]["is_admin"] == true { Ok(()) } else { Err(Failure::NotAdmin) }
}
