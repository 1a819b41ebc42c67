//! A block's tokens with what the lexicon says of each: the ground the grammar walks on.

use super::lexicon::{Cue, Entry, Lexicon, Sense, lexicon};
use crate::text::{Span, TokenKind, Tokens, clitic, fold};

/// A number written in digits, with what is glued to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) value: u32,
    /// How many digits.
    pub(super) digits: u8,
    /// Letters of proclitics before it (`و29`); an article ال is not counted.
    pub(super) strip: u8,
    /// Whether ال is glued to it (`الـ24`).
    pub(super) article: bool,
    /// What is glued behind it.
    pub(super) suffix: Suffix,
}

/// What is glued behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    None,
    /// م
    Common,
    /// هـ
    Hijri,
    /// ص, behind an hour
    Morning,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    entries: &'static [Entry],
    numeral: Option<Numeral>,
}

/// Something found at a token: its value, the token after it, the proclitic letters before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) next: usize,
    pub(super) strip: u8,
}

/// A block as the grammar sees it.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) lexicon: &'static Lexicon,
    slots: Vec<Slot>,
}

impl<'a> Words<'a> {
    /// Looks every token up once. `None` where no token can begin a time expression.
    pub(super) fn new(text: &'a str, tokens: &'a Tokens) -> Option<Self> {
        let lexicon = lexicon();
        let mut any = false;
        let slots = (0..tokens.len())
            .map(|i| {
                let key = tokens.key(i);
                let numeral = numeral(key, tokens.get(i).map(|t| t.kind));
                let entries = lexicon.at(key);
                any |= numeral.is_some() || !entries.is_empty() || is_dotted(key);
                Slot { entries, numeral }
            })
            .collect();
        if !any {
            return None;
        }
        let mut out = Self { text, tokens, lexicon, slots };
        out.cut_names();
        Some(out)
    }

    /// Takes the words of names such as «اليوم السابع» out of the game.
    fn cut_names(&mut self) {
        for i in 0..self.slots.len() {
            let Some(end) = self.slots[i]
                .entries
                .iter()
                .filter(|e| e.sense == Sense::Name)
                .find_map(|e| self.phrase_end(i, e, true))
            else {
                continue;
            };
            // "The October War of 1973" dates what it names.
            if self.numeral(end).is_some_and(|n| n.digits == 4 && n.strip == 0) {
                continue;
            }
            for slot in &mut self.slots[i..end] {
                *slot = Slot { entries: &[], numeral: None };
            }
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether anything can begin at a token.
    pub(super) fn is_trigger(&self, i: usize) -> bool {
        self.slots.get(i).is_some_and(|s| s.numeral.is_some() || !s.entries.is_empty())
            || is_dotted(self.key(i))
    }

    /// Whether what can begin at a token goes on behind it: of some phrase all words stand there.
    pub(super) fn is_begun(&self, i: usize) -> bool {
        let slot = self.slots.get(i);
        let stands = |slot: &Slot| {
            slot.numeral.is_some() || slot.entries.iter().any(|e| self.phrase_end(i, e, false).is_some())
        };
        slot.is_some_and(stands) || is_dotted(self.key(i))
    }

    /// The first phrase at `i` (longest first) whose sense `pick` takes.
    pub(super) fn pick<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        self.slots.get(i)?.entries.iter().find_map(|entry| {
            let value = pick(entry.sense)?;
            let next = self.phrase_end(i, entry, false)?;
            Some(Found { value, next, strip: entry.strip })
        })
    }

    /// As [`Self::pick`], but only without a proclitic: a word inside an expression has none.
    pub(super) fn pick_bare<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        self.pick(i, pick).filter(|f| f.strip == 0)
    }

    /// The token after a sense at `i`, without a proclitic.
    pub(super) fn after(&self, i: usize, sense: Sense) -> Option<usize> {
        self.pick_bare(i, |s| (s == sense).then_some(())).map(|f| f.next)
    }

    fn phrase_end(&self, i: usize, entry: &Entry, through_quotes: bool) -> Option<usize> {
        if entry.article && entry.strip == 0 && !self.has_article(i) {
            return None;
        }
        if let Some(exact) = &entry.exact
            && !self.spelt(i, entry.strip, exact)
        {
            return None;
        }
        let mut at = i + 1;
        for key in &entry.rest {
            if through_quotes && self.tokens.punct(at).is_some_and(crate::text::token::is_quote) {
                at += 1;
            }
            if self.tokens.key(at) != key {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether a word begins with the article, spelt without a hamza or madda.
    pub(super) fn has_article(&self, i: usize) -> bool {
        self.key(i).starts_with("ال")
            && !self.tokens.get(i).is_some_and(|t| t.span.of(self.text).starts_with(['آ', 'أ', 'إ']))
    }

    fn spelt(&self, i: usize, strip: u8, exact: &str) -> bool {
        let span = self.span(i, strip, i + 1);
        span.of(self.text).chars().filter(|&c| !fold::is_mark(c)).eq(exact.chars())
    }

    /// The number in digits at `i`.
    pub(super) fn numeral(&self, i: usize) -> Option<Numeral> {
        self.slots.get(i)?.numeral
    }

    /// Whether a number, in digits or a word, stands at `i`.
    pub(super) fn is_number_like(&self, i: usize) -> bool {
        self.numeral(i).is_some_and(|n| n.strip == 0)
    }

    /// Whether no blank stands before a token.
    pub(super) fn glued(&self, i: usize) -> bool {
        !self.tokens.spaced_before(i)
    }

    /// The token behind marks that are no part of the words: emphasis, the number of a footnote, an
    /// entity for a blank.
    pub(super) fn behind_marks(&self, mut i: usize) -> usize {
        loop {
            i = match self.sign(i) {
                Some('*') => i + 1,
                Some('[') if self.numeral(i + 1).is_some() && self.sign(i + 2) == Some(']') => i + 3,
                Some('&') if self.key(i + 1) == "nbsp" && self.sign(i + 2) == Some(';') => i + 3,
                _ => return i,
            };
        }
    }

    /// The folded key of a token.
    pub(super) fn key(&self, i: usize) -> &str {
        self.tokens.key(i)
    }

    /// The folded key of the word before a token; empty where a sign or nothing stands there.
    pub(super) fn key_before(&self, i: usize) -> &str {
        i.checked_sub(1).filter(|&b| self.tokens.is_word(b)).map_or("", |b| self.tokens.key(b))
    }

    /// Whether the word at `i` is of a group as it stands, proclitics and all.
    pub(super) fn is(&self, i: usize, cue: Cue) -> bool {
        self.lexicon.cue(cue, self.key(i))
    }

    /// Whether the word before `i` is of a group as it stands, proclitics and all.
    pub(super) fn is_behind(&self, i: usize, cue: Cue) -> bool {
        self.lexicon.cue(cue, self.key_before(i))
    }

    /// Whether the word before `i` is of a group, with or without و or ف.
    pub(super) fn is_behind_conjoined(&self, i: usize, cue: Cue) -> bool {
        clitic::conjoined(self.key_before(i)).any(|word| self.lexicon.cue(cue, word))
    }

    /// The sign at `i`.
    pub(super) fn sign(&self, i: usize) -> Option<char> {
        self.tokens.punct(i)
    }

    /// Whether the word before `i` is of a group.
    pub(super) fn cue_before(&self, i: usize, cue: Cue) -> bool {
        let key = self.key_before(i);
        !key.is_empty() && self.cue(key, cue)
    }

    /// Whether a word, with or without its proclitics, is of a group.
    pub(super) fn cue(&self, key: &str, cue: Cue) -> bool {
        clitic::find(key, |word| self.lexicon.cue(cue, word)).is_some()
    }

    /// The span of tokens `first..next`, `strip` letters of the first left out.
    pub(super) fn span(&self, first: usize, strip: u8, next: usize) -> Span {
        let whole = self.tokens.span(first, next.saturating_sub(1).max(first));
        let mut left = strip;
        let mut start = whole.start;
        for c in whole.of(self.text).chars() {
            if left == 0 && !fold::is_mark(c) {
                break;
            }
            if !fold::is_mark(c) {
                left -= 1;
            }
            start += c.len_utf8();
        }
        Span::new(start.min(whole.end), whole.end)
    }
}

/// Reads a token's key as a number with proclitics and an era's letter glued on.
fn numeral(key: &str, kind: Option<TokenKind>) -> Option<Numeral> {
    let whole = match kind? {
        TokenKind::Number => true,
        TokenKind::Word => false,
        TokenKind::Punct(_) => return None,
    };
    if whole {
        let value = plain_digits(key)?;
        return Some(Numeral {
            value,
            digits: key.len() as u8,
            strip: 0,
            article: false,
            suffix: Suffix::None,
        });
    }
    // Only a word with a digit in its first letters or at its very end can be one.
    let first_digit = key.bytes().position(|b| b.is_ascii_digit())?;
    let (head, rest) = key.split_at(first_digit);
    let (strip, article) = proclitics(head)?;
    let digits_end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(digits_end);
    let suffix = match tail {
        "" => Suffix::None,
        _ if lexicon().cue(Cue::CommonGlued, tail) => Suffix::Common,
        _ if lexicon().cue(Cue::HijriGlued, tail) => Suffix::Hijri,
        _ if digits.len() <= 2 && lexicon().cue(Cue::ClockMorning, tail) => Suffix::Morning,
        _ => return None,
    };
    Some(Numeral { value: plain_digits(digits)?, digits: digits.len() as u8, strip, article, suffix })
}

/// Whether a token may be a date with dots (05.03.2024) or a time of the day (18.00).
fn is_dotted(key: &str) -> bool {
    (matches!(key.len(), 4 | 5) || key.len() >= 8)
        && key.starts_with(|c: char| c.is_ascii_digit())
        && key.contains('.')
}

fn plain_digits(key: &str) -> Option<u32> {
    (!key.is_empty() && key.len() <= 9 && key.bytes().all(|b| b.is_ascii_digit()))
        .then(|| key.parse().ok())?
}

/// Reads `head` as proclitics: how many letters they have, the article apart.
fn proclitics(head: &str) -> Option<(u8, bool)> {
    let (head, article) = match head.strip_suffix("ال") {
        Some(before) => (before, true),
        None => match head.strip_suffix("لل") {
            // لل is ل and the article, of which one letter stays.
            Some(before) => {
                return (before.is_empty() || before == "و")
                    .then(|| (before.chars().count() as u8 + 1, true));
            }
            None => (head, false),
        },
    };
    let fits = matches!(head, "" | "و" | "ف" | "ب" | "ل" | "ك" | "وب" | "ول" | "وك");
    fits.then(|| (head.chars().count() as u8, article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_letters_around_them() {
        let read = |key| numeral(key, Some(TokenKind::Word)).map(|n| (n.value, n.strip, n.article, n.suffix));
        assert_eq!(read("و29"), Some((29, 1, false, Suffix::None)));
        assert_eq!(read("ال24"), Some((24, 0, true, Suffix::None)));
        assert_eq!(read("1439ه"), Some((1439, 0, false, Suffix::Hijri)));
        assert_eq!(read("g20"), None);
        assert_eq!(numeral("10,000", Some(TokenKind::Number)), None);
    }
}
