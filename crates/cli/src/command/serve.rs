//! `terbit serve`: the office for the browsers of the network.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use api::Host;
use clap::Args;
use tokio::net::TcpListener;

/// Melayani peramban di jaringan kantor, sampai dihentikan dengan Ctrl+C
#[derive(Args)]
pub struct Serve {
    /// Folder data kantor; dibuat bila belum ada
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Alamat dan port; port 0 memilih port yang kosong
    #[arg(long, value_name = "ALAMAT:PORT", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 7777)))]
    listen: SocketAddr,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode> {
        let host = Host::open(&super::data_dir(self.data)?)?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(serve(host, self.listen))?;
        // Work that still waits for a disk or a decoder is not worth waiting for: it leaves nothing behind.
        runtime.shutdown_background();
        Ok(ExitCode::SUCCESS)
    }
}

async fn serve(host: Host, listen: SocketAddr) -> Result<()> {
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("tidak dapat membuka {listen}. Mungkin port itu sedang dipakai; pilih yang lain dengan --listen, misalnya --listen 127.0.0.1:0")
    })?;
    let mut out = std::io::stdout();
    writeln!(out, "http://{}/", listener.local_addr()?)?;
    out.flush()?;
    api::serve(host, listener, stop()).await?;
    Ok(())
}

/// Ctrl+C, or the service manager's polite request.
async fn stop() {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => drop(terminated.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
