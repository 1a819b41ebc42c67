//! Marks of passages: two numbers alike say that two sentences are nearly the same, without either
//! text at hand.
//!
//! A sentence is cut into shingles of five folded words; of their hashes the least in each of two
//! orders is kept (min-hashing), and both together are the mark. The share of shingles that two
//! sentences have in common is the chance that each half agrees. Numbers have to be the same: a
//! sentence with other figures is another.

use super::{Span, TokenKind, Tokens};

/// Words of a shingle.
const SIZE: usize = 5;
/// Least number of words of a passage, unless it has so many letters.
const WORDS: usize = 8;
const LETTERS: usize = 50;

/// A sentence by its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Alike for sentences that are nearly the same.
    pub mark: u64,
    start: u32,
    len: u16,
    /// How many words it has; 255 where it has more.
    pub words: u8,
}

impl Passage {
    /// The passage of a sentence; nothing where it is too short to be told from stock phrases.
    pub fn new(tokens: &Tokens, sentence: Span) -> Option<Self> {
        let first = tokens.at_or_after(sentence.start);
        let last = tokens.at_or_after(sentence.end);
        let mut keys = Vec::with_capacity(last.saturating_sub(first));
        let mut figures = 0_u64;
        for at in first..last {
            match tokens.get(at)?.kind {
                TokenKind::Punct(_) => {}
                kind => {
                    let hash = hash(tokens.key(at));
                    if kind == TokenKind::Number {
                        figures = figures.wrapping_add(hash);
                    }
                    keys.push(hash);
                }
            }
        }
        let signless = || (first..last).filter(|&i| tokens.punct(i).is_none());
        let letters = || signless().map(|i| tokens.key(i).chars().count()).sum::<usize>();
        if keys.len() < SIZE || (keys.len() < WORDS && letters() < LETTERS) {
            return None;
        }
        Some(Self {
            mark: mark(&keys, figures),
            start: u32::try_from(sentence.start).ok()?,
            len: u16::try_from(sentence.len()).ok()?,
            words: u8::try_from(keys.len()).unwrap_or(u8::MAX),
        })
    }

    /// Its parts, to be kept: mark, first byte, length and number of words.
    pub const fn parts(self) -> (u64, u32, u16, u8) {
        (self.mark, self.start, self.len, self.words)
    }

    /// A passage that was kept by its [parts](Self::parts).
    pub const fn from_parts((mark, start, len, words): (u64, u32, u16, u8)) -> Self {
        Self { mark, start, len, words }
    }

    /// Where it stands, in bytes.
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.start as usize + self.len as usize)
    }

    /// The same passage moved `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by as u32, ..self }
    }
}

fn mark(keys: &[u64], figures: u64) -> u64 {
    let shingles = keys.windows(SIZE).map(|w| w.iter().fold(figures, |h, &k| mix(h ^ k)));
    let (mut first, mut second) = (u64::MAX, u64::MAX);
    for shingle in shingles {
        first = first.min(shingle);
        second = second.min(mix(shingle));
    }
    (first & 0xFFFF_FFFF_0000_0000) | (second >> 32)
}

/// FNV-1a: the same on every machine and in every version.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
}

/// Spreads the bits of a number (the finaliser of splitmix64).
const fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark_of(text: &str) -> Option<u64> {
        let tokens = Tokens::new(text);
        Passage::new(&tokens, Span::new(0, text.len())).map(|p| p.mark)
    }

    #[test]
    fn alike_but_for_spelling_and_marks() {
        let one = "وزار وزير الدفاع الروسي سيرجي شويجو بيونج يانج في يوليو الماضي.";
        let other = "وزار وزير الدفاع الروسي، سيرجي شويجو، بيونج يانج فى يوليو الماضى";
        assert_eq!(mark_of(one), mark_of(other));
        assert!(mark_of(one).is_some());
        assert_ne!(mark_of(one), mark_of("وزار وزير الخارجية الصيني وانغ يي العاصمة موسكو في يونيو الماضي."));
        assert_eq!(mark_of("قال الوزير إن الزيارة مهمة."), None);
    }

    #[test]
    fn other_figures_are_another_sentence() {
        let close =
            |price: &str| format!("وارتفع خام برنت في ختام التعاملات اليوم إلى {price} دولار للبرميل الواحد");
        assert_ne!(mark_of(&close("75")), mark_of(&close("80")));
        assert_eq!(mark_of(&close("75")), mark_of(&close("٧٥")));
    }
}
