//! The outlines of land and the borders between countries, from `data/outlines.txt`.

use std::sync::LazyLock;

use super::Place;

/// The world in lines. What lies across the 180th meridian goes on beyond it, above 180 or below
/// -180 degrees of longitude.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// Pieces of land and the lakes in them, each closed: to be filled together, by the even-odd
    /// rule.
    pub land: Vec<Vec<Place>>,
    /// Borders between two countries, not closed.
    pub borders: Vec<Vec<Place>>,
}

static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| read(include_str!("../../../data/outlines.txt")));

/// The outlines of the world, read when they are first asked for.
pub fn outlines() -> &'static Outlines {
    &OUTLINES
}

/// Reads the table; `scripts/outlines.py` tells its format.
fn read(table: &str) -> Outlines {
    let mut out = Outlines::default();
    for line in table.lines() {
        let Some((kind, numbers)) = line.split_once(' ') else {
            continue;
        };
        match kind {
            "land" => out.land.push(places(numbers)),
            "border" => out.borders.push(places(numbers)),
            _ => {}
        }
    }
    out
}

fn places(numbers: &str) -> Vec<Place> {
    let mut numbers = numbers.split(' ').filter_map(|n| n.parse::<i32>().ok());
    let mut at = (0, 0);
    let mut out = Vec::new();
    while let (Some(east), Some(north)) = (numbers.next(), numbers.next()) {
        at = (at.0 + east, at.1 + north);
        out.push((f64::from(at.0) / 100.0, f64::from(at.1) / 100.0));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = include_str!("../../../data/outlines.txt");
        let lines = table.lines().filter(|l| !l.starts_with('#')).count();
        let world = outlines();
        assert_eq!(world.land.len() + world.borders.len(), lines);
        assert!(world.land.len() > 100 && world.borders.len() > 300);
        for ring in &world.land {
            assert!(ring.len() > 3 && ring.first() == ring.last(), "{ring:?}");
        }
        for line in world.land.iter().chain(&world.borders) {
            for (longitude, latitude) in line {
                assert!(longitude.abs() < 200.0 && latitude.abs() <= 90.0, "{longitude} {latitude}");
            }
        }
    }

    /// Whether a place is on land: a line from it to the east crosses an odd number of outlines.
    fn on_land((longitude, latitude): Place) -> bool {
        let mut odd = false;
        for turn in [-360.0, 0.0, 360.0] {
            for (a, b) in outlines().land.iter().flat_map(|ring| ring.iter().zip(&ring[1..])) {
                if (a.1 > latitude) != (b.1 > latitude) {
                    let along = (latitude - a.1) / (b.1 - a.1);
                    odd ^= a.0 + along * (b.0 - a.0) + turn > longitude;
                }
            }
        }
        odd
    }

    #[test]
    fn land_is_where_it_is() {
        for (what, place) in [
            ("near Pyongyang", (126.3, 39.4)),
            ("west of Cairo", (30.5, 29.5)),
            ("west of Washington", (-78.0, 38.9)),
            ("north of Wellington", (175.5, -40.0)),
            ("Chukotka", (178.0, 67.5)),
            ("Chukotka beyond the 180th meridian", (-175.0, 66.7)),
            ("the South Pole", (0.0, -89.0)),
            ("Antarctica by the 180th meridian", (-179.0, -86.0)),
        ] {
            assert!(on_land(place), "{what}");
        }
        for (what, place) in [
            ("the Caspian Sea", (51.0, 41.0)),
            ("the Mediterranean", (18.0, 35.0)),
            ("the Sea of Japan", (134.0, 40.0)),
            ("the Bering Sea", (-175.0, 58.0)),
            ("the Pacific by the 180th meridian", (180.0, 0.0)),
        ] {
            assert!(!on_land(place), "{what}");
        }
    }
}
