//! What is different in a new version, told field by field, so that nobody has to compare by eye.

use std::collections::BTreeSet;

use workflow::{Asset, Content};

use crate::places::Places;

/// A sentence for each difference, in the order of the form; empty for the same content.
pub(super) fn changed(places: &Places, before: &Content, after: &Content) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |is_changed: bool, what: &str| {
        if is_changed {
            told.push(format!("{what} diubah"));
        }
    };
    tell(before.title != after.title, "Judul");
    tell(before.kind != after.kind, "Jenis konten");
    tell(before.event_date != after.event_date, "Tanggal kegiatan");
    tell(before.source != after.source, "Sumber informasi");
    tell(before.pic != after.pic, "PIC kegiatan");
    tell(before.caption != after.caption, "Caption");
    tell(before.links != after.links, "Tautan");
    tell(before.wished != after.wished, "Usulan platform");
    told.extend(files(before, after));
    told.extend(fits(places, before, after));
    told
}

fn files(before: &Content, after: &Content) -> Vec<String> {
    let is_new = |asset: &Asset| same(before, asset).is_none();
    let is_gone = |asset: &Asset| same(after, asset).is_none();
    let mut told: Vec<String> = Vec::new();
    for (place, asset) in after.assets.iter().enumerate().filter(|(_, asset)| is_new(asset)) {
        told.push(match before.assets.get(place).filter(|old| is_gone(old)) {
            Some(old) if old.name == asset.name => format!("{} diganti berkas lain", old.name),
            Some(old) => format!("{} diganti {}", old.name, asset.name),
            None => format!("{} ditambahkan", asset.name),
        });
    }
    for (place, asset) in before.assets.iter().enumerate().filter(|(_, asset)| is_gone(asset)) {
        if after.assets.get(place).is_none_or(|new| !is_new(new)) {
            told.push(format!("{} dihapus", asset.name));
        }
    }
    for asset in &after.assets {
        if let Some(earlier) = same(before, asset)
            && earlier.name != asset.name
        {
            told.push(format!("{} dinamai {}", earlier.name, asset.name));
        }
    }
    let order = |one: &Content, other: &Content| -> Vec<_> {
        let kept = one.assets.iter().filter(|asset| same(other, asset).is_some());
        kept.map(|asset| asset.sha256.clone()).collect()
    };
    if order(before, after) != order(after, before) {
        told.push("Urutan berkas diubah".to_owned());
    }
    told
}

/// Fits of the files that both versions hold; of a new file they come with it.
fn fits(places: &Places, before: &Content, after: &Content) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for asset in &after.assets {
        let Some(earlier) = same(before, asset) else { continue };
        let all: BTreeSet<&String> = earlier.fits.keys().chain(asset.fits.keys()).collect();
        for place in all {
            let what = match (earlier.fits.get(place), asset.fits.get(place)) {
                (Some(before), Some(after)) if before != after => "diubah",
                (None, Some(_)) => "ditambahkan",
                (Some(_), None) => "dihapus",
                _ => continue,
            };
            let label = places.place(place).map_or(place.as_str(), |one| &one.place.label);
            let sentence = if after.assets.len() == 1 {
                format!("Potongan untuk {label} {what}")
            } else {
                format!("Potongan {} untuk {label} {what}", asset.name)
            };
            told.push(sentence);
        }
    }
    told
}

fn same<'a>(content: &'a Content, asset: &Asset) -> Option<&'a Asset> {
    content.assets.iter().find(|other| other.sha256 == asset.sha256)
}

#[cfg(test)]
mod tests {
    use workflow::{Fit, FocusPoint, MediaGroup, Sha256};

    use super::*;

    fn photo(name: &str, fits: &[(&str, Fit)]) -> Asset {
        Asset {
            sha256: Sha256::of(name.as_bytes()),
            name: name.to_owned(),
            bytes: 1,
            media_type: "image/jpeg".to_owned(),
            group: MediaGroup::Picture,
            width: None,
            height: None,
            fits: fits.iter().map(|(place, fit)| ((*place).to_owned(), *fit)).collect(),
        }
    }

    fn told(before: Vec<Asset>, after: Vec<Asset>) -> Vec<String> {
        let content = |assets| Content { assets, ..Content::default() };
        changed(&Places::builtin(), &content(before), &content(after))
    }

    #[test]
    fn a_changed_crop_is_told_with_the_name_of_its_place() {
        let crop = |x| Fit::Crop { focus: FocusPoint { x, y: 5_000 } };
        let before =
            photo("a.jpg", &[("instagram-feed-4x5", crop(1)), ("facebook-4x5", Fit::Blur)]);
        let after = photo("a.jpg", &[("instagram-feed-4x5", crop(2)), ("x-16x9", Fit::AsIs)]);
        let wanted = [
            "Potongan untuk Foto tegak 4:5 dihapus",
            "Potongan untuk Feed 4:5 diubah",
            "Potongan untuk Mendatar 16:9 ditambahkan",
        ];
        assert_eq!(told(vec![before], vec![after]), wanted);
    }

    #[test]
    fn files_that_came_went_and_moved_are_told() {
        let [one, two, three] = ["1.jpg", "2.jpg", "3.jpg"].map(|name| photo(name, &[]));
        let moved = told(vec![one.clone(), two.clone()], vec![two.clone(), one.clone()]);
        assert_eq!(moved, ["Urutan berkas diubah"]);
        let swapped = told(vec![one.clone(), two.clone()], vec![one.clone(), three.clone()]);
        assert_eq!(swapped, ["2.jpg diganti 3.jpg"]);
        let other = told(vec![one.clone(), two], vec![three.clone(), one.clone()]);
        assert_eq!(other, ["3.jpg ditambahkan", "2.jpg dihapus"]);
        let again = Asset { name: "1.jpg".to_owned(), ..three };
        assert_eq!(told(vec![one], vec![again]), ["1.jpg diganti berkas lain"]);
    }

    #[test]
    fn texts_are_told_by_their_field() {
        let before = Content::default();
        let after = Content { caption: "Baru".to_owned(), ..Content::default() };
        assert_eq!(changed(&Places::builtin(), &before, &after), ["Caption diubah"]);
        assert!(changed(&Places::builtin(), &after, &after).is_empty());
    }
}
