//! The model's file, read where it lies: nothing is decoded when the program starts.
//!
//! Little-endian throughout: the magic word, the logarithms of the numbers of buckets and of
//! word slots (u32 each), what one unit of a weight is worth (f32), the transitions (f32, by
//! label before and label, then those at the beginning), the buckets of weights, the word slots.
//! A bucket holds [`ROWS`] rows of eight bytes: a print of the feature (0: free) and a weight a
//! label. A word slot holds eight bytes: three of the word's print (0: free), its class of 1,024 (u16,
//! 65,535 for a word without), its class of 256, the lists it is on, its habit (see [`Word`]); a
//! word's slot is the first fitting one from its place on.

use std::sync::LazyLock;

use super::LABELS;
use super::rows::{Asked, ROW, ROWS, Rows, Sums, bucket_of, print_of};
use super::viterbi::Transitions;

/// First bytes of a model file; the digit is the version of the layout.
pub const MAGIC: [u8; 8] = *b"isnadT1\n";

const SLOT: usize = 8;
const HEADER: usize = 20 + 4 * LABELS * (LABELS + 1);

static FILE: &[u8] = include_bytes!("../../../data/models/names.tagger");
static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| Model::read(FILE).unwrap_or_default());

/// Why a model file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as one.
    #[error("not a tagger's model of this version")]
    Magic,
    /// It is longer or shorter than its header says.
    #[error("a model of {expected} bytes was expected, {found} were found")]
    Length {
        /// By the header.
        expected: usize,
        /// In the file.
        found: usize,
    },
}

/// What the model knows of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its class of 1,024; [`Word::RARE`] for a rare word.
    pub fine: u16,
    /// Its class of 256.
    pub coarse: u8,
    /// Bits: begins, ends a known person's name; is part of a place's, an organisation's.
    pub parts: u8,
    /// How often it was part of a name in the corpus the classes were learnt from: two bits each
    /// for person, place and organisation, and two for how often it was met.
    pub habit: u8,
}

impl Word {
    /// The class of a word that has none.
    pub const RARE: u16 = u16::MAX;

    /// A word met too rarely to have a class.
    pub const UNKNOWN: Self = Self { fine: Self::RARE, coarse: 0, parts: 0, habit: 0 };

    /// Whether it was met often enough to have a class.
    pub const fn is_common(self) -> bool {
        self.fine != Self::RARE
    }
}

/// A model over the bytes of its file.
#[derive(Clone, Debug)]
pub struct Model<'f> {
    unit: f32,
    transitions: Transitions,
    rows: Rows<'f>,
    slot_mask: usize,
    slots: &'f [u8],
}

impl Default for Model<'_> {
    fn default() -> Self {
        Self {
            unit: 0.0,
            transitions: Transitions { after: [[0.0; LABELS]; LABELS], start: [0.0; LABELS] },
            rows: Rows::default(),
            slot_mask: 0,
            slots: &[],
        }
    }
}

impl Model<'static> {
    /// The model in the program.
    pub fn get() -> &'static Self {
        &MODEL
    }
}

impl<'f> Model<'f> {
    /// Reads a model's header and keeps the rest as it lies.
    ///
    /// # Errors
    /// Where the bytes are no whole model of this version.
    pub fn read(file: &'f [u8]) -> Result<Self, ModelError> {
        let word = |at: usize| -> Option<[u8; 4]> { file.get(at..at + 4)?.try_into().ok() };
        if !file.starts_with(&MAGIC) {
            return Err(ModelError::Magic);
        }
        let log = |at| word(at).map(u32::from_le_bytes).filter(|&l| l < 28);
        let float = |at| word(at).map_or(0.0, f32::from_le_bytes);
        let (Some(buckets), Some(slots)) = (log(8), log(12)) else {
            return Err(ModelError::Magic);
        };
        let (buckets, slots) = (1_usize << buckets, 1_usize << slots);
        let (rows_len, slots_len) = (buckets * ROWS * ROW, slots * SLOT);
        let expected = HEADER + rows_len + slots_len;
        let short = ModelError::Length { expected, found: file.len() };
        if file.len() != expected {
            return Err(short);
        }
        let mut transitions = Transitions { after: [[0.0; LABELS]; LABELS], start: [0.0; LABELS] };
        let all = transitions.after.iter_mut().chain([&mut transitions.start]);
        for (i, slot) in all.flatten().enumerate() {
            *slot = float(20 + 4 * i);
        }
        let rows = file.get(HEADER..HEADER + rows_len).ok_or(short)?;
        Ok(Self {
            unit: float(16),
            transitions: transitions.valid(),
            rows: Rows::new(rows),
            slot_mask: slots - 1,
            slots: file.get(HEADER + rows_len..).ok_or(short)?,
        })
    }

    /// Whether there is anything in it.
    pub const fn is_trained(&self) -> bool {
        !self.rows.is_empty()
    }

    /// What one unit of a weight is worth.
    pub const fn unit(&self) -> f32 {
        self.unit
    }

    /// The scores of labels behind labels.
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Adds the weights of features to the labels' scores; a feature the model does not have adds none.
    pub fn add(&self, features: impl FnOnce(&mut Asked<'_>), sums: &mut Sums) {
        self.rows.add(features, sums);
    }

    /// What is known of a word, by the hash of its folded letters.
    #[inline]
    pub fn word(&self, word: u64) -> Option<Word> {
        let print = word_print(word);
        // A file without a free slot ends the search as well.
        for step in 0..=self.slot_mask.min(256) {
            let from = ((word as usize).wrapping_add(step) & self.slot_mask) * SLOT;
            let Some(slot) = self.slots.get(from..from + SLOT) else {
                break;
            };
            let found = u32::from_le_bytes([slot[0], slot[1], slot[2], 0]);
            if found == print {
                return Some(Word {
                    fine: u16::from_le_bytes([slot[3], slot[4]]),
                    coarse: slot[5],
                    parts: slot[6],
                    habit: slot[7],
                });
            }
            if found == 0 {
                break;
            }
        }
        None
    }
}

const fn word_print(word: u64) -> u32 {
    ((word >> 40) as u32) | 1
}

/// Puts a model file together.
#[derive(Debug)]
pub struct Builder {
    unit: f32,
    transitions: Transitions,
    buckets: Vec<u8>,
    slots: Vec<u8>,
}

impl Builder {
    /// An empty model of 2^`buckets` buckets and 2^`slots` word slots.
    pub fn new(unit: f32, transitions: Transitions, buckets: u32, slots: u32) -> Self {
        Self {
            unit,
            transitions,
            buckets: vec![0; (1 << buckets) * ROWS * ROW],
            slots: vec![0; (1 << slots) * SLOT],
        }
    }

    /// Adds a feature with its weights in units; the heaviest are to come first. Gives whether
    /// there was room.
    pub fn feature(&mut self, feature: u64, weights: [i8; LABELS]) -> bool {
        let at = bucket_of(feature, self.buckets.len() / (ROWS * ROW)) * ROWS * ROW;
        let print = print_of(feature);
        for row in self.buckets[at..at + ROWS * ROW].chunks_exact_mut(ROW) {
            if row[0] == print {
                return false;
            }
            if row[0] == 0 {
                row[0] = print;
                for (slot, weight) in row[1..].iter_mut().zip(weights) {
                    *slot = weight.cast_unsigned();
                }
                return true;
            }
        }
        false
    }

    /// Adds a word by the hash of its folded letters. Gives whether there was room.
    pub fn word(&mut self, word: u64, known: Word) -> bool {
        let mask = self.slots.len() / SLOT - 1;
        for step in 0..=mask.min(256) {
            let at = ((word as usize + step) & mask) * SLOT;
            let slot = &mut self.slots[at..at + SLOT];
            if slot[..3] == [0, 0, 0] {
                slot[..3].copy_from_slice(&word_print(word).to_le_bytes()[..3]);
                slot[3..5].copy_from_slice(&known.fine.to_le_bytes());
                slot[5..].copy_from_slice(&[known.coarse, known.parts, known.habit]);
                return true;
            }
        }
        false
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let log = |len: usize| (len.trailing_zeros()).to_le_bytes();
        out.extend(log(self.buckets.len() / (ROWS * ROW)));
        out.extend(log(self.slots.len() / SLOT));
        out.extend(self.unit.to_le_bytes());
        let all = self.transitions.after.iter().chain([&self.transitions.start]);
        for score in all.flatten() {
            out.extend(score.to_le_bytes());
        }
        out.extend(&self.buckets);
        out.extend(&self.slots);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let transitions = Transitions { after: [[0.25; LABELS]; LABELS], start: [0.5; LABELS] };
        let mut builder = Builder::new(0.5, transitions, 2, 2);
        assert!(builder.feature(7 << 56 | 1, [1, -2, 3, 0, 0, 0, -127]));
        assert!(!builder.feature(7 << 56 | 1, [0; LABELS]));
        assert!(builder.word(3 << 40 | 2, Word { fine: 900, coarse: 12, parts: 1, habit: 7 }));
        builder.bytes()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let model = Model::read(&bytes).unwrap();
        let mut sums = Sums::default();
        let ask = |asked: &mut Asked<'_>| [7, 8].iter().for_each(|print| asked.put(print << 56 | 1));
        model.add(ask, &mut sums);
        assert_eq!(sums.labels(), [1, -2, 3, 0, 0, 0, -127]);
        let word = model.word(3 << 40 | 2).unwrap();
        assert_eq!((word.fine, word.coarse, word.parts, word.habit), (900, 12, 1, 7));
        // A hundred of the heaviest weights are no more than a sum holds.
        model.add(|asked| (0..99).for_each(|_| asked.put(7 << 56 | 1)), &mut sums);
        assert_eq!(sums.labels(), [100, -200, 300, 0, 0, 0, -12_700]);
        assert_eq!(model.word(5 << 40 | 2), None);
        assert!((model.transitions().after[1][2] - 0.25).abs() < 1e-6);
        assert!(model.transitions().start[2] < -1e8);
    }

    #[test]
    fn a_file_that_is_cut_or_foreign_is_refused() {
        let bytes = small();
        assert_eq!(Model::read(b"something else").unwrap_err(), ModelError::Magic);
        assert_eq!(Model::read(&bytes[..10]).unwrap_err(), ModelError::Magic);
        let expected = bytes.len();
        for found in [20, expected - 1] {
            let error = Model::read(&bytes[..found]).unwrap_err();
            assert_eq!(error, ModelError::Length { expected, found });
        }
    }

    #[test]
    fn the_model_in_the_program_is_whole() {
        assert!(Model::read(FILE).is_ok());
        assert!(Model::get().is_trained());
    }
}
