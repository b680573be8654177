//! How many connections one address may hold, so that one PC can't keep all the others out.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::vanished;

/// A browser needs one or two over TLS; a whole office may stand behind one address.
const MOST: usize = 256;

/// Hangs up on whoever holds [`MOST`] connections already.
#[derive(Clone, Default)]
pub(crate) struct PerAddress(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl PerAddress {
    fn enter(&self, address: IpAddr) -> io::Result<Place> {
        let address = address.to_canonical();
        let mut all = self.lock();
        let held = all.entry(address).or_default();
        if *held >= MOST {
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, "too many connections"));
        }
        *held += 1;
        Ok(Place { all: self.clone(), address })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Accept<TcpStream, S> for PerAddress {
    type Stream = Held;
    type Service = S;
    type Future = Ready<io::Result<(Held, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        // An answer's last packet, or a notice of two lines, waits for nothing.
        let entered = stream
            .set_nodelay(true)
            .and_then(|()| vanished::is_noticed(&stream))
            .and_then(|()| stream.peer_addr())
            .and_then(|peer| self.enter(peer.ip()));
        ready(entered.map(|place| (Held { stream, _place: place }, service)))
    }
}

/// Is given back when it is dropped.
struct Place {
    all: PerAddress,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.all.lock();
        if let Some(held) = all.get_mut(&self.address) {
            *held -= 1;
            if *held == 0 {
                all.remove(&self.address);
            }
        }
    }
}

/// A connection, and its place.
pub(crate) struct Held {
    stream: TcpStream,
    _place: Place,
}

impl AsyncRead for Held {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Held {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_may_hold_so_many_and_gives_them_back() {
        let all = PerAddress::default();
        let (pc, other) = ("10.0.0.7".parse().unwrap(), "10.0.0.8".parse().unwrap());
        let mut held: Vec<Place> = (0..MOST).map(|_| all.enter(pc).unwrap()).collect();
        assert!(all.enter(pc).is_err());
        assert!(all.enter("::ffff:10.0.0.7".parse().unwrap()).is_err());
        all.enter(other).unwrap();
        held.pop();
        all.enter(pc).unwrap();
        drop(held);
        assert!(all.lock().is_empty());
    }
}
