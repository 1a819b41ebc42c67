//! `data/lexicon/deeds.toml` as it is written; its comments say more.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, WordSet};

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deeds {
    /// What may not stand between a deed's word and its parties or its time.
    pub stops: WordSet,
    /// Words without ال that may stand directly before a name.
    pub leads: WordSet,
    /// Words that make the deed another's: والد.
    pub kin: WordSet,
    /// Before the deed's word: it did not happen, or not yet.
    pub undone: WordSet,
    /// Words that begin with و of their own.
    pub own_and: WordSet,
    /// Behind a name: another man of that name.
    pub namesakes: WordSet,
    /// What may stand between a subject and its verb: الذي.
    pub before_verbs: WordSet,
    /// Behind one of these a place tells where, not what: في.
    pub locatives: WordSet,
    /// What may stand directly before the deed's time.
    pub before_times: WordSet,
    pub deed: Vec<DeedKind>,
}

/// A sort of deed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeedKind {
    /// Its name inside isnad.
    pub(crate) kind: String,
    pub(crate) ar: String,
    pub(crate) en: String,
    pub(crate) parties: Vec<Party>,
    /// Deeds of the same parties at most so many days apart are one; `None` where a deed happens
    /// once.
    #[serde(default)]
    pub window: Option<i32>,
    pub(crate) verbs: Vec<Folded>,
    pub(crate) nouns: Vec<Folded>,
}

/// Whom or what a deed joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Party {
    Person,
    Place,
    Organisation,
}
