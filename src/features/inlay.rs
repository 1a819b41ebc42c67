//! Inlay hints: the date a time expression means, beside it.

use std::path::Path;

use super::card::Card;
use super::hover;
use crate::corpus::Snapshot;
use crate::dates::{Time, TimeKind};
use crate::settings::DateHints;
use crate::text::Span;

/// Something shown in the text that is not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Behind which byte.
    pub offset: usize,
    /// What is shown: a TIMEX3 value, `2023-07`.
    pub label: String,
    /// What it is in words, and why.
    pub card: Card,
}

/// The hints in a part of an open article, in order: as `hints.dates` has it, behind the time
/// expressions that have a date.
pub fn inlay_hints(snapshot: &Snapshot, path: &Path, part: Span) -> Vec<InlayHint> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let wanted = snapshot.settings(path).shown.date_hints.unwrap_or_default();
    let shown = |time: &&Time| match wanted {
        DateHints::All => true,
        DateHints::Relative => time.relative,
        DateHints::None => false,
    };
    let inside = |time: &&Time| part.start <= time.span.end && time.span.end <= part.end;
    let times = open.analysis.times.iter().filter(shown).filter(inside);
    let hints = times.filter_map(|time| {
        Some(InlayHint {
            offset: time.span.end,
            label: label(time, &open.text.text)?,
            card: hover::of_time(snapshot, path, time)?,
        })
    });
    hints.collect()
}

/// The value of a date, unless it is what the text says already.
fn label(time: &Time, text: &str) -> Option<String> {
    let value = time.value.as_ref()?;
    (time.kind == TimeKind::Date && !time.span.of(text).ends_with(value)).then(|| value.clone())
}
