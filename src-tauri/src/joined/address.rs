//! Where a host is: a name or a number in the network, and a port.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tauri::Url;

/// The port of a host that was told none.
const PORT: u16 = 7777;

/// As it is typed and kept: `192.168.1.10:7777`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    host: String,
    port: u16,
}

/// What was typed is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Alamat pusat kantor tidak terbaca. Ketik seperti yang ditampilkan di sana, misalnya 192.168.1.10:7777."
)]
pub struct NotAnAddress;

impl Address {
    /// Without the brackets of an IPv6 address.
    pub fn host(&self) -> &str {
        self.host.trim_matches(['[', ']'])
    }

    pub fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    /// Also as a browser shows it, with `https://` before it and a path behind it.
    fn from_str(typed: &str) -> Result<Self, NotAnAddress> {
        let bare = typed.trim();
        let bare = bare.strip_prefix("https://").unwrap_or(bare);
        if bare.contains("://") {
            return Err(NotAnAddress);
        }
        // Another scheme than the browser's, so that its port 443 is not taken for none.
        let url = Url::parse(&format!("terbit://{bare}")).map_err(|_| NotAnAddress)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(NotAnAddress)?;
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
        if !host.chars().all(allowed) || !url.username().is_empty() || url.password().is_some() {
            return Err(NotAnAddress);
        }
        Ok(Self { host: host.to_owned(), port: url.port().unwrap_or(PORT) })
    }
}

impl TryFrom<String> for Address {
    type Error = NotAnAddress;
    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        typed.parse().ok().map(|address: Address| address.to_string())
    }

    #[test]
    fn it_is_read_as_people_and_browsers_write_it() {
        for (typed, meant) in [
            ("192.168.1.10:7777", "192.168.1.10:7777"),
            (" 192.168.1.10 ", "192.168.1.10:7777"),
            ("https://192.168.1.10:8443/#/kotak", "192.168.1.10:8443"),
            ("pc-humas.local:443", "pc-humas.local:443"),
            ("[fe80::1]:7777", "[fe80::1]:7777"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(meant), "{typed}");
        }
        for wrong in ["", "http://192.168.1.10", "a b", "siapa@192.168.1.10", "1.2.3.4:99999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
