//! Floor 3: findings. Start reading from [`Finding`].
//!
//! One file a rule: its check, its words in Arabic and English, its default severity. Rules read an
//! [`Analysis`] and the article's text, nothing else.

use crate::analysis::Analysis;
use crate::settings::{Settings, Severity};
use crate::text::Span;
use crate::words::Language;

/// Something an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The words it is about, in the document: where the squiggle goes.
    pub span: Span,
    /// Id of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence: what is missing, in which words.
    pub message: String,
    /// Other words that matter, each with a note.
    pub related: Vec<(Span, String)>,
}

/// What a rule may read.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// Settings in force.
    pub settings: &'a Settings,
    /// Language of the messages.
    pub language: Language,
}

/// The findings of all rules that are on, in order of place.
pub fn check(_article: Article<'_>) -> Vec<Finding> {
    Vec::new()
}
