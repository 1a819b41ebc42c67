//! Maps: the world's outlines, the part of them that a map shows, and its drawing as SVG.
//!
//! A map is a rectangle of longitudes and latitudes (an equirectangular projection, true to scale
//! along its middle). Start from [`Map`]; what it draws of the world stands in [`outlines`].

mod clip;
mod locator;
mod outlines;

use std::fmt::Write as _;

pub use locator::{data_uri, locator};
pub use outlines::{Outlines, outlines};

/// A place on the globe: longitude and latitude in degrees, east and north above zero.
pub type Place = (f64, f64);

/// A place on a map: from its left and from its top, in pixels.
pub type Point = (f64, f64);

/// Whether a line ends where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It does, and may be filled.
    Closed,
    /// It does not.
    Open,
}

/// The part of the world that a map shows, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Map {
    west: f64,
    north: f64,
    /// Pixels to a degree of longitude and of latitude.
    scale: (f64, f64),
    width: f64,
    height: f64,
}

impl Map {
    /// The latitudes that a map of the world shows: beyond them nobody is in the news.
    const WORLD: (f64, f64) = (-58.0, 84.0);

    /// The whole world but the ice about its poles, `width` pixels wide.
    pub fn world(width: f64) -> Self {
        let scale = width / 360.0;
        let (south, north) = Self::WORLD;
        Self { west: -180.0, north, scale: (scale, scale), width, height: (north - south) * scale }
    }

    /// `degrees` of latitude with a place in the middle, drawn in `width` by `height` pixels. Near
    /// a pole the place stands higher or lower: there is nothing beyond it.
    pub fn around((longitude, latitude): Place, degrees: f64, width: f64, height: f64) -> Self {
        let half = degrees / 2.0;
        let middle = latitude.clamp(-90.0 + half, 90.0 - half);
        let down = height / degrees;
        // Meridians draw together towards the poles; at them a degree would be no width at all.
        let across = down * middle.to_radians().cos().max(0.1);
        let west = longitude - width / across / 2.0;
        Self { west, north: middle + half, scale: (across, down), width, height }
    }

    /// Its size in pixels.
    pub const fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// Where a place is on the map, if it is on it.
    pub fn point(&self, (longitude, latitude): Place) -> Option<Point> {
        let longitude = self.west + (longitude - self.west).rem_euclid(360.0);
        let (x, y) = self.project((longitude, latitude), 0.0);
        ((0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)).then_some((x, y))
    }

    /// The path data (`d`) of the parts of lines that are on the map, to whole tenths of a pixel;
    /// empty where none is.
    pub fn path<'l>(&self, lines: impl IntoIterator<Item = &'l [Place]>, kind: Line) -> String {
        let mut out = String::new();
        for line in lines {
            for turn in [-360.0, 0.0, 360.0] {
                if self.meets(line, turn) {
                    self.trace(&mut out, line, turn, kind);
                }
            }
        }
        out
    }

    fn project(&self, (longitude, latitude): Place, turn: f64) -> Point {
        ((longitude + turn - self.west) * self.scale.0, (self.north - latitude) * self.scale.1)
    }

    /// Whether a line that is turned so far round the globe may be on the map.
    fn meets(&self, line: &[Place], turn: f64) -> bool {
        let on = |low: f64, high: f64, size: f64| low <= size && high >= 0.0;
        let ends = line.iter().fold(None, |ends: Option<(Point, Point)>, place| {
            let (x, y) = self.project(*place, turn);
            let ((left, top), (right, bottom)) = ends.unwrap_or(((x, y), (x, y)));
            Some(((left.min(x), top.min(y)), (right.max(x), bottom.max(y))))
        });
        ends.is_some_and(|((left, top), (right, bottom))| {
            on(left, right, self.width) && on(top, bottom, self.height)
        })
    }

    fn trace(&self, out: &mut String, line: &[Place], turn: f64, kind: Line) {
        let points: Vec<Point> = line.iter().map(|place| self.project(*place, turn)).collect();
        let size = (self.width, self.height);
        match kind {
            Line::Closed => write_path(out, &clip::ring(&points, size), kind),
            Line::Open => clip::line(&points, size).iter().for_each(|part| write_path(out, part, kind)),
        }
    }
}

/// Adds a line to path data, in tenths of a pixel from point to point.
fn write_path(out: &mut String, points: &[Point], kind: Line) {
    let tenths = |p: &Point| ((p.0 * 10.0).round() as i64, (p.1 * 10.0).round() as i64);
    let mut all: Vec<_> = points.iter().map(tenths).collect();
    all.dedup();
    if all.len() < 2 {
        return;
    }
    let mut before = (0, 0);
    for (at, point) in all.into_iter().enumerate() {
        let by = (point.0 - before.0, point.1 - before.1);
        before = point;
        match at {
            0 => out.push('M'),
            1 => out.push('l'),
            _ => {}
        }
        number(out, by.0, at < 2);
        number(out, by.1, false);
    }
    if kind == Line::Closed {
        out.push('z');
    }
}

/// Adds a number in tenths, parted from the one before.
fn number(out: &mut String, tenths: i64, first: bool) {
    if !first && tenths >= 0 {
        out.push(',');
    }
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    let _ = if rest == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{rest}") };
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR_SUVA: Place = (178.0, -18.0);

    #[test]
    fn places_are_where_they_are() {
        let world = Map::world(720.0);
        assert_eq!(world.size(), (720.0, 284.0));
        assert_eq!(world.point((0.0, 0.0)), Some((360.0, 168.0)));
        assert_eq!(world.point((-90.0, 42.0)), Some((180.0, 84.0)));
        assert_eq!(world.point((190.0, 42.0)), Some((20.0, 84.0)));
        assert_eq!(world.point((0.0, -89.0)), None);
    }

    #[test]
    fn a_map_goes_on_beyond_the_180th_meridian() {
        let map = Map::around(NEAR_SUVA, 20.0, 200.0, 200.0);
        let (x, _) = map.point((-178.0, -18.0)).expect("on the map");
        assert!(x > 100.0 && x < 200.0, "{x}");
        assert_eq!(map.point((0.0, -18.0)), None);
    }

    #[test]
    fn lines_are_cut_at_the_edge_and_drawn_from_point_to_point() {
        let map = Map { west: 0.0, north: 10.0, scale: (1.0, 1.0), width: 10.0, height: 10.0 };
        let line: &[Place] = &[(-5.0, 5.0), (2.5, 5.0), (2.5, 6.25), (20.0, 6.25)];
        assert_eq!(map.path([line], Line::Open), "M0,5l2.5,0,0-1.2,7.5,0");
        let square: &[Place] = &[(1.0, 9.0), (2.0, 9.0), (2.0, 8.0), (1.0, 9.0)];
        assert_eq!(map.path([square], Line::Closed), "M1,1l1,0,0,1-1-1z");
        assert_eq!(map.path([line], Line::Closed), "M10,4.3l-10,0.5,0,0.2,2.5,0,0-1.2,7.5,0z");
        let turned: &[Place] = &[(361.0, 9.0), (362.0, 9.0)];
        assert_eq!(map.path([turned], Line::Open), "M1,1l1,0");
        assert_eq!(map.path([&[(50.0, 5.0), (60.0, 5.0)][..]], Line::Open), "");
    }
}
