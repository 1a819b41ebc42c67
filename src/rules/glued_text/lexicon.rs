//! `data/lexicon/glue.toml` as it is written.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::WordSet;

/// Words that tell whether two words lack the blank between them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Glue {
    /// Names of Latin letters, as abbreviations are spelt: سي.إن.إن.
    pub letters: WordSet,
    /// Ends of addresses written in Arabic letters: العربية.نت.
    pub domains: WordSet,
    /// Words that a number follows, but not without a blank: إلى16.
    pub before_number: WordSet,
    /// Words that end in ى and are written onto nothing but a pronoun.
    pub ending_in_alef: WordSet,
    /// Pronouns.
    pub pronouns: WordSet,
}
