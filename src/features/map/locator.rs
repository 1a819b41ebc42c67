//! A small map of where a place is.

use std::fmt::Write as _;

use super::{Line, Map, Place, outlines};

/// How wide and high the picture is, in pixels.
const SIZE: (f64, f64) = (300.0, 180.0);
/// How many degrees of latitude it shows: the fewest with something on them that a reader knows.
const DEGREES: [f64; 3] = [30.0, 60.0, 100.0];
/// From how many bytes on outlines are something a reader knows: a few small islands are not.
const ENOUGH: usize = 1000;

/// An SVG picture of what lies around a place. It has no words, no script and asks for nothing from
/// anywhere.
pub fn locator(place: Place) -> String {
    let (width, height) = SIZE;
    let maps = DEGREES.map(|degrees| Map::around(place, degrees, width, height));
    let mut drawn = maps.iter().map(|map| (map, outlines_on(map)));
    let widest = drawn.find(|(_, lines)| lines.len() >= ENOUGH);
    let (map, lines) = widest.unwrap_or_else(|| (&maps[2], outlines_on(&maps[2])));
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' \
         viewBox='0 0 {width} {height}'><rect width='{width}' height='{height}' fill='#cfe0ea'/>{lines}"
    );
    if let Some((x, y)) = map.point(place) {
        let _ = write!(
            out,
            "<circle cx='{x:.1}' cy='{y:.1}' r='5' fill='#c8102e' stroke='#fff' stroke-width='2'/>"
        );
    }
    out.push_str("</svg>");
    out
}

/// A picture as an address that needs nobody to fetch it from, fit for a link's parentheses.
pub fn data_uri(svg: &str) -> String {
    let mut out = String::from("data:image/svg+xml,");
    for byte in svg.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() || b"-.,/:='".contains(&byte) => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Land, lakes and borders as SVG elements.
fn outlines_on(map: &Map) -> String {
    let world = outlines();
    let land = map.path(world.land.iter().map(Vec::as_slice), Line::Closed);
    let borders = map.path(world.borders.iter().map(Vec::as_slice), Line::Open);
    format!(
        "<path fill='#f6f1e4' fill-rule='evenodd' stroke='#9a9a8c' stroke-width='.6' d='{land}'/>\
         <path fill='none' stroke='#b9b3a2' stroke-width='.8' d='{borders}'/>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_small_wherever_the_place_is() {
        for longitude in (-180..=180).step_by(10) {
            for latitude in (-90..=90).step_by(10) {
                let place = (f64::from(longitude), f64::from(latitude));
                let uri = data_uri(&locator(place));
                assert!(uri.len() < 16_000, "{place:?}: {}", uri.len());
                assert!(uri.contains("circle"), "{place:?}");
                assert!(!uri.contains(|c: char| c.is_whitespace() || "()<>\"#".contains(c)), "{uri}");
            }
        }
    }

    #[test]
    fn the_place_is_in_the_middle() {
        assert!(locator((125.75, 39.03)).contains("cx='150.0' cy='90.0'"));
        assert!(locator((180.0, -18.0)).contains("cx='150.0' cy='90.0'"));
        assert!(locator((0.0, -90.0)).contains("cx='150.0' cy='180.0'"));
    }
}
