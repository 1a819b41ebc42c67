//! `data/lexicon/titles.toml` and `data/lexicon/bodies.toml` as they are written; their comments say more.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, WordSet};

/// `titles.toml`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitlesFile {
    pub modifiers: Vec<Folded>,
    pub former: WordSet,
    pub attributes: WordSet,
    pub ranks: Vec<Folded>,
    pub title: Vec<Title>,
}

/// What a title is an office of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OfficeOf {
    /// A state.
    #[default]
    State,
    /// An organisation.
    Body,
    /// Either.
    Any,
}

/// A title of the lexicon.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Its id.
    pub id: String,
    /// In Arabic words.
    pub ar: String,
    /// In English words.
    pub en: String,
    /// Titles that one shorter form can stand for share a group.
    pub group: String,
    /// What it is an office of.
    #[serde(default)]
    pub of: OfficeOf,
    /// Whether it has one holder at a time.
    #[serde(default = "yes")]
    pub exclusive: bool,
    #[serde(default)]
    pub(super) forms: Vec<Folded>,
    #[serde(default)]
    pub(super) of_forms: Vec<Folded>,
}

const fn yes() -> bool {
    true
}

/// `bodies.toml`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodiesFile {
    pub body: Vec<Body>,
}

/// A body of the lexicon, to be joined with a state.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub(super) id: String,
    /// Class of the entity it makes.
    pub class: String,
    /// In Arabic words, before the state.
    pub ar: String,
    /// In English words.
    pub en: String,
    pub(super) forms: Vec<Folded>,
    #[serde(default)]
    pub(super) short: Vec<Folded>,
    /// Whether the form alone can mean it where the article makes the state plain.
    #[serde(default)]
    pub bare: bool,
    /// Whether "في CITY" is part of its id.
    #[serde(default)]
    pub city: bool,
}
