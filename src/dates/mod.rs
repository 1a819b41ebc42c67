//! Floor 2a: when. Start reading from [`TimeFact`] (what a block says) and [`Time`] (what it means).
//!
//! Here live the lexicon of time words, the grammar of time expressions and their resolution
//! against a publication date. Nothing here knows names, claims or other articles.

use jiff::civil::Date;

use crate::text::{Span, Tokens};

/// A time expression as its block gives it, before the publication date is known.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeFact {
    /// Where it stands, in the block.
    pub span: Span,
}

/// What sort of time an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day, month, year, week … or an interval of them.
    Date,
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague,
    /// A length of time, or how often.
    Duration,
}

/// A time expression and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands, in the document.
    pub span: Span,
    /// TIMEX3 value: `2023-09-13`, `2023-07`, `2023`, `2023-W35`, `2024-06-18/2024-06-19`,
    /// `PAST_REF`, `P3Y` …; `None` where it needs a publication date and there is none.
    pub value: Option<String>,
    /// Whether the value is sure (no tie was broken by a rule of thumb).
    pub certain: bool,
    /// What sort of time.
    pub kind: TimeKind,
    /// Whether it was resolved against the publication date or another expression.
    pub relative: bool,
    /// First and last day it covers, where it is a date.
    pub days: Option<(Date, Date)>,
}

/// The time expressions of a block, in order.
pub fn find(_text: &str, _tokens: &Tokens) -> Vec<TimeFact> {
    Vec::new()
}

/// Resolves the expressions of an article, given in document order, each with the offset of its
/// block, against the day of publication.
pub fn resolve(_facts: &[(usize, &TimeFact)], _published: Option<Date>) -> Vec<Time> {
    Vec::new()
}
