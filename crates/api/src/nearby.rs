//! Offices that say in their network where they are (multicast DNS), so that nobody need type an address.
//!
//! What is said proves nothing: a PC joins by the code, whoever calls out. Where the network carries no multicast the
//! address is typed as before.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use if_addrs::IfAddr;
use mdns_sd::{ServiceDaemon, ServiceEvent, ServiceInfo};

use crate::host::Host;
use crate::reach::Reach;

const SERVICE: &str = "_terbit._tcp.local.";
/// The property that carries the office's name.
const OFFICE: &str = "office";
/// A property has one byte for its length.
const NAME_BYTES: usize = 200;

/// An office that was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearby {
    pub office: String,
    pub address: SocketAddr,
}

/// Calls out until it is dropped.
struct Call(ServiceDaemon);

impl Drop for Call {
    fn drop(&mut self) {
        // It says good-bye by itself; who misses that asks in vain once.
        let _ = self.0.shutdown();
    }
}

/// Calls the office out as soon as it has a name, for as long as the future is kept.
pub(crate) async fn call_out(host: Host, reach: Reach) {
    if reach.listening().ip().is_loopback() {
        return;
    }
    let mut changes = host.changes();
    loop {
        let office = host.office().clone();
        let status = tokio::task::spawn_blocking(move || office.status()).await;
        if let Ok(Ok(status)) = status
            && let Some(name) = status.name
        {
            let _call = begin(&name, &reach);
            return std::future::pending().await;
        }
        // Lagging behind is news as well.
        if changes.recv().await == Err(tokio::sync::broadcast::error::RecvError::Closed) {
            return;
        }
    }
}

/// A network that takes no multicast costs the office nothing.
fn begin(office: &str, reach: &Reach) -> Option<Call> {
    let call = Call(ServiceDaemon::new().ok()?);
    call.0.register(service(office, reach)?).ok()?;
    Some(call)
}

fn service(office: &str, reach: &Reach) -> Option<ServiceInfo> {
    let listening = reach.listening();
    let name = format!("terbit-{}", &reach.certificate().as_str()[..12]);
    let told = [(OFFICE, shortened(office))];
    let everywhere = listening.ip().is_unspecified();
    let ip = if everywhere { String::new() } else { listening.ip().to_string() };
    let host = format!("{name}.local.");
    let info = ServiceInfo::new(SERVICE, &name, &host, ip.as_str(), listening.port(), &told[..]);
    Some(if everywhere { info.ok()?.enable_addr_auto() } else { info.ok()? })
}

fn shortened(name: &str) -> &str {
    let end = (0..=NAME_BYTES.min(name.len())).rev().find(|at| name.is_char_boundary(*at));
    &name[..end.unwrap_or_default()]
}

/// Listens `within` some time for offices, and gives each with its nearest address. Blocks.
#[must_use]
pub fn nearby(within: Duration) -> Vec<Nearby> {
    let Ok(daemon) = ServiceDaemon::new() else { return Vec::new() };
    let listening = Call(daemon);
    let Ok(heard) = listening.0.browse(SERVICE) else { return Vec::new() };
    let end = Instant::now() + within;
    let mut found: BTreeMap<String, Nearby> = BTreeMap::new();
    while let Ok(event) = heard.recv_deadline(end) {
        let ServiceEvent::ServiceResolved(service) = event else { continue };
        let addresses: Vec<Ipv4Addr> = service.get_addresses_v4().into_iter().collect();
        let office = service.get_property_val_str(OFFICE).unwrap_or_default().to_owned();
        if let Some(ip) = nearest(addresses, &own()) {
            let address = SocketAddr::new(IpAddr::V4(ip), service.get_port());
            found.insert(service.get_fullname().to_owned(), Nearby { office, address });
        }
    }
    found.into_values().collect()
}

/// Of a computer in several networks, the address in one of ours.
fn nearest(mut addresses: Vec<Ipv4Addr>, own: &[(Ipv4Addr, Ipv4Addr)]) -> Option<Ipv4Addr> {
    let ours = |ip: Ipv4Addr| {
        own.iter()
            .any(|(own, mask)| ip.to_bits() & mask.to_bits() == own.to_bits() & mask.to_bits())
    };
    addresses.sort_by_key(|ip| (!ours(*ip), *ip));
    addresses.first().copied()
}

/// Our addresses, each with its network's mask.
fn own() -> Vec<(Ipv4Addr, Ipv4Addr)> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let v4 = interfaces.into_iter().filter_map(|interface| match interface.addr {
        IfAddr::V4(v4) => Some((v4.ip, v4.netmask)),
        IfAddr::V6(_) => None,
    });
    v4.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_in_our_own_network_is_the_nearest() {
        let ip = |text: &str| text.parse::<Ipv4Addr>().unwrap();
        let own = [(ip("192.168.1.20"), ip("255.255.255.0"))];
        let heard = vec![ip("10.0.0.3"), ip("192.168.1.10"), ip("172.17.0.1")];
        assert_eq!(nearest(heard, &own), Some(ip("192.168.1.10")));
        assert_eq!(nearest(vec![ip("172.17.0.1"), ip("10.0.0.3")], &own), Some(ip("10.0.0.3")));
        assert_eq!(nearest(Vec::new(), &own), None);
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let name = "é".repeat(150);
        assert_eq!(shortened(&name).len(), NAME_BYTES);
        assert_eq!(shortened("Biro Umum"), "Biro Umum");
        assert_eq!(shortened(&format!("a{name}")).len(), NAME_BYTES - 1);
    }
}
