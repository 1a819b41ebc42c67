//! `data/lexicon/tenure.toml` as it is written.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::WordSet;

/// Words that tell of an office at another time than the day of publication.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenureWords {
    /// Beside the title: the office is past.
    pub past: WordSet,
    /// What is written behind a title whose office is past: masculine, feminine.
    pub former: [String; 2],
    /// There: the office is still to come.
    pub coming: WordSet,
    /// Anywhere in the sentence: it tells of another time.
    pub then: WordSet,
    /// Right before the title: a time or a deed called after whoever was in office.
    pub periods: WordSet,
    /// Right before the title: the name behind it may be theirs.
    pub others: WordSet,
}
