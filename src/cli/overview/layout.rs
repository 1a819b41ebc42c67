//! Where the boxes of a network stand: those that belong together near each other, none over
//! another. The same boxes and links always come to the same places.

use super::sheet::real;

/// Width and height, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// From the left and from the top, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A tie between two boxes by their places in the list, and how strong it is, up to 1.
pub(super) type Tie = (usize, usize, f64);

/// Steps in which the boxes find their neighbours.
const STEPS: usize = 320;
/// How much of the way a tie pulls, and the middle does, against what boxes push.
const MIDDLE: f64 = 0.9;
/// Most rounds in which boxes that stand over each other are pushed apart.
const ROUNDS: usize = 600;
/// The golden angle: points on a spiral at this angle never line up.
const GOLDEN: f64 = 2.399_963;

/// The centre of each box, all of them inside the area.
pub(super) fn arrange(boxes: &[Size], ties: &[Tie], area: Size) -> Vec<Spot> {
    let mut spots = spiral(boxes.len(), area);
    for step in 0..STEPS {
        let heat = 1.0 - real(step) / real(STEPS);
        relax(&mut spots, ties, area, heat);
    }
    fill(&mut spots, boxes, area);
    part(&mut spots, boxes, area);
    spots
}

/// The first in the middle, the others around it.
fn spiral(count: usize, area: Size) -> Vec<Spot> {
    let spot = |at: usize| {
        let away = ((real(at) + 0.5) / real(count)).sqrt() / 2.0;
        let (sin, cos) = (real(at) * GOLDEN).sin_cos();
        Spot { x: area.width * (0.5 + away * cos), y: area.height * (0.5 + away * sin) }
    };
    (0..count).map(spot).collect()
}

/// A step after Fruchterman and Reingold: all push each other off, ties and the middle pull.
fn relax(spots: &mut [Spot], ties: &[Tie], area: Size, heat: f64) {
    let room = (area.width * area.height / real(spots.len().max(1))).sqrt();
    let mut moves = vec![Spot::default(); spots.len()];
    let mut push = |a: usize, b: usize, force: &dyn Fn(f64) -> f64| {
        let (dx, dy) = (spots[a].x - spots[b].x, spots[a].y - spots[b].y);
        let away = dx.hypot(dy).max(0.01);
        let by = force(away) / away;
        moves[a].x += dx * by;
        moves[a].y += dy * by;
        moves[b].x -= dx * by;
        moves[b].y -= dy * by;
    };
    for a in 0..spots.len() {
        for b in a + 1..spots.len() {
            push(a, b, &|away| room * room / away);
        }
    }
    for (a, b, strength) in ties {
        push(*a, *b, &|away| -strength * away * away / room);
    }
    // The longer side of the area pulls less, so that the whole takes the area's shape.
    let (wide, high) = (room / area.width, room / area.height);
    let most = heat * room;
    for (spot, by) in spots.iter_mut().zip(moves) {
        let x = by.x - (spot.x - area.width / 2.0) * MIDDLE * wide * spot_count(area, room);
        let y = by.y - (spot.y - area.height / 2.0) * MIDDLE * high * spot_count(area, room);
        let length = x.hypot(y).max(0.01);
        let step = length.min(most) / length;
        spot.x += x * step;
        spot.y += y * step;
    }
}

/// How many spots have room along the side of a square area.
fn spot_count(area: Size, room: f64) -> f64 {
    (area.width * area.height).sqrt() / room
}

/// Stretches the whole to the area.
fn fill(spots: &mut [Spot], boxes: &[Size], area: Size) {
    let ends = |low: fn(&Spot, &Size) -> (f64, f64)| {
        let each = spots.iter().zip(boxes).map(|(spot, size)| low(spot, size));
        each.fold((f64::MAX, f64::MIN), |(a, b), (x, half)| (a.min(x - half), b.max(x + half)))
    };
    let (left, right) = ends(|spot, size| (spot.x, size.width / 2.0));
    let (top, bottom) = ends(|spot, size| (spot.y, size.height / 2.0));
    for spot in spots.iter_mut() {
        spot.x = (spot.x - left) / (right - left).max(1.0) * area.width;
        spot.y = (spot.y - top) / (bottom - top).max(1.0) * area.height;
    }
}

/// Pushes boxes off each other, each time the shorter way, and keeps them inside.
fn part(spots: &mut [Spot], boxes: &[Size], area: Size) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for a in 0..spots.len() {
            for b in a + 1..spots.len() {
                let (dx, dy) = (spots[b].x - spots[a].x, spots[b].y - spots[a].y);
                let over = (
                    f64::midpoint(boxes[a].width, boxes[b].width) - dx.abs(),
                    f64::midpoint(boxes[a].height, boxes[b].height) - dy.abs(),
                );
                if over.0 <= 0.0 || over.1 <= 0.0 {
                    continue;
                }
                moved = true;
                // A little more than needed, so that it comes to an end.
                let by = if over.0 < over.1 {
                    Spot { x: (over.0 / 2.0 + 0.5).copysign(dx), y: 0.0 }
                } else {
                    Spot { x: 0.0, y: (over.1 / 2.0 + 0.5).copysign(dy) }
                };
                spots[a] = inside(Spot { x: spots[a].x - by.x, y: spots[a].y - by.y }, boxes[a], area);
                spots[b] = inside(Spot { x: spots[b].x + by.x, y: spots[b].y + by.y }, boxes[b], area);
            }
        }
        if !moved {
            break;
        }
    }
    for (spot, size) in spots.iter_mut().zip(boxes) {
        *spot = inside(*spot, *size, area);
    }
}

/// The nearest spot at which a box is inside the area.
fn inside(spot: Spot, size: Size, area: Size) -> Spot {
    let keep = |at: f64, half: f64, all: f64| at.min(all - half).max(half);
    Spot { x: keep(spot.x, size.width / 2.0, area.width), y: keep(spot.y, size.height / 2.0, area.height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some boxes of various widths, tied in a ring with spokes to the first.
    fn network(count: usize) -> (Vec<Size>, Vec<Tie>) {
        let sizes = (0..count).map(|n| Size { width: 60.0 + real(n * 37 % 70), height: 34.0 });
        let ring = (1..count).map(|n| (n, n % (count - 1) + 1, 0.6));
        let spokes = (1..count).step_by(5).map(|n| (0, n, 1.0));
        (sizes.collect(), ring.chain(spokes).collect())
    }

    #[test]
    fn no_box_stands_over_another_or_outside() {
        let area = Size { width: 1040.0, height: 680.0 };
        for count in [1, 2, 3, 20, 62] {
            let (boxes, ties) = network(count.max(2));
            let (boxes, ties) = (&boxes[..count], if count < 2 { &ties[..0] } else { &ties[..] });
            let spots = arrange(boxes, ties, area);
            assert_eq!(spots, arrange(boxes, ties, area), "always the same");
            for (a, spot) in spots.iter().enumerate() {
                assert_eq!(*spot, inside(*spot, boxes[a], area));
                for (b, other) in spots.iter().enumerate().skip(a + 1) {
                    let apart = (spot.x - other.x).abs() * 2.0 >= boxes[a].width + boxes[b].width
                        || (spot.y - other.y).abs() * 2.0 >= boxes[a].height + boxes[b].height;
                    assert!(apart, "{a} and {b} of {count}: {spot:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_tied_is_near() {
        let area = Size { width: 800.0, height: 800.0 };
        let boxes = vec![Size { width: 40.0, height: 30.0 }; 12];
        // Two rings of six with one tie between them.
        let ring = |from: usize| (0..6).map(move |n| (from + n, from + (n + 1) % 6, 1.0));
        let ties: Vec<Tie> = ring(0).chain(ring(6)).chain([(0, 6, 0.3)]).collect();
        let spots = arrange(&boxes, &ties, area);
        let away = |a: usize, b: usize| (spots[a].x - spots[b].x).hypot(spots[a].y - spots[b].y);
        let mean = |pairs: Vec<(usize, usize)>| {
            pairs.iter().map(|(a, b)| away(*a, *b)).sum::<f64>() / real(pairs.len())
        };
        let within = mean((0..6).flat_map(|a| (0..a).map(move |b| (a, b))).collect());
        let between = mean((0..6).flat_map(|a| (6..12).map(move |b| (a, b))).collect());
        assert!(within * 1.5 < between, "{within} {between}");
    }
}
