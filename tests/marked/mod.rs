//! Texts with their answers inside: `⟦words|K:value⟧`, the notation of the gold labels.
//!
//! K is P L O D R for a mention (value: its entity, `?` where none is known) and T for a time.

#![allow(clippy::expect_used, reason = "a test's helpers fail by panicking")]

use std::fmt::Write as _;

use isnad::analysis::Analysis;
use isnad::names::{Mention, MentionKind};
use isnad::text::Span;

/// A marked span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where, in the bare text.
    pub(crate) span: Span,
    /// `P L O D R T`.
    pub(crate) kind: char,
    /// Entity or time value.
    pub(crate) value: String,
}

/// Takes the marks out of a text.
pub(crate) fn parse(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find('⟦') {
        text.push_str(&rest[..at]);
        let inner = &rest[at + '⟦'.len_utf8()..];
        let end = inner.find('⟧').expect("a mark closes");
        let (words, label) = inner[..end].split_once('|').expect("a mark has a label");
        let (kind, value) = label.split_once(':').expect("a label has a kind and a value");
        let start = text.len();
        text.push_str(words);
        let kind = kind.chars().next().expect("a kind is a letter");
        marks.push(Mark { span: Span::new(start, text.len()), kind, value: value.to_owned() });
        rest = &inner[end + '⟧'.len_utf8()..];
    }
    text.push_str(rest);
    (text, marks)
}

/// The letter of a mention's kind.
pub(crate) fn letter(mention: &Mention) -> char {
    match mention.kind {
        MentionKind::Person => 'P',
        MentionKind::Place => 'L',
        MentionKind::Organisation => 'O',
        MentionKind::Demonym => 'D',
        MentionKind::Role => 'R',
    }
}

/// The mentions of an analysis as marks.
pub(crate) fn mentions(analysis: &Analysis) -> Vec<Mark> {
    let value = |m: &Mention| m.entity.as_ref().map_or("?".to_owned(), ToString::to_string);
    analysis.mentions.iter().map(|m| Mark { span: m.span, kind: letter(m), value: value(m) }).collect()
}

/// Writes marks back into a text, for messages people can read.
#[allow(dead_code)]
pub(crate) fn marked(text: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(&text[at..mark.span.start]);
        let words = mark.span.of(text);
        let _ = write!(out, "⟦{words}|{}:{}⟧", mark.kind, mark.value);
        at = mark.span.end;
    }
    out + &text[at..]
}
