//! The nearest place to a position, without any network: "Gambir, Kota Jakarta Pusat" says more about what a photo gives
//! away than two numbers do. Indonesia only; places across the border are known just so that Johor is not called Batam.
//!
//! The data is GeoNames' (CC BY 4.0); see the head of `places.tsv`.

use std::sync::LazyLock;

use crate::facts::Position;

/// Farther than this from any known place, nothing is said.
const FARTHEST_KM: f64 = 50.0;
/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.195;

/// A place near a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Village, district or town, e.g. "Cihaurgeulis".
    pub name: &'static str,
    /// Regency or city with its province, e.g. "Kota Bandung, Jawa Barat".
    pub region: &'static str,
    /// From the position to the place's middle.
    pub distance_km: f64,
}

struct Place {
    latitude: f64,
    longitude: f64,
    /// `None` abroad.
    region: Option<usize>,
    name: &'static str,
}

struct Places {
    regions: Vec<String>,
    /// From south to north.
    places: Vec<Place>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| read(include_str!("places.tsv")));

/// The place nearest to `position`; `None` outside Indonesia, and far from every place.
#[must_use]
pub fn nearest_place(position: Position) -> Option<Near> {
    let (latitude, longitude) =
        (f64::from(position.latitude_udeg) / 1e6, f64::from(position.longitude_udeg) / 1e6);
    let reach = FARTHEST_KM / DEGREE_KM;
    let all = &PLACES.places;
    let from = all.partition_point(|place| place.latitude < latitude - reach);
    let to = all.partition_point(|place| place.latitude <= latitude + reach);
    let (place, distance_km) = all
        .get(from..to)?
        .iter()
        .map(|place| (place, distance_km(latitude, longitude, place)))
        .min_by(|one, other| one.1.total_cmp(&other.1))?;
    let region = PLACES.regions.get(place.region?)?;
    (distance_km <= FARTHEST_KM).then_some(Near { name: place.name, region, distance_km })
}

/// Within some tens of kilometres the Earth is flat enough.
fn distance_km(latitude: f64, longitude: f64, place: &Place) -> f64 {
    let east = (place.longitude - longitude) * latitude.to_radians().cos();
    (place.latitude - latitude).hypot(east) * DEGREE_KM
}

fn read(text: &'static str) -> Places {
    let mut lines = text.lines().skip_while(|line| line.starts_with('#'));
    let regions = lines.by_ref().take_while(|line| !line.is_empty()).map(|line| {
        let (province, regency) = line.split_once('\t').unwrap_or((line, ""));
        if regency.is_empty() { province.to_owned() } else { format!("{regency}, {province}") }
    });
    let regions = regions.collect();
    let places = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let mut degrees = || cells.next()?.parse::<f64>().ok().map(|n| n / 1e4);
        let (latitude, longitude) = (degrees()?, degrees()?);
        let region = cells.next()?.parse().ok();
        Some(Place { latitude, longitude, region, name: cells.next()? })
    });
    Places { regions, places: places.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Option<Near> {
        nearest_place(Position::from_degrees(latitude, longitude).expect("on Earth"))
    }

    #[test]
    fn landmarks_are_placed() {
        for (latitude, longitude, region) in [
            (-6.1754, 106.8272, "Kota Jakarta Pusat, DKI Jakarta"),
            (-6.9025, 107.6187, "Kota Bandung, Jawa Barat"),
            (-7.7956, 110.3695, "Kota Yogyakarta, DI Yogyakarta"),
            (-7.2459, 112.7378, "Kota Surabaya, Jawa Timur"),
            (3.5752, 98.6837, "Kota Medan, Sumatera Utara"),
        ] {
            let near = at(latitude, longitude).expect("a place");
            assert_eq!(near.region, region, "{near:?}");
            assert!(near.distance_km < 5.0, "{near:?}");
        }
    }

    #[test]
    fn neighbours_and_the_open_sea_are_no_indonesian_place() {
        for (latitude, longitude) in [
            (1.2868, 103.8545),  // Singapore, Merlion
            (1.4927, 103.7414),  // Johor Bahru
            (-8.5569, 125.5603), // Dili
            (1.5535, 110.3593),  // Kuching
            (-5.0, 112.0),       // Java Sea
            (0.0, 0.0),
            (35.6586, 139.7454), // Tokyo
            (90.0, 180.0),
            (-90.0, -180.0),
        ] {
            assert_eq!(at(latitude, longitude), None, "{latitude}, {longitude}");
        }
    }

    #[test]
    fn the_data_is_whole_and_in_order() {
        assert!(PLACES.places.len() > 9000 && PLACES.regions.len() > 400);
        assert!(PLACES.places.is_sorted_by(|one, other| one.latitude <= other.latitude));
        let regions = PLACES.regions.len();
        assert!(
            PLACES.places.iter().all(|place| place.region.is_none_or(|region| region < regions))
        );
    }
}
