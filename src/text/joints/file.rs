//! `data/lexicon/joints.toml` as it is written; its comments say more.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::WordSet;

/// Words behind which a text only seems to end.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Joints {
    /// Names of letters: a dot behind one is an initial's.
    pub letters: WordSet,
    /// Words that no sentence ends with.
    pub unfinished: WordSet,
    /// Words that no sentence ends with where a year follows.
    pub before_year: WordSet,
}
