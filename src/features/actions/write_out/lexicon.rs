//! `data/lexicon/written-dates.toml` as it is written.

use serde::{Deserialize, Serialize};

/// Words that a date is written out with, spelt as they are to stand in the article.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenDates {
    /// Before a day: يوم.
    pub day: String,
    /// Before a month: شهر.
    pub month: String,
    /// Before a year: عام.
    pub year: String,
    /// Before a date that nothing leads: في.
    pub preposition: String,
}
