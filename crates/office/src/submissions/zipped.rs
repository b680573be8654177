//! Every file of one platform in one download. JPEGs don't get smaller by packing, so they are only put together.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};

use workflow::SubmissionId;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::assets::CutRequest;
use crate::caller::Caller;
use crate::{Office, OfficeError, text};

/// A ZIP file, opened at its beginning. It is gone when it is closed.
#[derive(Debug)]
pub struct Zipped {
    pub file: File,
    pub bytes: u64,
    /// Such as `kunjungan-delegasi-instagram-feed.zip`.
    pub name: String,
}

impl Office {
    /// # Errors
    /// `NotFound` for an unknown submission, and where there is nothing for the platform.
    pub fn renditions_zip(
        &self,
        caller: &Caller,
        id: SubmissionId,
        platform: &str,
    ) -> Result<Zipped, OfficeError> {
        let all = self.renditions(caller, id)?.platforms;
        let wanted = all.into_iter().find(|one| one.platform == platform);
        let nothing = OfficeError::NotFound { what: "Berkas untuk platform itu" };
        let wanted = wanted.filter(|one| !one.files.is_empty()).ok_or(nothing)?;
        let scratch = self.store().scratch(".zip")?;
        let mut zip = ZipWriter::new(scratch);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for card in &wanted.files {
            let request =
                CutRequest { place: card.place.clone(), fit: Some(card.fit), quick: false };
            let jpeg = self.rendered(&self.rendition(caller, &card.asset, &request)?)?;
            zip.start_file(card.file_name.as_str(), options).map_err(broken)?;
            zip.write_all(&jpeg)?;
        }
        let mut file = zip.finish().map_err(broken)?.into_file();
        let bytes = file.metadata()?.len();
        file.seek(SeekFrom::Start(0))?;
        let title = text::slug(&self.stored_submission(id)?.content.title);
        Ok(Zipped { file, bytes, name: format!("{title}-{platform}.zip") })
    }
}

fn broken(error: zip::result::ZipError) -> OfficeError {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => OfficeError::Internal(format!("berkas ZIP: {other}")),
    }
}
