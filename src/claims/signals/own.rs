//! The signals of a sentence by itself.

use super::Signals;
use super::clause;
use crate::claims::alone::Alone;
use crate::claims::line::Line;
use crate::claims::source::Attribution;
use crate::claims::speaker::Speaker;
use crate::claims::{DateStatus, Reason, SourceStatus, Telling, Weight};
use crate::names::MentionKind;
use crate::text::clitic;

/// What the signals of a sentence are read from.
pub(in crate::claims) struct Told<'a, 't> {
    pub(in crate::claims) line: &'a Line<'t>,
    pub(in crate::claims) alone: &'a Alone,
    pub(in crate::claims) attributions: &'a [Attribution],
}

/// Words of a sentence at whose ends its attribution stands.
const OPENING: usize = 3;
const CLOSING: usize = 3;

/// Adds the signals of a sentence by itself.
pub(in crate::claims) fn read(told: &Told<'_, '_>, out: &mut Signals) {
    words(told.line, out);
    opening(told.line, out);
    classes(told.line, out);
    clause::verbs(told.line, out);
    clause::phrases(told.line, out);
    clause::deeds(told.line, out);
    names(told.line, out);
    attributions(told, out);
    telling(told, out);
    quotation(told.line, out);
}

/// Its words and pairs of words. A name counts as what it names.
fn words(line: &Line<'_>, out: &mut Signals) {
    let mut before = None;
    for at in line.first..line.end {
        let word = line.word(at);
        out.put(&["word", word]);
        if line.tokens().is_word(at) && line.naming(at).is_none() {
            let stem = if word.starts_with('<') { word } else { line.stem(at) };
            out.put(&["stem", stem]);
        }
        if let Some(before) = before {
            out.put(&["pair", before, word]);
        }
        before = Some(word);
    }
}

/// What it begins and ends with.
fn opening(line: &Line<'_>, out: &mut Signals) {
    let shape = |at: usize| line.shape(at);
    let first = line.first;
    out.put(&["first", line.word(first)]);
    out.put(&["second", line.word(first + 1)]);
    out.put(&["opens", shape(first), shape(first + 1)]);
    out.put(&["opens", shape(first), shape(first + 1), shape(first + 2)]);
    out.put(&["opens-with", line.word(first), shape(first + 1)]);
    let prefix: String = line.key(first).chars().take(2).collect();
    out.put(&["prefix", &prefix]);
    let behind = clitic::strip_conjunction(line.key(first)).unwrap_or(line.key(first));
    let ending: String = behind.chars().rev().take(2).collect();
    out.put(&["form", &behind.chars().take(1).collect::<String>(), &ending, length(behind.chars().count())]);
    for at in first..line.end.min(first + OPENING) {
        out.put(&["early", line.word(at)]);
    }
    for at in line.end.saturating_sub(CLOSING).max(first)..line.end {
        out.put(&["late", line.word(at)]);
    }
    out.put(&["ends", shape(line.end.saturating_sub(2)), shape(line.end.saturating_sub(1))]);
    out.put(&["length", length(line.words())]);
}

/// The lists its words stand in, and where.
fn classes(line: &Line<'_>, out: &mut Signals) {
    for at in line.first..line.end {
        let quoted = line.is_quoted(at);
        for class in line.marks(at).classes.names() {
            out.put(&["class", class]);
            out.put(&["class", class, line.place(at)]);
            out.put_if(quoted, &["class", class, "quoted"]);
        }
    }
}

/// Who and what is named in it, and the times.
fn names(line: &Line<'_>, out: &mut Signals) {
    out.put(&["names", length(line.named.len())]);
    out.put(&["times", length(line.times.len())]);
    for named in &line.named {
        let known = if named.mention.entity.is_some() { "known" } else { "unknown" };
        out.put(&["name", kind(named.mention.kind), known]);
        out.put(&["name-at", kind(named.mention.kind), line.place(named.first)]);
        let before = named.first.checked_sub(1).filter(|i| *i >= line.first);
        out.put(&["before-name", kind(named.mention.kind), before.map_or("^", |i| line.word(i))]);
    }
    for time in &line.times {
        out.put(&["time", if time.days.is_some() { "days" } else { "open" }]);
        out.put_if(time.deictic, &["time", "deictic"]);
        out.put_if(time.relative, &["time", "relative"]);
    }
}

/// What the rules make of who says it.
fn attributions(told: &Told<'_, '_>, out: &mut Signals) {
    let all = told.attributions;
    out.put(&["attributions", length(all.len())]);
    for a in all {
        let how = if a.noun { "phrase" } else { strength(a) };
        let main = if a.main { "main" } else { "inner" };
        out.put(&["says", how, speaker(&a.speaker), main]);
        out.put(&["speaker", speaker(&a.speaker), main]);
        out.put_if(a.passer.is_some(), &["passer"]);
        if let Speaker::Named(_, words) | Speaker::Vague(words) | Speaker::Anaphor(words) = &a.speaker {
            clause::speaker(told.line, *words, speaker(&a.speaker), out);
        }
    }
}

/// What it tells, by the rules: its weight and why, its event, its time.
fn telling(told: &Told<'_, '_>, out: &mut Signals) {
    let alone = told.alone;
    out.put(&["rules", status(alone.verdict.status)]);
    out.put(&["rules-weight", weight(alone.weight)]);
    out.put(&["rules-date", date(alone.date(false))]);
    out.put_if(alone.verdict.partly, &["partly"]);
    out.put_if(alone.is_question, &["question"]);
    out.put_if(alone.opens_with_source, &["opens-with-source"]);
    out.put(&["telling", manner(alone.telling)]);
    for (reason, _) in &alone.reasons {
        out.put(&["reason", reason_name(*reason)]);
        out.put(&["reason", reason_name(*reason), status(alone.verdict.status)]);
    }
    if let Some(first) = alone.reasons.first() {
        out.put(&["first-reason", reason_name(first.0), date(alone.date(false))]);
    }
    let counts = [("toll", alone.toll), ("forces", alone.forces)];
    for (what, count) in counts.into_iter().filter_map(|(what, count)| Some((what, count?))) {
        let loose = if count.loose { "loose" } else { "exact" };
        out.put(&[what, loose, if count.given { "given" } else { "told" }]);
        out.put(&[what, status(alone.verdict.status)]);
    }
    for incident in &alone.incidents {
        out.put(&["incident", incident]);
    }
    if let Some(event) = alone.event {
        let at = told.line.tokens().at_or_after(event.start.saturating_sub(told.line.view.offset));
        out.put(&["event", told.line.word(at)]);
        out.put(&["event-at", told.line.place(at)]);
    }
}

fn quotation(line: &Line<'_>, out: &mut Signals) {
    let share = line.quoted_share();
    out.put(&[
        "quoted",
        if share == 0 {
            "none"
        } else if share < 30 {
            "some"
        } else if share < 60 {
            "half"
        } else {
            "most"
        },
    ]);
    out.put_if(line.begins_quoted(), &["begins-quoted"]);
    let marks = line.view.cues.quotes.quotes.iter().any(|q| (line.first..line.end).contains(&q.open));
    out.put_if(marks, &["marks"]);
}

/// A small number as a word.
pub(super) const fn length(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=9 => "9",
        10..=15 => "15",
        16..=25 => "25",
        26..=40 => "40",
        _ => "more",
    }
}

pub(in crate::claims) const fn kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "<person>",
        MentionKind::Place => "<place>",
        MentionKind::Organisation => "<body>",
        MentionKind::Demonym => "<demonym>",
        MentionKind::Role => "<role>",
    }
}

const fn strength(a: &Attribution) -> &'static str {
    clause::strength(a.strength)
}

fn speaker(speaker: &Speaker) -> &'static str {
    match speaker {
        Speaker::Named(ids, _) if ids.is_empty() => "words",
        Speaker::Named(..) => "known",
        Speaker::Vague(_) => "vague",
        Speaker::Anaphor(_) => "anaphor",
        Speaker::Both(_) => "both",
        Speaker::Unsaid => "unsaid",
    }
}

pub(in crate::claims) const fn status(status: SourceStatus) -> &'static str {
    match status {
        SourceStatus::Named => "named",
        SourceStatus::Carried => "carried",
        SourceStatus::Vague => "vague",
        SourceStatus::None => "none",
    }
}

const fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Strong => "strong",
        Weight::Plain => "plain",
    }
}

pub(super) const fn date(date: DateStatus) -> &'static str {
    match date {
        DateStatus::Own => "own",
        DateStatus::Inherited => "inherited",
        DateStatus::Vague => "vague",
        DateStatus::None => "none",
        DateStatus::NoEvent => "-",
    }
}

pub(super) const fn manner(telling: Telling) -> &'static str {
    match telling {
        Telling::News => "news",
        Telling::GoesOn => "goes-on",
        Telling::Explains => "explains",
        Telling::Turns => "turns",
        Telling::Background => "background",
    }
}

const fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Casualty => "casualty",
        Reason::Number => "number",
        Reason::Accusation => "accusation",
        Reason::Military => "military",
        Reason::Motive => "motive",
        Reason::Superlative => "superlative",
        Reason::Prediction => "prediction",
    }
}
