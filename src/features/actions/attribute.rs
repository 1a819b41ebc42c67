//! Says behind a claim who says so: one of those who speak nearest to it, or a place left for whoever does; in
//! Markdown it asks for the source in a comment.

use super::{ActionKind, CodeAction, Place, meet};
use crate::claims::{Claim, SourceStatus};
use crate::text::Span;
use crate::words;

use super::super::markdown::clean;

/// The rules whose findings a source mends.
const RULES: [&str; 2] = ["unsourced-claim", "vague-source"];

/// How many of those who speak nearby are offered.
const NEAREST: usize = 3;

/// What stands where a source or a day is yet to be named.
pub(super) const OPEN: &str = "…";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let mends = place.found(&RULES);
    let claims = &place.analysis.claims;
    let here = claims.iter().position(|claim| !mends.is_empty() && meet(claim.span, place.span));
    let Some(at) = here else {
        return;
    };
    let claim = &claims[at];
    let end = end_of(place.text, claim.span);
    let action = |title: String, text: String| CodeAction {
        title,
        kind: ActionKind::Fix,
        edits: vec![place.edit(Span::new(end, end), text)],
        command: None,
        preferred: false,
        mends: mends.clone(),
    };
    // Beside a source that nobody knows a second one would have two mouths say one thing.
    if claim.source == SourceStatus::None && may_follow(place.text, claim.span, end) {
        for words in speakers(place, at) {
            out.push(action(place.title("mend.according-to", &words), format!("، بحسب {words}")));
        }
        let title = words::say(place.language, "mend.according-to-whom", &[]);
        out.push(action(title, format!("، بحسب {OPEN}")));
    }
    if place.is_markdown() {
        let title = words::say(place.language, "mend.ask-for-source", &[]);
        let question = words::say(words::Language::Ar, "mend.ask-for-source.comment", &[]);
        out.push(CodeAction {
            edits: vec![
                place.edit(Span::new(claim.span.end, claim.span.end), format!(" <!-- {question} -->")),
            ],
            mends: Vec::new(),
            ..action(title, String::new())
        });
    }
}

/// The byte behind a sentence's last word, before the marks that end it.
pub(super) fn end_of(text: &str, sentence: Span) -> usize {
    let words = sentence.of(text).trim_end();
    let words = words.trim_end_matches(['.', '!', '؟', '?', '؛', '،', ',', ':', '…', '۔']).trim_end();
    sentence.start + words.len()
}

/// Whether words may be put in behind a sentence's last one: not inside an address or a tag.
pub(super) fn may_follow(text: &str, sentence: Span, end: usize) -> bool {
    let words = Span::new(sentence.start, end).of(text);
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    !last.is_empty() && !last.contains(['/', '@', '#', '_', '<', '>', '`', '\\'])
}

/// Those who speak in the article, the nearest to a claim first, each once, in the words to be put behind بحسب.
fn speakers(place: &Place<'_>, at: usize) -> Vec<String> {
    let mut claims: Vec<(usize, &Claim)> = place.analysis.claims.iter().enumerate().collect();
    claims.sort_by_key(|(other, _)| (other.abs_diff(at), *other));
    let mut all: Vec<String> = Vec::new();
    for (_, claim) in claims.into_iter().filter(|(_, claim)| claim.source == SourceStatus::Named) {
        let words = claim.chain.first().filter(|link| !link.vague).and_then(|link| match &*link.entities {
            [one] => place.snapshot.knowledge().entity(one.as_str()).map(|entity| clean(&entity.ar)),
            _ => Some(clean(link.span.of(place.text))),
        });
        let words = words.filter(|words| !words.is_empty() && words.split_whitespace().count() <= LONGEST);
        all.extend(words.filter(|words| !all.contains(words)));
        if all.len() == NEAREST {
            break;
        }
    }
    all
}

/// Words of a source that is offered; a longer one is no name.
const LONGEST: usize = 8;
