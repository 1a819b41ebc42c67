//! Inlay hints: the date a time expression means, and a name in Latin letters, beside it.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::actions::in_latin;
use super::card::Card;
use super::hover;
use super::markdown::clean;
use crate::corpus::{EntityKey, OpenArticle, Snapshot, id_of};
use crate::dates::{Time, TimeKind};
use crate::knowledge::EntityKind;
use crate::names::{Form, MentionKind};
use crate::settings::{DateHints, NameHints};
use crate::text::Span;
use crate::text::romanise::is_arabic;

/// Something shown in the text that is not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Behind which byte.
    pub offset: usize,
    /// What is shown: a TIMEX3 value, `2023-07`, or a name.
    pub label: String,
    /// What it is in words, and why, where that is not told of the words themselves.
    pub card: Option<Card>,
}

/// The hints in a part of an open article, in order: behind the time expressions that have a date
/// as `hints.dates` has it, behind names as `hints.names` has it.
pub fn inlay_hints(snapshot: &Snapshot, path: &Path, part: Span) -> Vec<InlayHint> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let shown = snapshot.settings(path).shown;
    let mut out = dates(snapshot, path, open, part, shown.date_hints.unwrap_or_default());
    out.extend(names(snapshot, path, open, part, shown.name_hints.unwrap_or_default()));
    out.sort_by_key(|hint| hint.offset);
    out
}

/// Whether what stands in a span has its hint in a part.
const fn ends_in(part: Span, span: Span) -> bool {
    part.start <= span.end && span.end <= part.end
}

fn dates(
    snapshot: &Snapshot,
    path: &Path,
    open: &OpenArticle,
    part: Span,
    wanted: DateHints,
) -> Vec<InlayHint> {
    let shown = |time: &&Time| match wanted {
        DateHints::All => true,
        DateHints::Relative => time.relative,
        DateHints::None => false,
    };
    let times = open.analysis.times.iter().filter(shown).filter(|time| ends_in(part, time.span));
    let hints = times.filter_map(|time| {
        Some(InlayHint {
            offset: time.span.end,
            label: label(time, &open.text.text)?,
            card: Some(hover::of_time(snapshot, path, time)?),
        })
    });
    hints.collect()
}

/// The value of a date, unless it is what the text says already.
fn label(time: &Time, text: &str) -> Option<String> {
    let value = time.value.filter(|value| value.kind() == TimeKind::Date)?.to_string();
    (!time.span.of(text).ends_with(&value)).then_some(value)
}

/// Full names in Arabic letters, as the knowledge base has them in Latin ones, else letter by letter.
fn names(
    snapshot: &Snapshot,
    path: &Path,
    open: &OpenArticle,
    part: Span,
    wanted: NameHints,
) -> Vec<InlayHint> {
    if wanted == NameHints::None {
        return Vec::new();
    }
    let text = &open.text.text;
    let mut latin: FxHashMap<EntityKey, String> = FxHashMap::default();
    let mut out = Vec::new();
    for mention in open.analysis.mentions.iter().filter(|m| matches!(m.form, Form::Full | Form::Unknown)) {
        let Some(kind) = named_kind(mention.kind) else {
            continue;
        };
        let id = id_of(mention, text, path);
        if wanted == NameHints::First && latin.contains_key(&id) {
            continue;
        }
        let words = mention.span.of(text);
        if !ends_in(part, mention.span) || !words.chars().any(is_arabic) {
            // A first one outside of the part counts, too.
            latin.entry(id).or_default();
            continue;
        }
        let label = latin.entry(id).or_default();
        if label.is_empty() {
            let entity = mention.entity.as_ref().and_then(|id| snapshot.knowledge().entity(id.as_str()));
            *label = entity.map_or_else(
                || in_latin(snapshot.knowledge(), kind, &clean(words)),
                |entity| clean(&entity.en),
            );
        }
        if !label.is_empty() {
            out.push(InlayHint { offset: mention.span.end, label: label.clone(), card: None });
        }
    }
    out
}

const fn named_kind(kind: MentionKind) -> Option<EntityKind> {
    match kind {
        MentionKind::Person => Some(EntityKind::Person),
        MentionKind::Place => Some(EntityKind::Place),
        MentionKind::Organisation => Some(EntityKind::Organisation),
        MentionKind::Demonym | MentionKind::Role => None,
    }
}
