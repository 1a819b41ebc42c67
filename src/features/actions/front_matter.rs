//! States the publication date in the front matter, which is made where there is none.

use jiff::civil::Date;

use super::super::in_words::full_day;
use super::{ActionKind, CodeAction, Edit, Place, meet};
use crate::analysis::Certainty;
use crate::text::{Role, Span};
use crate::words;

/// The findings that a stated date mends, wherever they stand.
const MENDED: [&str; 4] = ["undated-article", "unresolved-date", "stale-relative-date", "front-matter"];

/// How many days are offered where the text leaves many.
const MOST: usize = 5;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let mends = place.found(&MENDED);
    if mends.is_empty() && !at_the_head(place) || states(place) {
        return;
    }
    let is_known = place.analysis.published.date.is_some();
    for (at, date) in candidates(place).into_iter().enumerate() {
        let Some(edit) = edit(place, date) else {
            return;
        };
        let shown = full_day(place.language, date);
        out.push(CodeAction {
            title: words::say(place.language, "action.front-matter", &[&shown]),
            kind: if mends.is_empty() { ActionKind::Rewrite } else { ActionKind::Fix },
            edits: vec![edit],
            command: None,
            preferred: at == 0 && !mends.is_empty() && is_known,
            mends: mends.clone(),
        });
    }
}

/// Whether the cursor is in the headline or above it.
fn at_the_head(place: &Place<'_>) -> bool {
    let blocks = &place.analysis.blocks;
    let is_head = |role| matches!(role, Role::FrontMatter | Role::Headline | Role::Dateline);
    let first = blocks.iter().take(1);
    let heads = blocks.iter().filter(|b| is_head(b.role)).chain(first);
    heads.into_iter().any(|b| meet(b.span, place.span))
}

/// Whether the front matter has a date already.
fn states(place: &Place<'_>) -> bool {
    let matter = matter(place);
    let published = &place.analysis.published;
    let inside = published.span.zip(matter);
    published.certainty == Certainty::Stated && inside.is_some_and(|(s, m)| m.contains(s))
}

/// The days the article may be of; none where they are too many to choose from.
fn candidates(place: &Place<'_>) -> Vec<Date> {
    let published = &place.analysis.published;
    match published.date {
        Some(date) => vec![date],
        None if published.candidates.len() > MOST => Vec::new(),
        None => published.candidates.clone(),
    }
}

fn matter(place: &Place<'_>) -> Option<Span> {
    let first = place.analysis.blocks.first()?;
    (first.role == Role::FrontMatter).then_some(first.span)
}

/// A faulty date is replaced; front matter without one gets a line; else it is made.
fn edit(place: &Place<'_>, date: Date) -> Option<Edit> {
    let faults = &place.analysis.faults;
    if faults.iter().any(|f| f.found == "---") {
        return None;
    }
    if let Some(fault) = faults.first() {
        return Some(place.edit(fault.span, date.to_string()));
    }
    let end = if place.text.contains("\r\n") { "\r\n" } else { "\n" };
    if let Some(matter) = matter(place) {
        let first = matter.of(place.text).find('\n')? + 1;
        let at = matter.start + first;
        return Some(place.edit(Span::new(at, at), format!("date: {date}{end}")));
    }
    let bom = place.text.len() - place.text.trim_start_matches('\u{FEFF}').len();
    let text = format!("---{end}date: {date}{end}---{end}{end}");
    Some(place.edit(Span::new(bom, bom), text))
}
