//! Where a blank is missing inside a run of characters.

use std::sync::LazyLock;

use super::lexicon::Glue;
use crate::analysis::evidence::{Gap, GapCause};
use crate::text::lexicon::stored_lexicon;
use crate::text::{Span, clitic, fold, fold::fold, run};

static LEXICON: LazyLock<Glue> = LazyLock::new(|| stored_lexicon!("glue"));

/// The gaps of a block, in order.
pub(super) fn find(block: &str) -> Vec<Gap> {
    let paired = is_quote_paired(block);
    let mut out = Vec::new();
    let mut open = [false; 2];
    let mut depth = 0_i32;
    for span in run::runs(block, Span::new(0, block.len())) {
        let run = Run::new(block, span);
        let skipped = run::is_address(run.text);
        let mut left = MOST;
        let mut before = None;
        for (at, c) in run.text.char_indices() {
            if let Some(kind) = quote_kind(c) {
                open[kind] = !open[kind];
            }
            depth += i32::from(c == '(') - i32::from(c == ')');
            let found = if left == 0 {
                None
            } else if let Some(kind) = quote_kind(c) {
                if paired[kind] { run.quote(at, c, open[kind]) } else { None }
            } else if matches!(c, '(' | ')') {
                // Brackets typed the other way round open where they seem to close.
                if depth >= 0 { run.bracket(at, c) } else { None }
            } else {
                run.mark(at, c).or_else(|| run.joint(at, before?, c))
            };
            left -= usize::from(found.is_some());
            out.extend(found.filter(|_| !skipped));
            if !fold::is_mark(c) {
                before = Some(c);
            }
        }
    }
    out
}

/// Whether the double marks and the angled ones of a block pair up and stand as their turn has it, so
/// that their sides are known.
fn is_quote_paired(block: &str) -> [bool; 2] {
    let mut count = [0_usize; 2];
    let mut right = [true; 2];
    let mut before = None;
    for (at, c) in block.char_indices() {
        if let Some(kind) = quote_kind(c) {
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            let after = blank(block[at + c.len_utf8()..].chars().next());
            let sides = (blank(before), after);
            let wrong = if count[kind].is_multiple_of(2) { (false, true) } else { (true, false) };
            right[kind] &= sides != wrong;
            count[kind] += 1;
        }
        before = Some(c);
    }
    [0, 1].map(|kind| right[kind] && count[kind].is_multiple_of(2))
}

const fn quote_kind(c: char) -> Option<usize> {
    match c {
        '"' | '“' | '”' | '„' => Some(0),
        '«' | '»' => Some(1),
        _ => None,
    }
}

/// A run of characters between blanks.
#[derive(Clone, Copy)]
struct Run<'t> {
    text: &'t str,
    start: usize,
    /// Whether its one dot may end a sentence: it has no other, and is not all one quoted name.
    may_stop: bool,
}

/// Most gaps that are told of one run: one with more is no slip of the pen.
const MOST: usize = 40;

/// Most letters of a word that is looked at: so that a text without blanks is read in one pass.
const LETTERS: usize = 60;

impl<'t> Run<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        let text = span.of(text);
        let dots = text.trim_end_matches(['.', '"', '”', '»', '،', ')']).matches('.').take(2).count();
        let bare = || text.trim_start_matches(|c| is_part(c) && c != '.');
        let is_name = |words: &str| words.starts_with(['"', '“', '«', '(']);
        let may_stop = dots == 1 && !is_name(text) && !is_name(bare());
        Self { text, start: span.start, may_stop }
    }

    /// The part of a word right before a byte.
    fn left(self, at: usize) -> &'t str {
        let all = &self.text[..at];
        let part = all.char_indices().rev().take(LETTERS).take_while(|(_, c)| is_part(*c));
        &all[part.last().map_or(at, |(i, _)| i)..]
    }

    /// The part of a word right behind a byte.
    fn right(self, at: usize) -> &'t str {
        let all = &self.text[at..];
        let part = all.char_indices().take(LETTERS).take_while(|(_, c)| is_part(*c));
        &all[..part.last().map_or(0, |(i, c)| i + c.len_utf8())]
    }

    fn gap(self, at: usize, why: GapCause) -> Gap {
        let (from, to) = match why {
            GapCause::After(c) => (at - c.len_utf8(), at),
            GapCause::Before(c) => (at, at + c.len_utf8()),
            GapCause::Words => (at, at),
        };
        let words = Span::new(from - self.left(from).len(), to + self.right(to).len());
        Gap { at: self.start + at, words: words.shifted(self.start), why }
    }

    /// A mark that ends something, with a word right behind it.
    fn mark(self, at: usize, c: char) -> Option<Gap> {
        if !matches!(c, '،' | '؛' | '؟' | '!' | ',' | ';' | ':' | '.') {
            return None;
        }
        let end = at + c.len_utf8();
        let (left, right) = (self.left(at), self.right(end));
        let closed = self.text[..at].ends_with(['"', '”', '“', '»', ')']);
        let most = arabic(left).min(arabic(right));
        let glued = match c {
            ':' => most >= 3,
            '.' => arabic(right) >= 2 && (closed || arabic(left) >= 3) && self.is_stop(left, right),
            _ => most >= 2 || (closed && arabic(right) >= 2),
        };
        glued.then(|| self.gap(end, GapCause::After(c)))
    }

    /// Whether a dot between two words ends a sentence, and is not part of a name.
    fn is_stop(self, left: &str, right: &str) -> bool {
        let lexicon = &*LEXICON;
        let (left, right) = (fold(left), fold(right));
        let spelt = |word: &str| clitic::find(word, |w| lexicon.letters.contains(w)).is_some();
        self.may_stop
            && !spelt(&left)
            && !lexicon.domains.contains(&right)
            && (!spelt(&right) || left.chars().count() >= 4)
    }

    /// A quotation mark with a word right before it where it opens, or behind it where it closes.
    fn quote(self, at: usize, c: char, opens: bool) -> Option<Gap> {
        let end = at + c.len_utf8();
        let (left, right) = (self.left(at), self.right(end));
        if opens {
            let glued = arabic(left) >= 3 && !clitic::is_all(left) && !right.is_empty();
            return glued.then(|| self.gap(at, GapCause::Before(c)));
        }
        let behind = at > 0 && !self.text[..at].ends_with(|b| quote_kind(b).is_some());
        let closed = behind && (left.is_empty() || !clitic::is_all(left));
        let glued = closed && arabic(right) >= 2 && !is_ending(right);
        glued.then(|| self.gap(end, GapCause::After(c)))
    }

    fn bracket(self, at: usize, c: char) -> Option<Gap> {
        let end = at + c.len_utf8();
        let (left, right) = (self.left(at), self.right(end));
        match c {
            '(' if arabic(left).min(arabic(right)) >= 3 && !clitic::is_all(left) => {
                Some(self.gap(at, GapCause::Before(c)))
            }
            ')' if arabic(right) >= 2 && !is_ending(right) => Some(self.gap(end, GapCause::After(c))),
            _ => None,
        }
    }

    /// Two words that meet inside a run of letters and digits.
    fn joint(self, at: usize, before: char, c: char) -> Option<Gap> {
        if !is_part(before) || !is_part(c) {
            return None;
        }
        let lexicon = &*LEXICON;
        // Most letters are followed by another one of their kind.
        let ends = matches!(before, 'ة' | 'ى' | 'ء');
        if !ends && is_arabic(before) && is_arabic(c) {
            return None;
        }
        let (left, right) = (self.left(at), self.right(at));
        let (letters, after) = (arabic(left), arabic(right));
        let glued = match before {
            _ if before.is_numeric() => is_arabic(c) && after >= 3 && left.chars().all(char::is_numeric),
            _ if c.is_numeric() => {
                let key = fold(left);
                is_arabic(before) && clitic::find(&key, |w| lexicon.before_number.contains(w)).is_some()
            }
            _ if before.is_ascii_alphabetic() || c.is_ascii_alphabetic() => {
                let both = before.is_ascii_alphabetic() != c.is_ascii_alphabetic();
                let latin = |w: &str| w.chars().filter(char::is_ascii_alphabetic).count();
                let two = if is_arabic(c) { latin(left).min(after) } else { letters.min(latin(right)) };
                both && (is_arabic(c) || is_arabic(before)) && two >= 2 && !clitic::is_all(left)
            }
            'ة' => is_arabic(c) && letters >= 3 && after >= 2 && !is_ending(right),
            'ى' => {
                let known = || lexicon.ending_in_alef.contains(&fold(left));
                c != 'ء' && after >= 3 && !is_ending(right) && known()
            }
            'ء' => right.starts_with("ال") && letters >= 3 && after >= 5,
            _ => false,
        };
        glued.then(|| self.gap(at, GapCause::Words))
    }
}

/// Whether a character is part of a word or number.
fn is_part(c: char) -> bool {
    fold::is_alphanumeric(c) || fold::is_mark(c)
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

/// How many Arabic letters a word has.
fn arabic(word: &str) -> usize {
    word.chars().filter(|&c| is_arabic(c)).count()
}

/// Whether letters behind a mark are an ending of the word before it: المعالج(ة), «تويتر»هم.
fn is_ending(letters: &str) -> bool {
    LEXICON.pronouns.contains(&fold(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> String {
        let mut out = text.to_owned();
        for gap in find(text).iter().rev() {
            out.insert(gap.at, '|');
        }
        out
    }

    #[test]
    fn where_a_blank_is_missing() {
        for glued in [
            "الأنباء الكورية.|إن البلدين",
            "في الساحل،|وابنته",
            "قال\"|هذا\" رأيي",
            "“الخطيرة”|للولايات",
            "سعر |\"الذهب\"",
            "(شينخوا)|إن",
            "رابطة آسيا|(آسيان)",
            "القمة|المرتقبة",
            "مساء|السبت",
            "على|رداءة الطقس",
            "14|يونيو",
            "إلى|16.68 دولار",
            "مركز|Cambridge",
            "PayPal|لخدمات",
        ] {
            let glued = glued.replace("سعر |", "سعر ").replace("قال\"|هذا", "قال|\"هذا");
            assert_eq!(parted(&glued.replace('|', "")), glued);
        }
    }

    #[test]
    fn what_belongs_together() {
        for right in [
            "العربية.نت و\"العربية.نت\" وسي.إن.إن",
            "إف.بي.آي د.أحمد أ.ف.ب 3.5 10:30",
            "بـ\"المحبط\" والـ\"بريكست\" و”تقنيات متطورة”",
            "الطوارىء لاجىء علىها",
            "فرانس24 الـ16 وبـ16 100km ويندوز10",
            "الـBBC للـPDKI المعالج(ة) قراءاتهم إجراءاتها",
            "مستمر.. ودشنا مستمر..ودشنا",
            "#المجالات#العربي_اليوم",
            ")آسيان( وحدها",
            "بين \"بيكر هيوز\" \"و\"أدنوك\"",
        ] {
            assert_eq!(parted(right), right);
        }
    }
}
