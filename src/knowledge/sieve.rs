//! All surface forms as one automaton over letters of a byte each: a text is run through it once, and
//! every form in it comes out, at some hundred megabytes a second. What is a word's beginning and end
//! is for `names::scout` to tell.

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};

use super::forms::Surface;
use crate::text::fold::{fold_char, name_letter};

/// The byte of a folded letter or digit; 0 for anything else. It is the same for غ and ج.
pub(crate) const fn code(folded: char) -> u8 {
    match name_letter(folded) {
        letter @ 'ء'..='ي' => letter as u32 as u8 - 0x20,
        letter @ 'a'..='z' => letter as u8 - b'a' + 64,
        digit @ '0'..='9' => digit as u8 - b'0' + 96,
        _ => 0,
    }
}

/// A form that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Met<'s> {
    /// Its first letter's place among the text's letters, and one past its last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What it can mean.
    pub(crate) readings: &'s [Surface],
    /// Whether it begins with لل, whose alef the first one took.
    pub(crate) fused: bool,
}

impl Met<'_> {
    /// The byte of a letter that no form has.
    pub(crate) const NO_FORM: u8 = 127;
}

/// The automaton, and the readings of each form.
pub(crate) struct Sieve {
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    readings: Vec<(Box<[Surface]>, bool)>,
}

impl std::fmt::Debug for Sieve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sieve").field("forms", &self.readings.len()).finish_non_exhaustive()
    }
}

impl Sieve {
    /// Of forms by their keys; a key may come more than once.
    pub(super) fn new(forms: Vec<(Vec<u8>, Vec<Surface>)>) -> Self {
        let mut patterns: std::collections::BTreeMap<(Vec<u8>, bool), Vec<Surface>> = Default::default();
        for (key, readings) in forms {
            let letters = codes(&String::from_utf8_lossy(&key));
            if readings.is_empty() || letters.is_empty() || letters.contains(&Met::NO_FORM) {
                continue;
            }
            let article = [code('ا'), code('ل')];
            if let Some(rest) = letters.strip_prefix(&article) {
                let fused = [&[code('ل'), code('ل')], rest].concat();
                patterns.entry((fused, true)).or_default().extend(&readings);
            }
            patterns.entry((letters, false)).or_default().extend(readings);
        }
        // One pattern cannot stand twice: a form that really begins with لل wins.
        let mut unique: std::collections::BTreeMap<Vec<u8>, (Box<[Surface]>, bool)> = Default::default();
        for ((letters, fused), readings) in patterns {
            unique.entry(letters).or_insert((readings.into(), fused));
        }
        let numbered = unique.keys().zip(0_u32..);
        let automaton = DoubleArrayAhoCorasickBuilder::new().build_with_values(numbered).ok();
        Self { automaton, readings: unique.into_values().collect() }
    }

    /// Every form in a run of letters, by where it ends.
    pub(crate) fn all<'s>(&'s self, letters: &'s [u8]) -> impl Iterator<Item = Met<'s>> {
        let found = self.automaton.as_ref().map(|a| a.find_overlapping_iter(letters));
        found.into_iter().flatten().filter_map(|m| {
            let (readings, fused) = self.readings.get(m.value() as usize)?;
            Some(Met { start: m.start(), end: m.end(), readings, fused: *fused })
        })
    }
}

/// The bytes of a word's letters.
fn codes(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in word.chars() {
        fold_char(c, |f| {
            let code = code(f);
            out.push(if code == 0 && f.is_alphanumeric() { Met::NO_FORM } else { code });
        });
    }
    out.retain(|c| *c != 0);
    out
}
