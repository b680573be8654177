//! The one file that a host may be set up with: the same names as the options, as TOML. An option or the environment
//! is stronger than the file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;
use toml::{Table, Value};

use crate::command::serve::{Level, Style};

const KNOWN: &str = "data, listen, certificate, key, plain, log, log-level";

#[derive(Debug, Default, PartialEq)]
pub struct Settings {
    pub data: Option<PathBuf>,
    pub listen: Option<SocketAddr>,
    pub certificate: Option<PathBuf>,
    pub key: Option<PathBuf>,
    pub plain: Option<bool>,
    pub log: Option<Style>,
    pub log_level: Option<Level>,
}

impl Settings {
    /// # Errors
    /// A sentence that names the file, and the line or the name of what is wrong in it.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| {
            format!("{} tidak dapat dibaca. Periksa nama berkas dan izinnya", path.display())
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder).with_context(|| format!("pengaturan di {}", path.display()))
    }

    /// Paths are meant from the file's own folder.
    fn parse(text: &str, folder: &Path) -> Result<Self> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            anyhow::anyhow!("baris {} bukan TOML yang sah", before.matches('\n').count() + 1)
        })?;
        let mut settings = Self::default();
        for (name, value) in &table {
            match name.as_str() {
                "data" => settings.data = Some(folder.join(string(name, value)?)),
                "certificate" => settings.certificate = Some(folder.join(string(name, value)?)),
                "key" => settings.key = Some(folder.join(string(name, value)?)),
                "listen" => settings.listen = Some(address(name, value)?),
                "log" => settings.log = Some(choice(name, value)?),
                "log-level" => settings.log_level = Some(choice(name, value)?),
                "plain" => {
                    let plain = value.as_bool().context("plain diisi true atau false")?;
                    settings.plain = Some(plain);
                }
                _ => bail!("{name} tidak dikenal. Yang dikenal: {KNOWN}"),
            }
        }
        Ok(settings)
    }
}

fn string<'a>(name: &str, value: &'a Value) -> Result<&'a str> {
    value.as_str().with_context(|| format!("{name} diisi teks di antara tanda kutip"))
}

fn address(name: &str, value: &Value) -> Result<SocketAddr> {
    SocketAddr::from_str(string(name, value)?)
        .map_err(|_| anyhow::anyhow!("{name} diisi alamat dan port, misalnya \"0.0.0.0:7777\""))
}

fn choice<T: ValueEnum>(name: &str, value: &Value) -> Result<T> {
    let text = string(name, value)?;
    T::from_str(text, false).map_err(|_| {
        let known = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
        anyhow::anyhow!("{name} diisi salah satu dari: {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings> {
        Settings::parse(text, Path::new("/etc/terbit"))
    }

    #[test]
    fn every_option_can_stand_in_the_file() {
        let text = "data = '/var/lib/terbit'\nlisten = '0.0.0.0:7777'\ncertificate = 'kantor.pem'\n\
            key = 'kantor.key'\nplain = false\nlog = 'json'\nlog-level = 'warn'\n";
        let wanted = Settings {
            data: Some("/var/lib/terbit".into()),
            listen: Some("0.0.0.0:7777".parse().unwrap()),
            certificate: Some("/etc/terbit/kantor.pem".into()),
            key: Some("/etc/terbit/kantor.key".into()),
            plain: Some(false),
            log: Some(Style::Json),
            log_level: Some(Level::Warn),
        };
        assert_eq!(parse(text).unwrap(), wanted);
        for name in KNOWN.split(", ") {
            assert!(text.contains(&format!("{name} = ")), "{name}");
        }
    }

    #[test]
    fn a_mistake_is_named() {
        for (text, named) in [
            ("data = '/a'\nlisten = = 1", "baris 2"),
            ("port = 7777", "port tidak dikenal"),
            ("listen = 'kantor'", "alamat dan port"),
            ("data = 7", "tanda kutip"),
            ("plain = 'ya'", "true atau false"),
            ("log = 'xml'", "plain, json"),
        ] {
            let told = parse(text).unwrap_err().to_string();
            assert!(told.contains(named), "{text}: {told}");
        }
    }
}
