//! Wrong tries to sign in or to join, counted by the address that they come from.
//!
//! The wait of an account ([`crate::sign_in`]) stops guesses at one person. This stops one PC from guessing at
//! everybody: so many wrong tries are free, and after that one a minute. Kept in memory only: which addresses people
//! use is nothing that an office has to keep.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};

/// Wrong tries from one address that cost nothing but the work: a whole office may stand behind one.
const FREE_TRIES: u32 = 30;
/// In this time one try is forgotten, seconds.
const FORGOTTEN_AFTER: i64 = 60;
/// Whoever owns more addresses than this meets the wait of each account all the same.
const MOST_ADDRESSES: usize = 10_000;

/// Tries that count, and since when the next one is being forgotten.
struct Tries {
    count: u32,
    since: DateTime<Utc>,
}

impl Tries {
    fn forget(&mut self, now: DateTime<Utc>) {
        let passed = (now - self.since).num_seconds() / FORGOTTEN_AFTER;
        self.count = self.count.saturating_sub(u32::try_from(passed).unwrap_or_default());
        self.since += Duration::seconds(passed.max(0) * FORGOTTEN_AFTER);
        // A clock that was set back does not make anybody wait for longer than one try takes.
        if self.count == 0 || now < self.since {
            self.since = now;
        }
    }
}

#[derive(Default)]
pub(crate) struct Addresses(Mutex<HashMap<IpAddr, Tries>>);

impl Addresses {
    /// Counts a try before it is known to be wrong, so that parallel ones are each counted.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn take(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ADDRESSES {
            all.retain(|_, tries| {
                tries.forget(now);
                tries.count > 0
            });
        }
        let key = household(address);
        if all.len() >= MOST_ADDRESSES && !all.contains_key(&key) {
            return Ok(());
        }
        let tries = all.entry(key).or_insert(Tries { count: 0, since: now });
        tries.forget(now);
        if tries.count >= FREE_TRIES {
            let next = tries.since + Duration::seconds(FORGOTTEN_AFTER);
            return Err(u64::try_from((next - now).num_seconds()).unwrap_or_default().max(1));
        }
        tries.count += 1;
        Ok(())
    }

    /// Whether a wrong try of this address still counts.
    pub fn has_tried(&self, address: IpAddr, now: DateTime<Utc>) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get_mut(&household(address)).is_some_and(|tries| {
            tries.forget(now);
            tries.count > 0
        })
    }

    /// It was a right one.
    pub fn give_back(&self, address: IpAddr) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tries) = all.get_mut(&household(address)) {
            tries.count = tries.count.saturating_sub(1);
        }
    }
}

/// A PC chooses freely among the IPv6 addresses of its network of 64 bits: they are one.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn exhausted(addresses: &Addresses, from: IpAddr, now: DateTime<Utc>) -> u64 {
        (0..=FREE_TRIES).find_map(|_| addresses.take(from, now).err()).unwrap()
    }

    #[test]
    fn after_the_free_tries_there_is_one_a_minute() {
        let (addresses, pc) = (Addresses::default(), address("10.0.0.7"));
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(exhausted(&addresses, pc, now), 60);
        assert_eq!(addresses.take(pc, now + Duration::seconds(59)), Err(1));
        assert_eq!(addresses.take(pc, now + Duration::seconds(60)), Ok(()));
        assert_eq!(addresses.take(pc, now + Duration::seconds(61)), Err(59));
        assert_eq!(addresses.take(address("10.0.0.8"), now), Ok(()));
    }

    #[test]
    fn a_wrong_try_is_known_until_it_is_forgotten() {
        let (addresses, pc) = (Addresses::default(), address("10.0.0.7"));
        let now = DateTime::UNIX_EPOCH;
        assert!(!addresses.has_tried(pc, now));
        addresses.take(pc, now).unwrap();
        assert!(addresses.has_tried(pc, now + Duration::seconds(59)));
        assert!(!addresses.has_tried(pc, now + Duration::seconds(60)));
        assert!(!addresses.has_tried(address("10.0.0.8"), now));
    }

    #[test]
    fn right_tries_cost_nothing() {
        let (addresses, pc) = (Addresses::default(), address("10.0.0.7"));
        for _ in 0..1000 {
            addresses.take(pc, DateTime::UNIX_EPOCH).unwrap();
            addresses.give_back(pc);
        }
    }

    #[test]
    fn one_pc_has_one_address_however_it_writes_it() {
        let (addresses, now) = (Addresses::default(), DateTime::UNIX_EPOCH);
        exhausted(&addresses, address("fd00:1:2:3::1"), now);
        assert!(addresses.take(address("fd00:1:2:3:ffff::9"), now).is_err());
        assert!(addresses.take(address("fd00:1:2:4::1"), now).is_ok());
        exhausted(&addresses, address("10.0.0.7"), now);
        assert!(addresses.take(address("::ffff:10.0.0.7"), now).is_err());
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_out() {
        let (addresses, pc) = (Addresses::default(), address("10.0.0.7"));
        let now = DateTime::UNIX_EPOCH;
        exhausted(&addresses, pc, now);
        let before = now - Duration::days(1);
        assert_eq!(addresses.take(pc, before), Err(60));
        assert_eq!(addresses.take(pc, before + Duration::seconds(60)), Ok(()));
    }

    #[test]
    fn so_many_addresses_are_remembered_and_no_more() {
        let addresses = Addresses::default();
        let now = DateTime::UNIX_EPOCH;
        for number in 0..MOST_ADDRESSES as u32 + 10 {
            addresses.take(IpAddr::from(number.to_be_bytes()), now).unwrap();
        }
        assert_eq!(addresses.0.lock().unwrap().len(), MOST_ADDRESSES);
        addresses.take(address("192.0.2.1"), now + Duration::minutes(1)).unwrap();
        assert_eq!(addresses.0.lock().unwrap().len(), 1);
    }
}
