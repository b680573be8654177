//! Content from outside, made trustworthy before the engine sees it.
//!
//! A client names files by hash and may rename and reorder them; their size, type and measures come
//! from the archive. Text keeps its words and loses its control characters.

use std::collections::BTreeMap;

use archive::StoredAsset;
use media::Facts;
use workflow::{Act, Asset, Content, MediaGroup, Sha256, Sop};

use crate::assets::facts_of;
use crate::{Office, OfficeError, text};

impl Office {
    /// # Errors
    /// `UnknownFile` for a file that is not in the office's store.
    pub(crate) fn trusted_content(&self, content: &Content) -> Result<Content, OfficeError> {
        let assets = content
            .assets
            .iter()
            .map(|asset| self.trusted_asset(asset))
            .collect::<Result<_, _>>()?;
        Ok(Content {
            title: one_line(&content.title),
            kind: content.kind.clone(),
            event_date: content.event_date,
            source: content.source.clone(),
            pic: one_line(&content.pic),
            caption: many_lines(&content.caption),
            links: content
                .links
                .iter()
                .map(|link| one_line(link))
                .filter(|link| !link.is_empty())
                .collect(),
            assets,
            wished: content.wished.clone(),
            platforms: content.platforms.clone(),
        })
    }

    /// `before`: the content as it is now. Fits are added to what changes; saving the same again changes nothing.
    pub(crate) fn trusted_act(
        &self,
        sop: &Sop,
        before: &Content,
        act: Act,
    ) -> Result<Act, OfficeError> {
        Ok(match act {
            Act::Revise { content, note, late_reason, took } => {
                let mut content = self.trusted_content(&content)?;
                if content != *before {
                    content = self.with_fits(sop, content)?;
                }
                let (content, note) = (Box::new(content), many_lines(&note));
                Act::Revise { content, note, late_reason, took }
            }
            Act::RecordPublication { platform, url, evidence } => {
                let evidence = evidence.map(|asset| self.trusted_evidence(&asset)).transpose()?;
                Act::RecordPublication { platform, url, evidence }
            }
            Act::Annotate { id, motivation, source, fragment, text, assigned_to } => {
                let text = many_lines(&text);
                Act::Annotate { id, motivation, source, fragment, text, assigned_to }
            }
            Act::ReplyToAnnotation { thread, id, text } => {
                Act::ReplyToAnnotation { thread, id, text: many_lines(&text) }
            }
            Act::SuggestCaption { version, text, note } => {
                Act::SuggestCaption { version, text: many_lines(&text), note: many_lines(&note) }
            }
            Act::RecordPicAgreement { digest, who, how, agreed_at, note, evidence } => {
                let evidence = evidence.map(|asset| self.trusted_evidence(&asset)).transpose()?;
                Act::RecordPicAgreement { digest, who, how, agreed_at, note, evidence }
            }
            other => other,
        })
    }

    fn trusted_asset(&self, asset: &Asset) -> Result<Asset, OfficeError> {
        let unknown = || OfficeError::UnknownFile {
            sha256: asset.sha256.clone(),
            name: text::file_name(&asset.name),
        };
        let stored = self.archive().asset(&asset.sha256)?.ok_or_else(unknown)?;
        if !self.has_original(&asset.sha256)? {
            return Err(unknown());
        }
        let name = if asset.name.trim().is_empty() {
            stored.name.clone()
        } else {
            text::file_name(&asset.name)
        };
        let fits = asset.fits.clone();
        Ok(Asset { fits, ..asset_of(&stored, &facts_of(&stored)?, name)? })
    }

    /// Evidence is a picture. It is shown to nobody outside, so it is cut for no place.
    fn trusted_evidence(&self, asset: &Asset) -> Result<Asset, OfficeError> {
        let trusted = self.trusted_asset(asset)?;
        if trusted.group != MediaGroup::Picture {
            let message = format!("{} bukan gambar. Lampirkan tangkapan layar.", trusted.name);
            return Err(OfficeError::input("evidence", message));
        }
        Ok(Asset { fits: BTreeMap::new(), ..trusted })
    }

    fn has_original(&self, sha256: &Sha256) -> Result<bool, OfficeError> {
        Ok(self.store().contains(sha256)?)
    }
}

pub(crate) fn asset_of(
    stored: &StoredAsset,
    facts: &Facts,
    name: String,
) -> Result<Asset, OfficeError> {
    Ok(Asset {
        sha256: stored.sha256.clone(),
        name,
        bytes: stored.bytes,
        media_type: stored.media_type.clone(),
        group: group_of(&stored.media_type)?,
        width: facts.width,
        height: facts.height,
        fits: BTreeMap::new(),
    })
}

fn group_of(media_type: &str) -> Result<MediaGroup, OfficeError> {
    match media_type.split('/').next() {
        Some("image") => Ok(MediaGroup::Picture),
        Some("video") => Ok(MediaGroup::Video),
        Some("application") => Ok(MediaGroup::Document),
        _ => Err(OfficeError::Internal(format!("jenis berkas {media_type}"))),
    }
}

/// Control characters become spaces. Spaces at the ends stay: a form that is typed into saves itself.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// Line ends as `\n`; other control characters go, tabs stay.
fn many_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect()
}

/// The first picture, for lists.
pub(crate) fn cover(content: &Content) -> Option<Asset> {
    content.assets.iter().find(|asset| asset.group == MediaGroup::Picture).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_its_words_and_loses_its_control_characters() {
        assert_eq!(one_line("Rapat\nkoordinasi\u{0}"), "Rapat koordinasi ");
        assert_eq!(many_lines("satu\r\ndua\rtiga\u{7}"), "satu\ndua\ntiga");
    }
}
