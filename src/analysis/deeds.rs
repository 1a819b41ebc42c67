//! Deeds: who did what, with whom or where, on which day. What two articles date differently is
//! found by their keys.

use jiff::civil::Date;

use crate::knowledge::EntityId;
use crate::text::Span;

/// What makes two deeds the same, but for their day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeedKey {
    /// The sort of deed, by its name in `data/lexicon/deeds.toml`.
    pub kind: &'static str,
    /// Who did it and whom or what place it concerns, in the order of the sort's parties; equal
    /// ones (two who met) by id.
    pub parties: Box<[EntityId]>,
}

/// A deed and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What it is.
    pub key: DeedKey,
    /// First and last day of the time the article gives it.
    pub days: (Date, Date),
    /// The word that tells it (زار), in the document.
    pub word: Span,
    /// The words that date it, in the document.
    pub time: Span,
}
