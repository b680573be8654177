//! A PC that is switched off, or whose cable is pulled, says no goodbye: its connections would stay for a quarter of an
//! hour, with the places at the doors that they hold.

use std::io;
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::TcpStream;

/// After so long without a word the system asks whether anybody is still there, and then again and again.
const QUIET: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_secs(5);
/// So long nothing that was sent may stay unconfirmed, be it an answer or that question.
#[cfg(target_os = "linux")]
const UNCONFIRMED: Duration = Duration::from_secs(25);

/// Has the system end this connection when the other side is gone.
pub(crate) fn is_noticed(stream: &TcpStream) -> io::Result<()> {
    let socket = SockRef::from(stream);
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(QUIET).with_interval(AGAIN))?;
    // Elsewhere it is the system's own patience.
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(UNCONFIRMED))?;
    Ok(())
}
