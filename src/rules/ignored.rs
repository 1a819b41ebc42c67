//! Findings that somebody lets stand: by an entry of `isnad-ignores.toml`, or by a comment in the
//! article.

use super::run::Found;
use super::{Article, Finding, RULES};
use crate::analysis::Analysis;
use crate::settings::{FindingKey, Quoted};
use crate::text::{Block, Span, comment};

/// What a comment begins with.
const NAME: &str = "isnad-ignore";

/// A comment that lets findings stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// Where it stands.
    pub(super) span: Span,
    /// The rules it names, known or not.
    pub(super) rules: Vec<String>,
    /// The words it speaks of.
    scope: Span,
}

impl Comment {
    /// Whether it lets a finding stand.
    pub(super) fn holds_for(&self, finding: &Finding) -> bool {
        let inside = self.scope.start <= finding.span.start && finding.span.start < self.scope.end;
        inside && self.rules.iter().any(|r| r == finding.rule)
    }
}

/// Whether an article may have comments that let findings stand.
pub(super) fn has_comments(text: &str) -> bool {
    text.contains(NAME)
}

/// The comments of an article that let findings stand, in order.
pub(super) fn comments(text: &str, analysis: &Analysis) -> Vec<Comment> {
    if !has_comments(text) {
        return Vec::new();
    }
    let found = comment::find(text).into_iter();
    found.filter_map(|span| read(text, analysis, span)).collect()
}

/// `<!-- isnad-ignore: a, b -->`, with `-next` or `-file` behind the name.
fn read(text: &str, analysis: &Analysis, span: Span) -> Option<Comment> {
    let inside = span.of(text).strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let (how, rules) = match inside.strip_prefix(NAME)?.split_once(':') {
        Some((how, rules)) => (how.trim(), rules),
        None => (inside.strip_prefix(NAME)?.trim(), ""),
    };
    let at = analysis.blocks.iter().position(|b| b.span.contains(span))?;
    let own = analysis.blocks.get(at).map(|b| b.span)?;
    let scope = match how {
        "-file" => Span::new(0, text.len()),
        "" if !is_comment(text, own) => own,
        "" | "-next" => next_block(text, &analysis.blocks[at + 1..]).unwrap_or(own),
        _ => return None,
    };
    let rules = rules.split([',', '،', ' ']).filter(|r| !r.is_empty()).map(str::to_owned);
    Some(Comment { span, rules: rules.collect(), scope })
}

/// The first block that is more than comments.
fn next_block(text: &str, blocks: &[Block]) -> Option<Span> {
    blocks.iter().map(|b| b.span).find(|span| !is_comment(text, *span))
}

fn is_comment(text: &str, block: Span) -> bool {
    comment::blanked(block.of(text)).trim().is_empty()
}

/// Takes out the findings that are to stand.
pub(super) fn drop_from(findings: &mut Vec<Finding>, article: &Article<'_>, comments: &[Comment]) {
    findings.retain(|f| !comments.iter().any(|c| c.holds_for(f)));
    if !article.settings.ignored.is_empty() {
        findings.retain(|f| !article.settings.ignored.holds_for(&key(article.text, article.analysis, f)));
    }
}

/// What a finding is known by.
fn key<'f>(text: &str, analysis: &Analysis, finding: &'f Finding) -> FindingKey<'f> {
    let words = Quoted::new(finding.span.of(text));
    let sentence = sentence_of(analysis, finding.span).map_or(words, |s| Quoted::new(s.of(text)));
    FindingKey { rule: finding.rule, text: words, sentence }
}

/// The sentence that words stand in; `None` for words that are no part of one.
pub fn sentence_of(analysis: &Analysis, words: Span) -> Option<Span> {
    let next = analysis.sentences.partition_point(|s| s.span.start <= words.start);
    let sentence = analysis.sentences.get(next.checked_sub(1)?)?.span;
    sentence.contains(words).then_some(sentence)
}

/// What all findings are known by that an article can have by itself, whatever is set: an entry that fits
/// none of them is about nothing any more. What hangs on other articles is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingKeys(Box<[(u8, Quoted, Quoted)]>);

impl FindingKeys {
    /// The keys of what was found in an article.
    pub(super) fn new(text: &str, analysis: &Analysis, found: &[Found]) -> Self {
        let keys = found.iter().filter_map(|f| {
            let key = key(text, analysis, &f.finding);
            Some((u8::try_from(f.rule).ok()?, key.text, key.sentence))
        });
        let mut keys: Vec<_> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys.into())
    }

    /// The keys as numbers, to be kept: the rule's place in [`RULES`], words and sentence.
    pub fn parts(&self) -> impl Iterator<Item = (u8, u32, u32)> {
        self.0.iter().map(|(rule, text, sentence)| (*rule, text.number(), sentence.number()))
    }

    /// Keys that were kept by their [parts](Self::parts).
    pub fn from_parts(parts: Vec<(u8, u32, u32)>) -> Self {
        let keys = parts.into_iter();
        let keys =
            keys.map(|(rule, text, sentence)| (rule, Quoted::of_number(text), Quoted::of_number(sentence)));
        Self(keys.collect())
    }

    /// The keys, one by one.
    pub fn iter(&self) -> impl Iterator<Item = FindingKey<'static>> {
        self.0.iter().filter_map(|&(index, text, sentence)| {
            Some(FindingKey { rule: RULES.get(usize::from(index))?.id, text, sentence })
        })
    }
}
