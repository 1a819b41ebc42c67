//! Floor 2b: who says so. Start reading from [`Claim`].
//!
//! Here live reporting cues, sources, and which sentences assert something. It reads mentions and
//! times as plain spans and does not know how they were found.

use serde::Serialize;

use crate::knowledge::EntityId;
use crate::text::Span;

/// Who stands behind a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceStatus {
    /// The sentence names who says it.
    Named,
    /// It goes on with what the last named source says, or its source stands beside it.
    Carried,
    /// A source that cannot be identified, or an impersonal formula.
    Vague,
    /// Nobody.
    None,
}

/// How badly a claim needs a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Any newsroom would ask for one.
    Strong,
    /// A public event or well-known background.
    Plain,
}

/// Why a claim is a strong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Dead, wounded, missing.
    Casualty,
    /// A count or a share.
    Number,
    /// Somebody is blamed.
    Accusation,
    /// Arms, troops, intelligence.
    Military,
    /// Why somebody did it.
    Motive,
    /// The most, the first, without precedent.
    Superlative,
    /// What will happen.
    Prediction,
}

/// Whether the time of a claim's event is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum DateStatus {
    /// The sentence has a time that can be resolved to a day, month or year.
    #[serde(rename = "own")]
    Own,
    /// The sentence before it in the section fixes the time.
    #[serde(rename = "inherited")]
    Inherited,
    /// Only a vague reference or a bare duration.
    #[serde(rename = "vague")]
    Vague,
    /// An event without a time.
    #[serde(rename = "none")]
    None,
    /// No event: a state, a stance, a plan.
    #[serde(rename = "-")]
    NoEvent,
}

/// A sentence that asserts something a reader could check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The sentence, in the document.
    pub span: Span,
    /// Its index in the article's sentences.
    pub sentence: usize,
    /// Who stands behind it.
    pub source: SourceStatus,
    /// The sources' entities, where known; the original speaker first.
    pub source_entities: Vec<EntityId>,
    /// The words that name the source (named) or are the vague cue, in the document.
    pub source_span: Option<Span>,
    /// How badly it needs a source.
    pub weight: Weight,
    /// Why, with the words that matter (in the document), most telling first.
    pub reasons: Vec<(Reason, Span)>,
    /// Whether its event is dated.
    pub date: DateStatus,
    /// The verb that reports the event, where one was found.
    pub event: Option<Span>,
}

use crate::dates::Time;
use crate::knowledge::Knowledge;
use crate::names::Mention;
use crate::text::{Role, Tokens};

/// Cues of reporting and of claims in a block, found from its words alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CueFacts {}

/// Finds the cues of a block.
pub fn find(_text: &str, _tokens: &Tokens) -> CueFacts {
    CueFacts {}
}

/// A sentence as the claims pass sees it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a> {
    /// Where it stands in the document.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// First byte of its block.
    pub offset: usize,
    /// What its block is.
    pub role: Role,
    /// Tokens of its block.
    pub tokens: &'a Tokens,
    /// Cues of its block.
    pub cues: &'a CueFacts,
}

/// The claims of an article.
pub fn read(
    _text: &str,
    _sentences: &[SentenceView<'_>],
    _mentions: &[Mention],
    _times: &[Time],
    _knowledge: &Knowledge,
) -> Vec<Claim> {
    Vec::new()
}
