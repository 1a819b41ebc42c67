//! All curated surface forms by their letters, a byte each, for a pass over a text that costs next to
//! nothing where there is no name: one look at a word's first letters tells of most that they begin
//! none. What is a word's beginning and end is for `names::scout` to tell.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::forms::Surface;
use crate::text::fold::{fold_char, name_letter};

/// The byte of a letter that no form has.
pub(crate) const NO_FORM: u8 = 127;

/// The byte of a folded letter or digit; 0 for anything else. It is the same for غ and ج.
pub(crate) const fn code(folded: char) -> u8 {
    match name_letter(folded) {
        letter @ 'ء'..='ي' => letter as u32 as u8 - 0x20,
        letter @ 'a'..='z' => letter as u8 - b'a' + 64,
        digit @ '0'..='9' => digit as u8 - b'0' + 96,
        _ => 0,
    }
}

/// Letters that tell whether a form can begin so, at first and further on.
const FIRST: usize = 4;
const FURTHER: usize = 8;

/// The forms, and what they begin with.
#[derive(Debug)]
pub(crate) struct Sieve {
    forms: FxHashMap<u64, Box<[Form]>>,
    first: Beginnings,
    further: Beginnings,
    /// Letters of the longest form.
    longest: usize,
}

/// The letters of a form and what it can mean.
#[derive(Debug)]
struct Form {
    letters: Box<[u8]>,
    readings: Box<[Surface]>,
}

impl Sieve {
    /// Of forms by their keys; a key may come more than once.
    pub(super) fn new(forms: Vec<(Vec<u8>, Vec<Surface>)>) -> Self {
        let mut by_letters: BTreeMap<Vec<u8>, Vec<Surface>> = BTreeMap::new();
        for (key, readings) in forms {
            let letters = codes(&String::from_utf8_lossy(&key));
            if !readings.is_empty() && !letters.is_empty() && !letters.contains(&NO_FORM) {
                by_letters.entry(letters).or_default().extend(readings);
            }
        }
        let (mut first, mut further) = (Beginnings::default(), Beginnings::default());
        let mut by_hash: FxHashMap<u64, Vec<Form>> = FxHashMap::default();
        let mut longest = 0;
        for (letters, readings) in by_letters {
            longest = longest.max(letters.len());
            first.add(letters.iter().take(FIRST));
            further.add(letters.iter().take(FURTHER));
            let hash = letters.iter().fold(Letters::default(), |hash, l| hash.and(*l)).0;
            let form = Form { letters: letters.into(), readings: readings.into() };
            by_hash.entry(hash).or_default().push(form);
        }
        let forms = by_hash.into_iter().map(|(hash, forms)| (hash, forms.into())).collect();
        Self { forms, first, further, longest }
    }

    /// The longest form that letters begin with and that ends where a word does, and its letters'
    /// number. `is_over` tells whether no letter of the same word follows so many letters; letters end
    /// with a 0.
    pub(crate) fn longest(
        &self,
        letters: impl Iterator<Item = u8>,
        is_over: impl Fn(usize) -> bool,
    ) -> Option<(usize, &[Surface])> {
        let mut read = [0_u8; 64];
        let mut hash = Letters::default();
        let mut best = None;
        let letters = letters.take_while(|l| *l != 0).take(self.longest.min(read.len()));
        for (at, letter) in letters.enumerate() {
            *read.get_mut(at)? = letter;
            hash = hash.and(letter);
            let length = at + 1;
            let begun = match length {
                FIRST => self.first.has(hash),
                FURTHER => self.further.has(hash),
                _ => true,
            };
            if !begun {
                break;
            }
            if is_over(length)
                && (length >= FIRST || self.first.has(hash))
                && let Some(readings) = self.readings(hash, read.get(..length)?)
            {
                best = Some((length, readings));
            }
        }
        best
    }

    fn readings(&self, hash: Letters, letters: &[u8]) -> Option<&[Surface]> {
        let alike = self.forms.get(&hash.0)?.iter();
        alike.into_iter().find(|f| *f.letters == *letters).map(|f| &*f.readings)
    }
}

/// A running hash of letters (FNV-1a).
#[derive(Clone, Copy)]
struct Letters(u64);

impl Default for Letters {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Letters {
    const fn and(self, letter: u8) -> Self {
        Self((self.0 ^ letter as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

/// A set of beginnings that may take a few others for its own: a bit for each of 2^18 hashes.
#[derive(Debug)]
struct Beginnings(Box<[u64]>);

impl Default for Beginnings {
    fn default() -> Self {
        Self(vec![0; 1 << 12].into())
    }
}

impl Beginnings {
    const fn place(hash: Letters) -> (usize, u32) {
        let mixed = (hash.0 ^ (hash.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 46;
        ((mixed >> 6) as usize, (mixed & 63) as u32)
    }

    fn add<'l>(&mut self, letters: impl Iterator<Item = &'l u8>) {
        let (word, bit) = Self::place(letters.fold(Letters::default(), |hash, l| hash.and(*l)));
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn has(&self, hash: Letters) -> bool {
        let (word, bit) = Self::place(hash);
        self.0.get(word).is_some_and(|word| word & 1 << bit != 0)
    }
}

/// The bytes of a word's letters.
fn codes(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in word.chars() {
        fold_char(c, |f| {
            let code = code(f);
            out.push(if code == 0 && f.is_alphanumeric() { NO_FORM } else { code });
        });
    }
    out.retain(|c| *c != 0);
    out
}
