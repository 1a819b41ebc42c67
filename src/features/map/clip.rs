//! What of a line lies inside a map.

use super::Point;

/// A side of the map: how far inside it a point is (below zero outside).
type Side = fn(Point, Point) -> f64;

/// The four sides, each a distance from a point of a map of some size.
const SIDES: [Side; 4] =
    [|(x, _), _| x, |(x, _), (width, _)| width - x, |(_, y), _| y, |(_, y), (_, height)| height - y];

/// The ring around that part of a ring's inside that is on a map of a size (Sutherland and Hodgman:
/// cut by one side after the other).
pub(super) fn ring(points: &[Point], size: Point) -> Vec<Point> {
    let mut ring = points.to_vec();
    for side in SIDES {
        let mut kept = Vec::with_capacity(ring.len());
        let mut before = ring.last().copied();
        for point in ring {
            if let Some(before) = before
                && (side(before, size) < 0.0) != (side(point, size) < 0.0)
            {
                kept.push(crossing(before, point, side, size));
            }
            if side(point, size) >= 0.0 {
                kept.push(point);
            }
            before = Some(point);
        }
        ring = kept;
    }
    ring
}

/// The parts of a line that are on a map of a size.
pub(super) fn line(points: &[Point], size: Point) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let Some((start, end)) = segment(*from, *to, size) else {
            continue;
        };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&start) => part.push(end),
            _ => parts.push(vec![start, end]),
        }
    }
    parts
}

/// The part of a segment that is on a map of a size.
fn segment(mut from: Point, mut to: Point, size: Point) -> Option<(Point, Point)> {
    for side in SIDES {
        match (side(from, size) < 0.0, side(to, size) < 0.0) {
            (true, true) => return None,
            (true, false) => from = crossing(from, to, side, size),
            (false, true) => to = crossing(from, to, side, size),
            (false, false) => {}
        }
    }
    Some((from, to))
}

/// Where a segment with one end on each side crosses it.
fn crossing(from: Point, to: Point, distance: Side, size: Point) -> Point {
    let (inside, outside) = (distance(from, size), distance(to, size));
    let along = inside / (inside - outside);
    (from.0 + along * (to.0 - from.0), from.1 + along * (to.1 - from.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Point = (10.0, 10.0);

    #[test]
    fn a_ring_keeps_its_inside() {
        let around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)];
        assert_eq!(ring(&around, SIZE), [(0.0, 10.0), (0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]);
        let corner = [(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)];
        assert_eq!(ring(&corner, SIZE), [(5.0, 10.0), (5.0, 5.0), (10.0, 5.0), (10.0, 10.0)]);
        let within = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)];
        assert_eq!(ring(&within, SIZE), within);
        assert_eq!(ring(&[(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)], SIZE), []);
        assert_eq!(ring(&[], SIZE), []);
    }

    #[test]
    fn a_line_that_leaves_comes_back_as_another() {
        let there_and_back = [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0), (4.0, 8.0)];
        let parts = [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0), (4.0, 8.0)]];
        assert_eq!(line(&there_and_back, SIZE), parts);
        assert_eq!(line(&[(-5.0, 5.0), (15.0, 5.0)], SIZE), [vec![(0.0, 5.0), (10.0, 5.0)]]);
        assert!(line(&[(-5.0, 2.0), (2.0, -5.0)], SIZE).is_empty());
    }
}
