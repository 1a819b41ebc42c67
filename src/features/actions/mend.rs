//! Mends a finding whose rule says how, and all of its kind in the file.

use super::{ActionKind, CodeAction, Diagnostic, Edit, Place};
use crate::text::Span;
use crate::words;

/// The rules whose findings are mended all at once.
const AT_ONCE: [&str; 7] = [
    "hidden-character",
    "glued-text",
    "leftover-text",
    "misspelt-name",
    "mixed-script",
    "repeated-passage",
    "title-mismatch",
];

/// Those among them of which one is mended without a second look.
const PREFERRED: [&str; 3] = ["hidden-character", "glued-text", "leftover-text"];

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let here: Vec<&Diagnostic> = place.findings.iter().filter(|d| !d.mend.is_empty()).collect();
    for finding in &here {
        let code = finding.source.code();
        out.push(CodeAction {
            title: words::say(place.language, &format!("mend.{code}"), &[&shown(place, finding)]),
            kind: ActionKind::Fix,
            edits: edits(place, &[finding]),
            command: None,
            preferred: PREFERRED.contains(&code),
            mends: vec![(finding.source, finding.at)],
        });
    }
    for rule in AT_ONCE.into_iter().filter(|rule| here.iter().any(|d| d.source.code() == *rule)) {
        let all = place.findings.iter().chain(&place.elsewhere);
        let all: Vec<&Diagnostic> = all.filter(|d| d.source.code() == rule && !d.mend.is_empty()).collect();
        if all.len() < 2 {
            continue;
        }
        let count = all.len().to_string();
        out.push(CodeAction {
            title: words::say(place.language, &format!("mend.all.{rule}"), &[&count]),
            kind: ActionKind::Fix,
            edits: edits(place, &all),
            command: None,
            preferred: false,
            mends: all.iter().map(|d| (d.source, d.at)).collect(),
        });
    }
}

/// The edits of some findings in order of place; one that meets another's is left out.
pub(super) fn edits(place: &Place<'_>, findings: &[&Diagnostic]) -> Vec<Edit> {
    let mut all: Vec<_> = findings.iter().flat_map(|d| &d.mend).collect();
    all.sort_by_key(|r| r.span);
    let mut end = 0;
    let mut out = Vec::new();
    for replacement in all {
        let Span { start, end: to } = replacement.span;
        if start >= end || out.is_empty() {
            end = to.max(start + usize::from(start == to));
            out.push(place.edit(replacement.span, replacement.text.clone()));
        }
    }
    out
}

/// The finding's words as a title quotes them: as they will stand, or those that go.
fn shown(place: &Place<'_>, finding: &Diagnostic) -> String {
    let first = finding.mend.first().map_or(Span::default(), |r| r.span);
    let last = finding.mend.last().map_or(first, |r| r.span);
    let whole = match finding.at {
        super::At::Span(span) => Span::new(span.start.min(first.start), span.end.max(last.end)),
        super::At::Line(_) => Span::new(first.start, last.end),
    };
    let mut after = String::new();
    let mut at = whole.start;
    for replacement in &finding.mend {
        after.push_str(Span::new(at, replacement.span.start).of(place.text));
        after.push_str(&replacement.text);
        at = replacement.span.end;
    }
    after.push_str(Span::new(at, whole.end).of(place.text));
    let words = if after.trim().is_empty() { whole.of(place.text) } else { after.as_str() };
    words::quote(place.language, words)
}
