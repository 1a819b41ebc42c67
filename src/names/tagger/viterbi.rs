//! The best labelling of a block, and how sure each of its labels is.

use super::{LABELS, OUTSIDE, is_inside, may_follow};

/// A score no valid labelling has.
const NEVER: f32 = -1.0e9;

/// How many numbers a row has: the labels', and one that counts for nothing, so that a machine's registers
/// are filled.
const LANES: usize = 8;

type Row = [f32; LANES];

/// A label for each label; as wide as the numbers of a row.
type Labels = [u32; LANES];

/// Scores of each label after each label, and of each label at the beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    /// By the label before, then the label.
    pub after: [[f32; LABELS]; LABELS],
    /// At the beginning of a block.
    pub start: [f32; LABELS],
}

impl Transitions {
    /// The transitions with those that break a name set apart: `I` behind nothing of its kind.
    #[must_use]
    pub fn valid(mut self) -> Self {
        for (label, row) in self.after.iter_mut().enumerate() {
            for (next, score) in row.iter_mut().enumerate() {
                if !may_follow(label, next) {
                    *score = NEVER;
                }
            }
        }
        for (label, score) in self.start.iter_mut().enumerate() {
            if is_inside(label) {
                *score = NEVER;
            }
        }
        self
    }
}

/// The scores of all labels at all tokens of a block.
#[derive(Clone, Debug)]
pub struct Lattice<'t> {
    transitions: &'t Transitions,
    scores: Vec<[f32; LABELS]>,
}

impl<'t> Lattice<'t> {
    /// An empty lattice.
    pub const fn new(transitions: &'t Transitions) -> Self {
        Self { transitions, scores: Vec::new() }
    }

    /// An empty lattice with room for so many tokens.
    pub fn with_room(transitions: &'t Transitions, tokens: usize) -> Self {
        Self { transitions, scores: Vec::with_capacity(tokens) }
    }

    /// Adds a token with the scores of its labels.
    pub fn push(&mut self, scores: [f32; LABELS]) {
        self.scores.push(scores);
    }

    /// The labelling with the highest score; of equal ones the first.
    pub fn best(&self) -> Vec<usize> {
        let mut back: Vec<[u8; LANES]> = Vec::with_capacity(self.scores.len());
        let after = self.transitions.after.map(|row| wide(row, NEVER));
        let mut sums = wide(self.transitions.start, NEVER);
        for (at, scores) in self.scores.iter().enumerate() {
            let (mut next, mut from) = (sums, [0; LANES]);
            if at > 0 {
                (next, from) = best_after(&sums, &after);
            }
            let scores = wide(*scores, 0.0);
            next.iter_mut().zip(&scores).for_each(|(sum, score)| *sum += score);
            sums = next;
            back.push(from.map(|label: u32| label as u8));
        }
        let mut label = first_highest(&sums);
        let mut labels = vec![OUTSIDE; back.len()];
        for (slot, from) in labels.iter_mut().zip(&back).rev() {
            *slot = label;
            label = usize::from(from[label]);
        }
        labels
    }

    /// Forward and backward sums, each token's set to sum to one.
    pub fn chain(&self) -> Chain {
        let after = self.transitions.after.map(|row| wide(row.map(f32::exp), 0.0));
        let before: [Row; LABELS] =
            std::array::from_fn(|label| wide(std::array::from_fn(|before| after[before][label]), 0.0));
        let start = wide(self.transitions.start.map(f32::exp), 0.0);
        let mut log_sum = 0.0_f64;
        let mut rows: Vec<At> = Vec::with_capacity(self.scores.len());
        for scores in &self.scores {
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            log_sum += f64::from(top);
            let local = wide(scores.map(|x| (x - top).exp()), 0.0);
            let mut forward = rows.last().map_or(start, |before| through(&before.forward, &after));
            forward.iter_mut().zip(&local).for_each(|(r, l)| *r *= l);
            log_sum += f64::from(normalise(&mut forward).ln());
            rows.push(At { local, forward, backward: wide([1.0; LABELS], 0.0) });
        }
        for at in (1..rows.len()).rev() {
            let mut behind = rows[at].backward;
            behind.iter_mut().zip(&rows[at].local).for_each(|(b, l)| *b *= l);
            let mut row = through(&behind, &before);
            normalise(&mut row);
            rows[at - 1].backward = row;
        }
        Chain { rows, after, log_sum }
    }
}

/// What is known of a token's labels: by itself, with what is before it, with what is behind it.
#[derive(Clone, Copy, Debug)]
struct At {
    local: Row,
    forward: Row,
    backward: Row,
}

/// What is known of all labellings of a block together.
#[derive(Clone, Debug)]
pub struct Chain {
    rows: Vec<At>,
    after: [Row; LABELS],
    /// The logarithm of the sum of all labellings' exponentiated scores.
    pub log_sum: f64,
}

impl Chain {
    /// The probabilities of the labels at a token.
    pub fn at(&self, at: usize) -> [f32; LABELS] {
        let mut row = [0.0; LABELS];
        if let Some(At { forward, backward, .. }) = self.rows.get(at) {
            for (slot, (f, b)) in row.iter_mut().zip(forward.iter().zip(backward)) {
                *slot = f * b;
            }
            normalise(&mut row);
        }
        row
    }

    /// The probabilities of the pairs of labels at a token and the one before it.
    pub fn pair(&self, at: usize) -> [[f32; LABELS]; LABELS] {
        let mut out = [[0.0; LABELS]; LABELS];
        let before = at.checked_sub(1).and_then(|b| self.rows.get(b)).map(|at| at.forward);
        let (Some(before), Some(At { local, backward, .. })) = (before, self.rows.get(at)) else {
            return out;
        };
        let mut sum = 0.0;
        for (a, row) in out.iter_mut().enumerate() {
            for (b, slot) in row.iter_mut().enumerate() {
                *slot = before[a] * self.after[a][b] * local[b] * backward[b];
                sum += *slot;
            }
        }
        if sum > 0.0 {
            out.iter_mut().flatten().for_each(|p| *p /= sum);
        }
        out
    }
}

/// The sums of rows, each as often as a label's probability tells.
fn through(before: &Row, after: &[Row; LABELS]) -> Row {
    let mut row = [0.0; LANES];
    for (p, after) in before.iter().zip(after) {
        for (slot, a) in row.iter_mut().zip(after) {
            *slot += p * a;
        }
    }
    row
}

/// Sets a row to sum to one and gives what it summed to.
fn normalise(row: &mut [f32]) -> f32 {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for x in row.iter_mut() {
            *x /= sum;
        }
    }
    sum.max(f32::MIN_POSITIVE)
}

/// The highest sum of each label behind all labels, and which label that is; of equal ones the first.
fn best_after(sums: &Row, after: &[Row; LABELS]) -> (Row, Labels) {
    let (mut best, mut from) = ([f32::MIN; LANES], [0; LANES]);
    for (before, (reached, after)) in (0..).zip(sums.iter().zip(after)) {
        for label in 0..LANES {
            let sum = reached + after[label];
            let better = sum > best[label];
            best[label] = if better { sum } else { best[label] };
            from[label] = if better { before } else { from[label] };
        }
    }
    (best, from)
}

/// A number of the labels, one of them for each, in a row that the machine adds at once.
fn wide(labels: [f32; LABELS], other: f32) -> Row {
    let mut row = [other; LANES];
    row[..LABELS].copy_from_slice(&labels);
    row
}

fn first_highest(sums: &Row) -> usize {
    let mut best = OUTSIDE;
    for (label, sum) in sums[..LABELS].iter().enumerate() {
        if *sum > sums[best] {
            best = label;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat() -> Transitions {
        let zero = Transitions { after: [[0.0; LABELS]; LABELS], start: [0.0; LABELS] };
        zero.valid()
    }

    #[test]
    fn a_name_begins_before_it_goes_on() {
        let transitions = flat();
        let mut lattice = Lattice::new(&transitions);
        // Each token alone would be inside a person, then inside a place.
        lattice.push([0.0, 0.5, 2.0, 0.0, 0.0, 0.0, 0.0]);
        lattice.push([0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0]);
        lattice.push([0.0, 0.0, 0.2, 0.4, 1.0, 0.0, 0.0]);
        let labels = lattice.best();
        assert_eq!(labels, [1, 2, 3]);
        for pair in labels.windows(2) {
            assert!(may_follow(pair[0], pair[1]));
        }
    }

    #[test]
    fn certainties_are_probabilities() {
        let transitions = flat();
        let mut lattice = Lattice::new(&transitions);
        lattice.push([3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        lattice.push([0.0, 80.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let chain = lattice.chain();
        for at in 0..2 {
            assert!((chain.at(at).iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
        assert!(chain.at(1)[1] > 0.999);
        let pairs: f32 = chain.pair(1).iter().flatten().sum();
        assert!((pairs - 1.0).abs() < 1e-5);
    }

    #[test]
    fn nothing_gives_nothing() {
        let transitions = flat();
        assert!(Lattice::new(&transitions).best().is_empty());
    }
}
