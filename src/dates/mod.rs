//! Floor 2a: when. Start reading from [`TimeFact`] (what a block says) and [`Time`] (what it means).
//!
//! Here live the lexicon of time words (`data/lexicon/times.toml`), the grammar of time expressions
//! ([`find`]), their resolution against a publication date ([`resolve`]), and the date of
//! publication worked out from them ([`infer`]). Nothing here knows names, claims or other articles.

mod civil;
mod expression;
mod grammar;
mod hijri;
mod infer;
mod lexicon;
mod resolve;
mod value;
mod wording;
mod words;

pub use hijri::hijri_day;
use jiff::civil::Date;
pub use lexicon::is_future_verb;
pub use wording::{Wording, leads_a_date, wording};

use crate::text::{Span, Tokens};

pub use expression::{
    Amount, Anchor, Base, Clock, DateParts, Era, Expression, Month, Part, Portion, Reference, Shift, Tense,
    Unit, Year,
};
pub use value::{NotTimex, Period, Point, TimeKind, TimeValue};

/// A time expression as its block gives it, before the publication date is known.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeFact {
    /// Where it stands, in the block.
    pub span: Span,
    /// What it says.
    pub expression: Expression,
}

/// A time expression and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands, in the document.
    pub span: Span,
    /// What it means; `None` where it needs a publication date and there is none.
    pub value: Option<TimeValue>,
    /// Whether the value is sure (no tie was broken by a rule of thumb).
    pub certain: bool,
    /// Whether it was resolved against the publication date or another expression.
    pub relative: bool,
    /// First and last day it covers, where it is a date.
    pub days: Option<(Date, Date)>,
    /// Whether it counts in days from the day of writing (اليوم، أمس، غدا).
    pub deictic: bool,
    /// The expression it counts from («اليوم التالي», «العام نفسه»), in the document.
    pub refers: Option<Span>,
    /// What the calendar has against it.
    pub fault: Option<Fault>,
}

impl Time {
    /// What sort of time; what is still open is a date.
    pub fn kind(&self) -> TimeKind {
        self.value.map_or(TimeKind::Date, |value| value.kind())
    }
}

/// Why a date as it is written cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The weekday (Monday is 1) is not that of the day.
    Weekday {
        /// The weekday as written.
        said: u8,
        /// The day beside it.
        day: Date,
    },
    /// Two joined names of different months, 1 to 12.
    Months(u8, u8),
    /// The month, 1 to 12, has no such day.
    NoSuchDay {
        /// The day of the month as written.
        day: u8,
        /// The month.
        month: u8,
    },
    /// The Hijri date that it is said to be is days away from it.
    Hijri {
        /// The day as written.
        said: Date,
        /// The day of the Hijri date.
        day: Date,
    },
    /// An interval whose second day comes before its first.
    Backward(Date, Date),
    /// A verb in the past with a day after that of publication.
    AheadOfVerb(Date),
}

/// What an article tells of the day it was published on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inference {
    /// The day, where only one is left.
    pub date: Option<Date>,
    /// The days that are left where there are several, in order.
    pub candidates: Vec<Date>,
}

/// The time expressions of a block, in order; none overlaps another.
pub fn find(text: &str, tokens: &Tokens) -> Vec<TimeFact> {
    grammar::find(text, tokens)
}

/// Resolves the expressions of an article, given in document order, each with the offset of its
/// block, against the day of publication.
pub fn resolve(facts: &[(usize, &TimeFact)], published: Option<Date>) -> Vec<Time> {
    resolve::resolve(facts, published)
}

/// Resolves the expressions against each of several days the article may have been published on:
/// what has the same value for all of them is given, the rest is left open.
pub fn resolve_among(facts: &[(usize, &TimeFact)], candidates: &[Date]) -> Vec<Time> {
    let Some((first, rest)) = candidates.split_first() else {
        return resolve(facts, None);
    };
    let mut out = resolve(facts, Some(*first));
    for day in rest {
        for (time, other) in out.iter_mut().zip(resolve(facts, Some(*day))) {
            if time.value != other.value {
                (time.value, time.days, time.fault) = (None, None, None);
                time.certain = false;
            }
        }
    }
    out
}

/// Works the day of publication out from an article's expressions; `latest` is a day it cannot be
/// after.
pub fn infer(facts: &[&TimeFact], latest: Option<Date>) -> Inference {
    infer::infer(facts, latest)
}

/// The days that lie in every one of some spans of days, open at an end that is `None`: when was
/// all of this so?
pub fn within_all(days: &[Date], spans: &[(Option<Date>, Option<Date>)]) -> Vec<Date> {
    let within = |day: Date, (from, to): &(Option<Date>, Option<Date>)| {
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    };
    days.iter().copied().filter(|day| spans.iter().all(|span| within(*day, span))).collect()
}

/// The first date in `text` that gives day, month and year, with where it stands.
pub fn stated_date(text: &str, tokens: &Tokens) -> Option<(Span, Date)> {
    find(text, tokens).into_iter().find_map(|fact| stated_day(&fact).map(|date| (fact.span, date)))
}

/// The day of an expression that gives day, month and year.
pub fn stated_day(fact: &TimeFact) -> Option<Date> {
    match fact.expression {
        Expression::Date(DateParts {
            day: Some(day),
            month: Some(Month::Named(month)),
            year: Some(Year::Stated(year)),
            ..
        }) => civil::ymd(year, month, day),
        _ => None,
    }
}

/// The date a file name begins with: `2024-03-05…`, `2024_03_05…`, `20240305…`.
pub fn file_name_date(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let separator = bytes.get(4).copied().filter(|b| matches!(b, b'-' | b'_' | b'.'));
    let (month, day, end) = match separator {
        Some(s) if bytes.get(7) == Some(&s) => (5, 8, 10),
        Some(_) => return None,
        None => (4, 6, 8),
    };
    let number = |from: usize, to: usize| {
        let digits = name.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    if bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let year = number(0, 4).filter(|y| (1800..=2200).contains(y))?;
    Date::new(year, i8::try_from(number(month, month + 2)?).ok()?, i8::try_from(number(day, day + 2)?).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn file_names() {
        for (name, want) in [
            ("2024-03-05-summit.txt", Some(date(2024, 3, 5))),
            ("20240305.txt", Some(date(2024, 3, 5))),
            ("2024_03_05 قمة.md", Some(date(2024, 3, 5))),
            ("2024-03_05.txt", None),
            ("2024-13-05.txt", None),
            ("000_592ba7a69ca3b378.txt", None),
            ("202403051.txt", None),
            ("٢٠٢٤.txt", None),
        ] {
            assert_eq!(file_name_date(name), want, "{name}");
        }
    }

    #[test]
    fn a_stated_date_has_day_month_and_year() {
        let text = "القاهرة - الخميس 7 مارس/آذار 2024 (رويترز)";
        let (span, day) = stated_date(text, &Tokens::new(text)).unwrap();
        assert_eq!((span.of(text), day), ("الخميس 7 مارس/آذار 2024", date(2024, 3, 7)));
        assert_eq!(stated_date("الخميس 7 مارس", &Tokens::new("الخميس 7 مارس")), None);
    }
}
