//! Where a host is reached in the office's network, and by which certificate it is known.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use office::PairingSecret;
use office::parts::workflow::Sha256;
use office::view::PairingCode as Told;

use crate::pairing_code::PairingCode;

/// A listener over TLS.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    listening: SocketAddr,
    certificate: Sha256,
}

impl Reach {
    pub(crate) fn new(listening: SocketAddr, certificate: Sha256) -> Self {
        Self { listening, certificate }
    }

    pub(crate) fn listening(&self) -> SocketAddr {
        self.listening
    }

    pub(crate) fn certificate(&self) -> &Sha256 {
        &self.certificate
    }

    /// The secret along with what a PC needs to find this host and to know it.
    pub(crate) fn code(&self, secret: &PairingSecret) -> Told {
        Told {
            code: PairingCode::new(&self.certificate, &secret.letters).to_string(),
            until: secret.until,
            addresses: addresses(self.listening).iter().map(ToString::to_string).collect(),
        }
    }
}

/// The addresses that people type for a listener: this machine's own in its networks, where it listens to all of them.
#[must_use]
pub fn addresses(listening: SocketAddr) -> Vec<SocketAddr> {
    let ip = listening.ip();
    let mut found: Vec<IpAddr> = if ip.is_unspecified() { in_networks(ip) } else { vec![ip] };
    found.sort();
    if found.is_empty() {
        found.push(Ipv4Addr::LOCALHOST.into());
    }
    found.into_iter().map(|ip| SocketAddr::new(ip, listening.port())).collect()
}

fn in_networks(listening: IpAddr) -> Vec<IpAddr> {
    if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(|interface| interface.ip())
        .filter(|ip| ip.is_ipv4() || listening.is_ipv6())
        .collect()
}
