//! The timeline: what an article says happened when.

use jiff::civil::Date;

use super::articles::Entry;
use super::markdown::clean;
use crate::analysis::{Analysis, analyse};
use crate::claims::{Claim, DateStatus};
use crate::corpus::Snapshot;
use crate::dates::{Time, TimeKind, TimeValue};
use crate::knowledge::{EntityId, EntityKind, Knowledge};
use crate::names::MentionKind;
use crate::text::{Role, Span};
use crate::words::calendar::{month_both, weekday};
use crate::words::{self, Language};

/// How much of a sentence is shown, in letters.
const SHOWN: usize = 220;
/// A time that takes in more days than a month dates no event.
const MONTH: i32 = 31;

/// Something that happened on a day, or in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// First and last day of its time.
    pub days: (Date, Date),
    /// Its time.
    pub value: TimeValue,
    /// Whether the value is sure.
    pub certain: bool,
    /// Whether the time is that of the sentence before.
    pub inherited: bool,
    /// The sentence, in the document.
    pub span: Span,
    /// The sentence's words, shortened.
    pub words: String,
    /// Who and what is named in it, each once, in order.
    pub names: Vec<Named>,
}

/// Somebody or something named in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id, where it is known.
    pub id: Option<EntityId>,
    /// Its name in the language set, else as written.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
}

impl Event {
    /// The day, where it is one.
    pub fn day(&self) -> Option<Date> {
        (self.days.0 == self.days.1).then_some(self.days.0)
    }
}

/// An article and what it tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The article.
    pub article: Entry,
    /// Its events.
    pub events: Vec<Event>,
}

/// What an article of the corpus, open or not, says happened when; `None` where it is gone.
pub fn told(snapshot: &Snapshot, article: &Entry) -> Option<Told> {
    let path = &article.path;
    let language = snapshot.language(path);
    let knowledge = snapshot.knowledge();
    let events = if let Some(open) = snapshot.open(path) {
        timeline(&open.text.text, &open.analysis, knowledge, language)
    } else {
        let text = snapshot.text(path)?.text;
        let analysis = analyse(&text, &snapshot.project().metadata(path), knowledge);
        timeline(&text, &analysis, knowledge, language)
    };
    Some(Told { article: article.clone(), events })
}

/// The dated events of an article in the order of its text: sentences whose event has a day or a
/// month of its own, or that of the sentence before.
pub fn timeline(text: &str, analysis: &Analysis, knowledge: &Knowledge, language: Language) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    let mut carried: Option<&Time> = None;
    for claim in &analysis.claims {
        let own = time_of(analysis, claim);
        let time = match claim.date {
            DateStatus::Own => own,
            DateStatus::Inherited => own.or(carried),
            _ => None,
        };
        carried = time;
        let Some((time, days, value)) = time.and_then(|t| Some((t, t.days?, t.value?))) else {
            continue;
        };
        let head = claim.span.start;
        let is_read = |b: &crate::text::Block| b.role == Role::Body && b.span.touches(head);
        if !analysis.blocks.iter().any(is_read) {
            continue;
        }
        out.push(Event {
            days,
            value,
            certain: time.certain,
            inherited: own.is_none(),
            span: claim.span,
            words: words::clip(&clean(claim.span.of(text)), SHOWN),
            names: names(text, analysis, knowledge, language, claim.span),
        });
    }
    out
}

/// The day or month of a claim's event: the one nearest to its verb, a day before a month.
fn time_of<'a>(analysis: &'a Analysis, claim: &Claim) -> Option<&'a Time> {
    let verb = claim.event.unwrap_or(claim.span).start;
    let inside = analysis.times.iter().filter(|t| claim.span.contains(t.span));
    let dated = inside.filter_map(|t| {
        let (first, last) = t.days.filter(|_| t.kind() == TimeKind::Date)?;
        let days = first.until(last).ok()?.get_days();
        (days < MONTH).then_some((days > 0, t.span.start.abs_diff(verb), t))
    });
    dated.min_by_key(|(is_long, away, _)| (*is_long, *away)).map(|(.., t)| t)
}

fn names(
    text: &str,
    analysis: &Analysis,
    knowledge: &Knowledge,
    language: Language,
    span: Span,
) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let inside = analysis.mentions.iter().filter(|m| span.contains(m.span));
    for mention in inside.filter(|m| m.kind != MentionKind::Demonym) {
        let entity = mention.entity.as_ref();
        let entity = entity.and_then(|id| knowledge.entity(id.as_str()));
        let named = match (&entity, mention.kind) {
            (Some(e), _) => Named { id: Some(e.id.clone()), name: clean(e.name(language)), kind: e.kind },
            (None, MentionKind::Role | MentionKind::Demonym) => continue,
            (None, kind) => Named {
                id: None,
                name: clean(mention.span.of(text)),
                kind: match kind {
                    MentionKind::Place => EntityKind::Place,
                    MentionKind::Organisation => EntityKind::Organisation,
                    _ => EntityKind::Person,
                },
            },
        };
        if !out.iter().any(|n| n.name == named.name) {
            out.push(named);
        }
    }
    out
}

/// A month as a heading: يوليو/ تموز 2023.
pub fn month_heading(language: Language, date: Date) -> String {
    format!("{} {}", month_both(language, date.month()), date.year())
}

/// A day's weekday.
pub fn weekday_heading(language: Language, date: Date) -> String {
    weekday(language, date.weekday())
}
