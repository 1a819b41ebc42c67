//! What signals add up to: a linear model, a weight a signal and question. Start reading from [`Scores`].
//!
//! `data/models/claims.tsv` has the weights, a signal a line by its name, so that anybody can read why a
//! sentence was taken for what it was. `training/README.md` tells how they are learnt.

#[cfg(test)]
mod compile;
mod table;

pub(super) use table::{ALWAYS, PARTING, hash, hash_of_part};
use table::{COLUMNS, PLACE, Place, WIDTH, WeightTable};

use crate::text::scratch;

/// The table that `build.rs` made of the file.
static TABLE: WeightTable<'_> = WeightTable::new(&FILE.0);
static FILE: Aligned<[u8; include_bytes!(concat!(env!("OUT_DIR"), "/claims.model")).len()]> =
    Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/claims.model")));

/// Bytes that begin where a line of the processor's cache does.
#[repr(align(64))]
struct Aligned<B>(B);

/// How much of a unit a weight of 1 is.
const UNIT: f32 = 0.01;

/// The sums of the weights of signals, a question each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores([i16; WIDTH]);

/// Signals to be added up, each once. They are looked up together: the looks do not wait for one another.
#[derive(Debug, Default)]
pub(super) struct ScoreSum(Room);

/// What a sum needs room for.
#[derive(Debug, Default)]
struct Room {
    /// The hashes of the signals.
    hashes: Vec<u64>,
    /// A bit a place of the table: whether its signal was added.
    added: Vec<u64>,
}

impl ScoreSum {
    /// Without signals yet.
    pub(super) fn new() -> Self {
        Self(scratch::take())
    }

    /// Adds the signal of a hash.
    pub(super) fn add(&mut self, hash: u64) {
        self.0.hashes.push(hash);
    }

    /// What those add up to that the model knows.
    pub(super) fn scores(self) -> Scores {
        let Room { mut hashes, mut added } = self.0;
        added.clear();
        added.resize(TABLE.places().div_ceil(64), 0);
        let mut sums = [0; PLACE];
        for (at, place) in hashes.drain(..).filter_map(|hash| TABLE.find(hash)) {
            let (word, bit) = (&mut added[at / 64], 1 << (at % 64));
            if *word & bit == 0 {
                *word |= bit;
                add(&mut sums, place);
            }
        }
        scratch::give_back(Room { hashes, added });
        sums.last_chunk().copied().map_or_else(Scores::default, Scores)
    }
}

/// Adds the bytes of a place of the table, its print as well as its weights: all sixteen at once take the processor
/// less than twelve of them do.
fn add(sums: &mut [i16; PLACE], place: &Place) {
    for (sum, byte) in sums.iter_mut().zip(place) {
        *sum = sum.wrapping_add(byte.cast_signed().into());
    }
}

/// How likely each answer is, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Odds {
    /// Named, carried, vague, none.
    pub(super) source: [f32; 4],
    /// That it needs a source in any newsroom.
    pub(super) strong: f32,
    /// Own, inherited, vague, none, no event.
    pub(super) date: [f32; 5],
    /// That a desk editor would ask who says so.
    pub(super) unsourced: f32,
    /// That a desk editor would ask who the unnamed source is.
    pub(super) unnamed: f32,
    /// Whether a source stands beside the claim; no matter of the model's.
    pub(super) told_beside: bool,
}

impl Scores {
    /// With those of other signals.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| *sum += more);
        self
    }

    /// What they make likely.
    pub(super) fn odds(self) -> Odds {
        let all = self.0.map(|sum| f32::from(sum) * UNIT);
        let [n, c, v, o, strong, own, inherited, undatable, undated, state, unsourced, unnamed] = all;
        let source = shares([n, c, v, o]);
        let strong = sigmoid(strong);
        // Who asks sees both what the sentence lacks and that it weighs: learnt apart and taken together.
        let asks =
            |score: f32, lacks: f32| sigmoid(score + FOLLOWS * (lacks.max(LEAST) * strong.max(LEAST)).ln());
        Odds {
            source,
            strong,
            date: shares([own, inherited, undatable, undated, state]),
            unsourced: asks(unsourced, source[3]),
            unnamed: asks(unnamed, source[2]),
            told_beside: false,
        }
    }
}

/// How far what an editor asks follows from what a claim lacks and weighs, as it was learnt.
const FOLLOWS: f32 = 0.6;

/// Less likely than this nothing is.
const LEAST: f32 = 1e-4;

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Scores as shares of one (softmax).
fn shares<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

const _: () = assert!(COLUMNS.len() == 12, "`odds` takes them apart");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_becomes_a_table_of_its_rows() {
        let head = format!("signal\t{}", COLUMNS.join("\t"));
        let row = |name: &str, first: &str| format!("{name}\t{first}{}", "\t0".repeat(WIDTH - 1));
        let file = [head.clone(), row("always", "-3"), row("word|قال", "127")].join("\n");
        let made = compile::compile(&file).expect("a table");
        let first = |parts: &[&str]| {
            let hash = hash(parts.iter().map(|part| hash_of_part(part)));
            WeightTable::new(&made).find(hash).map(|(_, place)| place[PLACE - WIDTH].cast_signed())
        };
        assert_eq!(first(&["always"]), Some(-3));
        assert_eq!(first(&["word", "قال"]), Some(127));
        assert_eq!(first(&["word", "قالت"]), None);
        let fault = |line: String| compile::compile(&[head.clone(), line].join("\n")).expect_err("a fault");
        assert!(fault(row("x", "200")).starts_with("2: x: named"), "{}", fault(row("x", "200")));
        assert!(compile::compile("signal\tnamed").is_err());
    }

    #[test]
    fn a_name_is_hashed_by_its_parts() {
        let hash_of = |parts: &[&str]| hash(parts.iter().map(|part| hash_of_part(part)));
        assert_eq!(hash("verb|neutral".split(PARTING).map(hash_of_part)), hash_of(&["verb", "neutral"]));
        assert_ne!(hash_of(&["ab", "c"]), hash_of(&["a", "bc"]));
    }

    #[test]
    fn shares_add_up() {
        let shared = shares([0.0, 0.0, 1000.0, -1000.0]);
        assert!((shared.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(shared[2] > 0.99);
        assert!((Scores::default().odds().strong - 0.5).abs() < 1e-6);
    }
}
