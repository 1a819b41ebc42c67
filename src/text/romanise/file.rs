//! `data/lexicon/romanise.toml` as it is written.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::lexicon::Folded;

/// How names are written in Latin letters.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// Each letter where it is a consonant.
    pub letters: FxHashMap<char, String>,
    /// Letters that are a vowel between consonants and at the end of a word.
    pub vowels: FxHashMap<char, String>,
    /// Words with a spelling of their own.
    pub words: FxHashMap<Folded, String>,
}
