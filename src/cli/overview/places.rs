//! Where: the places named, on a map of that part of the world they are in.

use std::fmt::Write as _;

use super::sheet::Sheet;
use super::{View, note, opening};
use crate::cli::page::escape;
use crate::features::map::{Line, Map, Place, Point, outlines};
use crate::features::report::Spot;
use crate::words::{clip, count, say};

/// So many places fit on any map.
const FEW: usize = 40;
/// Names on the large map.
const NAMES: usize = 44;
/// The share of all mentions that may lie beyond the map's edge, on each side.
const BEYOND: f64 = 0.03;
/// Degrees of latitude that a map shows at least, so that there is something to know it by.
const LEAST: f64 = 16.0;
/// From so many degrees on a map of the world is better.
const MOST: f64 = 140.0;

/// The section.
pub(super) fn section(out: &mut String, view: &View) {
    let spots = &view.report.spots;
    if spots.is_empty() {
        return;
    }
    out.push_str(&opening("where", &say(view.language, "report.where", &[])));
    out.push_str(&note(&say(view.language, "report.where.note", &[])));
    for sheet in &Sheet::ALL {
        draw(out, view, sheet);
    }
    out.push_str("</section>\n");
}

/// A place as it is drawn.
struct Dot<'a> {
    spot: &'a Spot,
    at: Point,
    radius: f64,
}

fn draw(out: &mut String, view: &View, sheet: &Sheet) {
    let spots = &view.report.spots;
    let map = window(spots, sheet.width);
    let (width, height) = map.size();
    let most = spots.iter().map(|s| s.articles).max().unwrap_or(1).max(1);
    let dots = spots.iter().take(sheet.few(spots.len()).max(FEW)).filter_map(|spot| {
        let share = f64::from(spot.articles) / f64::from(most);
        let radius = sheet.dots * (2.5 + 15.0 * share.sqrt());
        Some(Dot { spot, at: map.point(spot.at)?, radius })
    });
    let dots: Vec<Dot> = dots.collect();
    let world = outlines();
    let _ = writeln!(
        out,
        "<svg class=\"map {}\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         role=\"img\" aria-label=\"{}\">\n<path class=\"land\" d=\"{}\"/>\n<path class=\"border\" d=\"{}\"/>",
        sheet.class,
        say(view.language, "report.where", &[]),
        map.path(world.land.iter().map(Vec::as_slice), Line::Closed),
        map.path(world.borders.iter().map(Vec::as_slice), Line::Open),
    );
    for Dot { spot, at, radius } in &dots {
        let articles = count(view.language, "card.in-articles", spot.articles as usize);
        let _ = writeln!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"><title>{} · {articles}</title></circle>",
            at.0,
            at.1,
            escape(&spot.name)
        );
    }
    for (x, y, name) in names(&dots, (width, height), sheet) {
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{}\">{}</text>",
            sheet.letters,
            escape(&name)
        );
    }
    out.push_str("</svg>\n");
}

/// The part of the world that has nearly all of what is named, in `width` pixels.
fn window(spots: &[Spot], width: f64) -> Map {
    let (west, east) = middle(spots, |place| place.0);
    let (south, north) = middle(spots, |place| place.1);
    let centre: Place = (f64::midpoint(west, east), f64::midpoint(south, north));
    // Meridians draw together: how wide a degree is against its height.
    let narrow = centre.1.to_radians().cos().max(0.3);
    let across = ((east - west) * 1.25 * narrow).max(LEAST);
    let down = ((north - south) * 1.35).max(LEAST);
    let height = (width * down / across).clamp(width * 0.5, width * 0.9);
    let degrees = down.max(across * height / width);
    if degrees > MOST || across / narrow > 330.0 {
        Map::world(width)
    } else {
        Map::around(centre, degrees, width, height.round())
    }
}

/// From where to where most of it lies, each place counted as often as articles name it.
fn middle(spots: &[Spot], of: fn(Place) -> f64) -> (f64, f64) {
    let mut all: Vec<(f64, f64)> = spots.iter().map(|s| (of(s.at), f64::from(s.articles))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let beyond = all.iter().map(|(_, weight)| weight).sum::<f64>() * BEYOND;
    (edge(all.iter(), beyond), edge(all.iter().rev(), beyond))
}

/// The first place before which there is more than `beyond`.
fn edge<'a>(mut places: impl Iterator<Item = &'a (f64, f64)>, beyond: f64) -> f64 {
    let mut left = beyond;
    let found = places.find(|(_, weight)| {
        left -= weight;
        left < 0.0
    });
    found.map_or(0.0, |(at, _)| *at)
}

/// The names for which there is room beside their dots, those of the largest first: the middle of
/// each, its line, and the name.
fn names(dots: &[Dot], (width, height): (f64, f64), sheet: &Sheet) -> Vec<(f64, f64, String)> {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut out = Vec::new();
    let most = sheet.few(NAMES);
    for (at, dot) in dots.iter().enumerate() {
        if out.len() >= most {
            break;
        }
        let name = clip(&dot.spot.name, sheet.name);
        let (half, tall) = (sheet.width_of(&name) / 2.0 + 2.0, sheet.letters * 1.2);
        let beside = dot.radius + half;
        let (x, y) = dot.at;
        let below = dot.radius + tall / 2.0;
        let places = [(x + beside, y), (x - beside, y), (x, y + below), (x, y - below)];
        let free = |(x, y): Point, dots: &[Dot]| {
            let area = [x - half, y - tall / 2.0, x + half, y + tall / 2.0];
            let on_map = area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= width && area[3] <= height;
            let clear = on_map
                && taken.iter().all(|other| !overlap(area, *other))
                && dots.iter().all(|dot| !overlap(area, square(dot, 0.7)));
            clear.then_some((x, y, area))
        };
        // Over no dot at all, else over smaller ones.
        let larger = dots.get(..at).unwrap_or(&[]);
        let found = [dots, larger].iter().find_map(|dots| places.iter().find_map(|p| free(*p, dots)));
        if let Some((x, y, area)) = found {
            taken.push(area);
            out.push((x, y + sheet.letters * 0.35, name));
        }
    }
    out
}

/// The square about a dot, so much of it.
fn square(dot: &Dot, share: f64) -> [f64; 4] {
    let ((x, y), half) = (dot.at, dot.radius * share);
    [x - half, y - half, x + half, y + half]
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(places: &[(f64, f64, u32)]) -> Vec<Spot> {
        let spot = |(longitude, latitude, articles): &(f64, f64, u32)| Spot {
            name: format!("مكان {articles}"),
            class: "city".to_owned(),
            at: (*longitude, *latitude),
            articles: *articles,
        };
        places.iter().map(spot).collect()
    }

    #[test]
    fn a_map_shows_where_nearly_all_is() {
        let near = spots(&[(35.2, 31.8, 60), (35.5, 33.9, 40), (31.2, 30.0, 50), (-77.0, 38.9, 2)]);
        let map = window(&near, 350.0);
        assert!(near[..3].iter().all(|s| map.point(s.at).is_some()), "{map:?}");
        assert_eq!(map.point(near[3].at), None);
        let wide = spots(&[(125.7, 39.0, 9), (37.6, 55.7, 9), (-77.0, 38.9, 9)]);
        let map = window(&wide, 350.0);
        assert!(wide.iter().all(|s| map.point(s.at).is_some()), "{map:?}");
        let one = spots(&[(178.0, -18.0, 1)]);
        assert!(window(&one, 1040.0).point(one[0].at).is_some());
    }

    #[test]
    fn names_do_not_stand_over_each_other() {
        let crowd: Vec<_> =
            (0..40_u32).map(|n| (30.0 + f64::from(n % 8), 30.0 + f64::from(n / 8), 80 - n)).collect();
        let spots = spots(&crowd);
        let sheet = Sheet::ALL[1];
        let map = window(&spots, sheet.width);
        let dots = spots.iter().filter_map(|spot| Some(Dot { spot, at: map.point(spot.at)?, radius: 4.0 }));
        let dots: Vec<Dot> = dots.collect();
        let names = names(&dots, map.size(), &sheet);
        assert!(names.len() > 3, "{}", names.len());
        for (at, a) in names.iter().enumerate() {
            for b in &names[at + 1..] {
                let apart = (a.0 - b.0).abs() * 2.0 >= sheet.width_of(&a.2) + sheet.width_of(&b.2)
                    || (a.1 - b.1).abs() >= sheet.letters;
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }
}
