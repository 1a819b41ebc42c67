//! Proclitics: the one-letter words written onto the next one (و ف, then ب ل ك; لل is ل + ال).

use std::borrow::Cow;

use super::{Span, fold};

/// One way to read a word as proclitics and a rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'k> {
    /// How many letters the proclitics take; 0 for the whole word.
    pub letters: usize,
    /// Whether the rest is `ال` + [`Split::rest`] with its ا written away (لل).
    pub fused: bool,
    /// What follows the proclitics in the folded key; for a fused one, what follows لل.
    pub rest: &'k str,
    /// The innermost proclitic, if any: the one that governs the word (ل of ول).
    pub governs: Option<char>,
}

impl<'k> Split<'k> {
    /// The word behind the proclitics, the ا of a fused article written out.
    pub fn word(&self) -> Cow<'k, str> {
        if self.fused { Cow::Owned(format!("ال{}", self.rest)) } else { Cow::Borrowed(self.rest) }
    }
}

/// A folded word without the و or ف written onto it, where at least two letters are left: no word that
/// takes a proclitic has one (وفي, فما). Whether what is left is a word is for a lexicon to say: in وفد
/// nothing is written onto anything.
pub fn strip_conjunction(key: &str) -> Option<&str> {
    key.strip_prefix(['و', 'ف']).filter(|rest| two_letters(rest))
}

/// A folded word as it stands and, where it may have one, without its و or ف: the two readings to ask a
/// lexicon for, in this order.
pub fn conjoined(key: &str) -> impl Iterator<Item = &str> + Clone {
    std::iter::once(key).chain(strip_conjunction(key))
}

/// The readings of a folded word, the whole word first, then with ever more taken off.
pub fn splits(key: &str) -> impl Iterator<Item = Split<'_>> {
    let whole = Split { letters: 0, fused: false, rest: key, governs: None };
    let joined = strip_conjunction(key);
    let first = key.chars().next();
    let after_joined = joined.map(|rest| Split { letters: 1, fused: false, rest, governs: first });
    let bases = [(0, Some(key)), (1, joined)];
    let prepositions = bases.into_iter().filter_map(|(taken, base)| preposition(taken, base?));
    let fused = bases.into_iter().filter_map(|(taken, base)| {
        let rest = base?.strip_prefix("لل").filter(|r| two_letters(r))?;
        Some(Split { letters: taken + 1, fused: true, rest, governs: Some('ل') })
    });
    std::iter::once(whole).chain(after_joined).chain(fused).chain(prepositions)
}

fn preposition(taken: usize, base: &str) -> Option<Split<'_>> {
    let governs = base.chars().next()?;
    let rest = base.strip_prefix(['ب', 'ل', 'ك']).filter(|r| two_letters(r))?;
    Some(Split { letters: taken + 1, fused: false, rest, governs: Some(governs) })
}

fn two_letters(rest: &str) -> bool {
    rest.chars().nth(1).is_some()
}

/// Where the rest begins in the original word, after `letters` letters and the marks on them.
pub fn skip(word: &str, span: Span, letters: usize) -> usize {
    if letters == 0 {
        return span.start;
    }
    let mut seen = 0;
    for (at, c) in word.char_indices() {
        if !fold::is_mark(c) {
            if seen == letters {
                return span.start + at;
            }
            seen += 1;
        }
    }
    span.end
}

/// Whether a folded word, read without its proclitics, satisfies `test`; gives the reading.
pub fn find(key: &str, mut test: impl FnMut(&str) -> bool) -> Option<Split<'_>> {
    splits(key).find(|s| test(&s.word()))
}

/// Whether letters are nothing but proclitics and the article: و, بـ, والـ, للـ.
pub fn is_all(letters: &str) -> bool {
    let bare: String = letters.chars().filter(|&c| !fold::is_mark(c)).collect();
    let rest = bare.strip_prefix(['و', 'ف']).unwrap_or(&bare);
    let rest = rest.strip_prefix(['ب', 'ل', 'ك', 'س']).unwrap_or(rest);
    matches!(rest, "" | "ال" | "ل")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_in_order() {
        let rests: Vec<_> = splits("وللكرملين").map(|s| (s.letters, s.fused, s.rest)).collect();
        assert_eq!(
            rests,
            [(0, false, "وللكرملين"), (1, false, "للكرملين"), (2, true, "كرملين"), (2, false, "لكرملين")]
        );
    }

    #[test]
    fn a_conjunction_is_taken_off_once_and_leaves_two_letters() {
        assert_eq!(strip_conjunction("وقال"), Some("قال"));
        assert_eq!(strip_conjunction("وفي"), Some("في"));
        assert_eq!(strip_conjunction("ووفد"), Some("وفد"));
        assert_eq!(strip_conjunction("فو"), None);
        assert_eq!(strip_conjunction("وه"), None);
        assert_eq!(strip_conjunction("قال"), None);
        assert_eq!(conjoined("وفد").collect::<Vec<_>>(), ["وفد", "فد"]);
        assert_eq!(conjoined("قال").collect::<Vec<_>>(), ["قال"]);
    }

    #[test]
    fn the_rest_begins_after_the_marks() {
        let word = "وَبِكيم";
        assert_eq!(&word[skip(word, Span::new(0, word.len()), 2)..], "كيم");
    }
}
