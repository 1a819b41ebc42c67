//! One pass over a paragraph: blanks, commas, quotation marks.

use super::marks::{Turn, all_turn, is_flat, is_in, kept, turns};
use crate::rules::missing_blanks;
use crate::text::Span;
use crate::text::fold::is_mark;

/// A paragraph with its blanks and marks put right, as far as one pass goes. `pair` are the marks its
/// quotations are to have.
pub(super) fn tidied(block: &str, pair: Option<(char, char)>) -> String {
    let kept = kept(block);
    let turns = turns(block, &kept);
    let house = pair.filter(|_| all_turn(block, &kept, &turns) && is_flat(&turns));
    let missing = missing_blanks(block).into_iter();
    let missing: Vec<usize> = missing.filter(|at| !is_in(&kept, *at) && !parts_digits(block, *at)).collect();
    let pass = Pass { block, kept, turns, missing, house };
    pass.run()
}

/// Whether a place lies behind a sign between two digits: 10,000 is one number, whatever it is glued to.
fn parts_digits(block: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let (before, after) = (block.get(..at).unwrap_or(""), block.get(at..).unwrap_or(""));
    digit(after.chars().next()) && digit(before.chars().rev().nth(1))
}

struct Pass<'b> {
    block: &'b str,
    kept: Vec<Span>,
    turns: Vec<Turn>,
    /// Where a blank is missing.
    missing: Vec<usize>,
    house: Option<(char, char)>,
}

impl Pass<'_> {
    fn run(&self) -> String {
        let mut out = String::with_capacity(self.block.len());
        let mut blanks = 0;
        for (at, c) in self.block.char_indices() {
            let whole = is_in(&self.kept, at);
            if !whole && matches!(c, ' ' | '\t') {
                blanks += 1;
                continue;
            }
            if blanks > 0 {
                let from = at - blanks;
                out.push_str(if self.is_unwanted(from, at) { "" } else { " " });
                blanks = 0;
            } else if self.missing.binary_search(&at).is_ok() {
                out.push(' ');
            }
            if whole {
                out.push(c);
            } else if !(c == '،' && out.ends_with('،')) {
                out.push(self.written(at, c));
            }
        }
        // A block ends in no blank.
        out
    }

    /// Whether no blank is wanted between a byte and a later one.
    fn is_unwanted(&self, from: usize, to: usize) -> bool {
        let Some(before) = self.before(from) else {
            return false;
        };
        let at_before = from - before.len_utf8();
        if is_in(&self.kept, at_before) || is_in(&self.kept, to) {
            return false;
        }
        let turns = |at: usize, opens: bool| {
            let found = self.turns.binary_search_by_key(&at, |turn| turn.at);
            found.is_ok_and(|i| self.turns[i].opens == opens)
        };
        turns(at_before, true)
            || turns(to, false)
            || (self.ends_something(at_before, before) && self.is_trailing(to))
    }

    /// Whether a mark can follow right behind a character.
    fn ends_something(&self, at: usize, c: char) -> bool {
        let closed = self.turns.iter().any(|turn| turn.at == at && !turn.opens);
        c.is_alphanumeric() || is_mark(c) || closed
    }

    /// Whether the mark at a byte belongs to what stands before it.
    fn is_trailing(&self, at: usize) -> bool {
        let mut rest = self.block[at..].chars();
        let (Some(mark), next) = (rest.next(), rest.next()) else {
            return false;
        };
        let apart = next.is_none_or(|c| c.is_whitespace() || is_arabic(c));
        match mark {
            '،' | '؛' | '؟' => true,
            ',' | ';' | '?' | '!' | ':' => apart,
            // A dot before letters may be part of a name: .كوم
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        }
    }

    /// A mark as it is to be written.
    fn written(&self, at: usize, c: char) -> char {
        let turn = || self.turns.iter().find(|turn| turn.at == at && turn.quote);
        if let Some((opens, closes)) = self.house
            && let Some(turn) = turn()
        {
            return if turn.opens { opens } else { closes };
        }
        let arabic = match c {
            ',' => '،',
            ';' => '؛',
            '?' => '؟',
            _ => return c,
        };
        let before = self.block[..at].trim_end_matches(|c: char| is_mark(c) || "\"“”»)]".contains(c));
        let after = self.block[at + 1..].chars().next();
        let fits = after.is_none_or(|c| c.is_whitespace() || is_arabic(c) || "\"“”«».!؟?".contains(c));
        if before.ends_with(is_arabic) && fits { arabic } else { c }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.block[..at].chars().next_back()
    }
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_marks_are_put_right() {
        for (old, new) in [
            ("قال  الوزير ،إن الوفد وصل .", "قال الوزير، إن الوفد وصل."),
            ("قال, ثم غادر; هل عاد?", "قال، ثم غادر؛ هل عاد؟"),
            ("قال « نعم » ثم غادر", "قال «نعم» ثم غادر"),
            ("قال \" نعم \" ثم", "قال \"نعم\" ثم"),
            ("في آسيا ( آسيان ) اليوم", "في آسيا (آسيان) اليوم"),
            ("وصل،، ثم غادر", "وصل، ثم غادر"),
            ("قال : نعم", "قال: نعم"),
        ] {
            let mut now = old.to_owned();
            for _ in 0..4 {
                now = tidied(&now, None);
            }
            assert_eq!(now, new);
        }
    }

    #[test]
    fn what_is_no_running_text_stays() {
        for text in [
            "10,000 و2.5 و10:30 و1 :2 و3 .5",
            "انظر https://t.co/a,b?c=1;d ثم @spa ,x و#وسم,آخر",
            "قال `a ,b  c` و<a href=\"x ,y\">",
            "Reuters, AP; U.S.",
            "ابتسم :) ثم",
            "قال ... ثم .كوم",
            "قال «نعم ثم",
        ] {
            assert_eq!(tidied(text, Some(('«', '»'))), text);
        }
    }

    #[test]
    fn quotations_have_the_marks_of_the_house() {
        let angled = |text: &str| tidied(text, Some(('«', '»')));
        assert_eq!(angled("قال \"نعم\" ثم “لا” ثم ”ربما“"), "قال «نعم» ثم «لا» ثم «ربما»");
        // One inside another keeps its own.
        assert_eq!(angled("قال «هذا \"رأيي\" أنا»"), "قال «هذا \"رأيي\" أنا»");
        assert_eq!(tidied("قال «نعم»", Some(('“', '”'))), "قال “نعم”");
    }
}
