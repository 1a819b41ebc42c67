//! `data/lexicon/spelling.toml` as it is written; its comments say more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, WordSet};

/// How foreign names are spelt now one way, now another.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spellings {
    /// Rows of letters that stand for one foreign sound.
    pub alike: Vec<String>,
    /// Letters written or left out for a foreign vowel.
    pub weak: String,
    /// Letters that a name may end in or not.
    pub ends: String,
    /// Two letters that stand for one sound, and the single one they change with.
    pub pairs: Vec<[String; 2]>,
    /// Endings in which one noun differs from case to case.
    pub cases: Vec<Folded>,
    /// Endings between which names of lands change.
    pub lands: [Folded; 2],
    /// Rows of letters that count as one.
    pub sounds: Vec<String>,
    /// Words that may be written together with the next or apart from it.
    pub apart: WordSet,
    /// Endings of Arabic words, longest first.
    pub endings: Vec<Folded>,
    /// Words that are no other spelling of anything.
    pub own: WordSet,
    /// Letters by the Latin letter that sounds like them.
    pub latin: BTreeMap<char, String>,
}
