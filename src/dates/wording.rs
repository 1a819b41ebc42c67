//! What words an expression is made of, for those who want to write it otherwise.

use super::lexicon::{Cue, Sense, lexicon};
use super::words::Words;
use crate::text::fold::fold;
use crate::text::{Span, Tokens, clitic};

/// The telling words of a time expression.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Names of Gregorian months, proclitics left out: where, and which month.
    pub months: Vec<(Span, u8)>,
    /// Names of weekdays.
    pub weekdays: Vec<Span>,
    /// Words for a part of the day (صباح, مساء).
    pub portions: Vec<Span>,
    /// Years in digits.
    pub years: Vec<Span>,
}

/// Reads the words of an expression, given without its proclitic; spans are in `text`.
pub fn wording(text: &str) -> Wording {
    let mut out = Wording::default();
    let tokens = Tokens::new(text);
    let Some(words) = Words::new(text, &tokens) else {
        return out;
    };
    let mut at = 0;
    while at < words.len() {
        let found = words.pick(at, |sense| match sense {
            Sense::Month { number, hijri: false, .. } => Some(Some(number)),
            Sense::Weekday(_) | Sense::Portion(_) => Some(None),
            _ => None,
        });
        if words.numeral(at).is_some_and(|n| n.digits == 4) {
            out.years.push(words.span(at, 0, at + 1));
        }
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let span = words.span(at, found.strip, found.next);
        let is_weekday = |s| matches!(s, Sense::Weekday(_)).then_some(());
        match found.value {
            Some(month) => out.months.push((span, month)),
            None if words.pick(at, is_weekday).is_some() => out.weekdays.push(span),
            None => out.portions.push(span),
        }
        at = found.next.max(at + 1);
    }
    out
}

/// Whether a word wants a month's or a day's name right behind it (في, منذ, حتى): a date beside
/// anything else needs a preposition of its own.
pub fn leads_a_date(word: &str) -> bool {
    let key = fold(word);
    clitic::conjoined(&key).any(|key| lexicon().cue(Cue::MonthBefore, key) || lexicon().cue(Cue::Since, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_expressions() {
        let text = "مساء الجمعة 20 أكتوبر/ تشرين الأول 2023";
        let read = wording(text);
        let months: Vec<_> = read.months.iter().map(|(s, m)| (s.of(text), *m)).collect();
        assert_eq!(months, [("أكتوبر", 10), ("تشرين الأول", 10)]);
        assert_eq!(read.weekdays[0].of(text), "الجمعة");
        assert_eq!(read.portions[0].of(text), "مساء");
        assert_eq!(read.years[0].of(text), "2023");
        let text = "يوليو وآب الماضيين";
        let months: Vec<_> = wording(text).months;
        let months: Vec<_> = months.iter().map(|(s, m)| (s.of(text), *m)).collect();
        assert_eq!(months, [("يوليو", 7), ("آب", 8)]);
        assert_eq!(wording("أول من أمس"), Wording::default());
        assert!(leads_a_date("في") && leads_a_date("ومنذ") && !leads_a_date("كيم"));
    }
}
