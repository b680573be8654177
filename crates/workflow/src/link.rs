//! Web addresses that people paste: of a post on a platform, and of photos and video handed in.
//!
//! A post's address is evidence in the record, and it is shown as a link that officials click. So it
//! must lie on the platform itself: `instagram.com.evil.id`, an `instagram.com` in the user part or in
//! the query, and look-alike letters are all refused. Whether the post exists is not known here.

use std::fmt;

use thiserror::Error;
use url::Url;

use crate::sop::Platform;

/// Most characters of an address.
pub const LONGEST_URL: usize = 2_000;

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkProblem {
    #[error("Alamat masih kosong.{}", shown(.example))]
    Empty { example: Option<String> },
    #[error(
        "Alamat terlalu panjang: {count} huruf, paling banyak {LONGEST_URL}. Salin ulang alamatnya saja."
    )]
    TooLong { count: usize },
    #[error("Ini bukan alamat web yang utuh. Salin alamatnya dari bilah peramban.{}", shown(.example))]
    NotAnAddress { example: Option<String> },
    #[error("Alamat harus diawali https://. Contoh: {example}")]
    NotHttps { example: String },
    #[error("Alamat harus diawali https:// atau http://.")]
    NotWeb,
    #[error("Alamat tidak boleh memuat nama pengguna, sandi atau nomor port.{}", shown(.example))]
    HasExtras { example: Option<String> },
    #[error("Alamat \"{host}\" tidak memuat nama situs yang lengkap, misalnya drive.google.com.")]
    HostWithoutDot { host: String },
    #[error("Alamat ini berada di {host}, bukan di {platform}. Contoh: {example}")]
    OtherHost { host: String, platform: String, example: String },
    #[error(
        "Alamat ini bukan alamat satu unggahan di {platform}. Buka unggahannya, lalu salin alamatnya. Contoh: {example}"
    )]
    NotAPost { platform: String, example: String },
}

fn shown(url: &Option<String>) -> String {
    url.as_ref().map(|url| format!(" Contoh: {url}")).unwrap_or_default()
}

/// Checks that `url` is the https address of one post on `platform`; returns it normalised (host in
/// lower case, no fragment). Tracking fields such as `?igsh=` stay.
///
/// # Errors
/// A [`LinkProblem`] whose sentence shows the platform's example.
pub fn check_post_url(platform: &Platform, url: &str) -> Result<String, LinkProblem> {
    let example = platform.example.clone();
    let mut parsed = read(url, Some(&platform.example))?;
    if parsed.scheme() != "https" {
        return Err(LinkProblem::NotHttps { example });
    }
    if has_extras(&parsed) || parsed.port().is_some() {
        return Err(LinkProblem::HasExtras { example: Some(example) });
    }
    let Some(url::Host::Domain(full_host)) = parsed.host() else {
        return Err(LinkProblem::NotAnAddress { example: Some(example) });
    };
    let Some(host) = platform.hosts.iter().find(|host| is_same_site(full_host, host)) else {
        return Err(LinkProblem::OtherHost {
            host: full_host.to_owned(),
            platform: platform.label.clone(),
            example,
        });
    };
    let is_post = if platform.paths.is_empty() {
        parsed.path() != "/"
    } else {
        platform
            .paths
            .iter()
            .filter_map(|path| PostPath::parse(path))
            .any(|path| path.matches(host, &parsed))
    };
    if !is_post {
        return Err(LinkProblem::NotAPost { platform: platform.label.clone(), example });
    }
    parsed.set_fragment(None);
    Ok(parsed.into())
}

/// Checks an address of photos or video handed in: http or https, on a host with a dot.
///
/// # Errors
/// A [`LinkProblem`].
pub fn check_web_url(url: &str) -> Result<String, LinkProblem> {
    let parsed = read(url, None)?;
    if !matches!(parsed.scheme(), "https" | "http") {
        return Err(LinkProblem::NotWeb);
    }
    if has_extras(&parsed) {
        return Err(LinkProblem::HasExtras { example: None });
    }
    let host = parsed.host_str().unwrap_or_default();
    if !host.trim_end_matches('.').contains('.') {
        return Err(LinkProblem::HostWithoutDot { host: host.to_owned() });
    }
    Ok(parsed.into())
}

/// Parses without the leniency of browsers towards tabs and line breaks inside an address.
fn read(url: &str, example: Option<&str>) -> Result<Url, LinkProblem> {
    let url = url.trim();
    if url.is_empty() {
        return Err(LinkProblem::Empty { example: example.map(str::to_owned) });
    }
    let count = url.chars().count();
    if count > LONGEST_URL {
        return Err(LinkProblem::TooLong { count });
    }
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(LinkProblem::NotAnAddress { example: example.map(str::to_owned) });
    }
    let parsed = Url::parse(url)
        .map_err(|_| LinkProblem::NotAnAddress { example: example.map(str::to_owned) })?;
    // Letters outside ASCII grow when they are percent-encoded.
    match parsed.as_str().len() {
        count if count > LONGEST_URL => Err(LinkProblem::TooLong { count }),
        _ => Ok(parsed),
    }
}

fn has_extras(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn is_same_site(full: &str, host: &str) -> bool {
    full == host || ["www.", "m."].iter().any(|prefix| full.strip_prefix(prefix) == Some(host))
}

/// The beginning of a post's path, as a SOP file writes it.
///
/// | written | means |
/// | --- | --- |
/// | `/p/` | the path goes on after `/p/` |
/// | `/*/posts/` | `*` stands for one non-empty segment, or for the rest of one (`@*`) |
/// | `/watch?v` | exactly this path, with a non-empty query field `v` |
/// | `youtu.be/*` | only on this host |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostPath<'a> {
    host: Option<&'a str>,
    segments: Vec<&'a str>,
    /// Whether something must follow the segments.
    goes_on: bool,
    field: Option<&'a str>,
}

impl<'a> PostPath<'a> {
    /// `None`: not written as the table above says.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let (path, field) = match text.split_once('?') {
            Some((path, field)) => (path, Some(field)),
            None => (text, None),
        };
        let (host, path) = path.split_once('/')?;
        let mut segments: Vec<&str> = path.split('/').collect();
        let goes_on = field.is_none() && segments.last() == Some(&"");
        if goes_on {
            segments.pop();
        }
        let field_is_right = field.is_none_or(|field| {
            !field.is_empty() && field.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        });
        // With a query field the path may end in "/", which is one empty segment at the end.
        let named = if field.is_some() && segments.len() > 1 && segments.last() == Some(&"") {
            &segments[..segments.len() - 1]
        } else {
            &segments[..]
        };
        let segments_are_right = !named.is_empty()
            && named.iter().all(|segment| {
                !segment.is_empty()
                    && segment.find('*').is_none_or(|at| at == segment.len() - 1)
                    && segment.chars().all(|c| c.is_ascii_alphanumeric() || "-_.@*".contains(c))
            });
        (field_is_right && segments_are_right).then_some(Self {
            host: (!host.is_empty()).then_some(host),
            segments,
            goes_on,
            field,
        })
    }

    /// The one host it holds for, if it names one.
    #[must_use]
    pub fn host(&self) -> Option<&'a str> {
        self.host
    }

    fn matches(&self, host: &str, url: &Url) -> bool {
        if self.host.is_some_and(|own| own != host) {
            return false;
        }
        let mut actual = url.path_segments().into_iter().flatten();
        let begins = self
            .segments
            .iter()
            .all(|wanted| actual.next().is_some_and(|segment| fits(wanted, segment)));
        if !begins {
            return false;
        }
        let rest = actual.next();
        match self.field {
            Some(field) => {
                rest.is_none()
                    && url.query_pairs().any(|(name, value)| name == field && !value.is_empty())
            }
            None if self.goes_on => rest.is_some_and(|segment| !segment.is_empty()),
            None => true,
        }
    }
}

fn fits(wanted: &str, segment: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => segment.len() > start.len() && segment.starts_with(start),
        None => wanted == segment,
    }
}

impl fmt::Display for PostPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.host.unwrap_or_default(), self.segments.join("/"))?;
        if self.goes_on {
            f.write_str("/")?;
        }
        self.field.map_or(Ok(()), |field| write!(f, "?{field}"))
    }
}

#[cfg(test)]
mod tests;
