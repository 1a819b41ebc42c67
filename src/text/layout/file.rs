//! `data/lexicon/layout.toml` as it is written; its comments say more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, WordSet};

/// Phrases that tell what a block is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// Most words of a block that [`Self::boilerplate`] or [`Self::tail`] makes no text of the article.
    pub short_words: usize,
    /// What opens a block that is no text of the article.
    pub boilerplate: Vec<Folded>,
    /// The same, and nothing of the article follows it.
    pub tail: Vec<Folded>,
    /// The same anywhere in a block.
    pub anywhere: Vec<Folded>,
    /// Names of a site's sections.
    pub sections: Vec<Folded>,
    /// What opens a short block that names the author.
    pub byline: Vec<Folded>,
    /// The same anywhere in a block.
    pub byline_anywhere: Vec<Folded>,
    /// What closes a caption.
    pub credits: Vec<Folded>,
    /// What stands in a tweet or another insert.
    pub embedded: Vec<Folded>,
    /// Of [`Self::boilerplate`], what may open a block that an editor wants.
    pub wanted: Vec<Folded>,
    /// Remains of a page after the last sentence of a paragraph.
    pub behind: Vec<Folded>,
    /// The same anywhere in a paragraph.
    pub behind_anywhere: Vec<Folded>,
    /// Elements of HTML whose tags stand for nothing.
    pub tags: Vec<String>,
    /// Those whose tags stand for a space.
    pub breaks: Vec<String>,
    /// Shortcodes of a site's editor that may stand without attributes.
    pub shortcodes: Vec<String>,
    /// Words with which a paragraph goes on from the one before it.
    pub going_on: WordSet,
    /// Words that begin with و or ف and may open a text.
    pub firsts: WordSet,
    /// How words begin that are compared without it.
    pub articles: Vec<Folded>,
    /// How they end.
    pub endings: Vec<Folded>,
    /// Phrases with which a line of the page begins, each with one that follows in it.
    pub framed: Vec<[Folded; 2]>,
    /// Other marks of a page's source, each with what it stands for.
    pub markup: BTreeMap<String, String>,
}
