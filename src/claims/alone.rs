//! What a sentence tells by itself, whatever was said before it; and what is kept of it between edits:
//! a letter typed changes one sentence of an article.

use rustc_hash::FxHashMap;

use super::chain::Link;
use super::lexicon::Lexicon;
use super::line::{Line, within};
use super::model::Scores;
use super::signals::{self, Signals, Told};
use super::source::{self, Attribution, Verdict};
use super::telling::{self, Telling};
use super::toll::{self, Count};
use super::{Article, DateStatus, Reason, SPEECH_SHARE, SentenceView, Weight, is_question, weigh};
use crate::dates::{Time, TimeKind};
use crate::knowledge::Knowledge;
use crate::names::Mention;
use crate::text::Span;

/// What times a sentence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    /// None.
    None,
    /// Some, but none of a day, month or year.
    Vague,
    /// One of a day, month or year.
    Dated,
}

/// What a sentence tells by itself. Spans are in the text it was read from.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing a sentence can be")]
pub(super) struct Alone {
    /// How many words it has.
    pub(super) words: usize,
    /// Whether it opens with a phrase that names a source (بحسب).
    pub(super) opens_with_source: bool,
    pub(super) is_question: bool,
    /// Whether it is mostly the words of a quotation it begins in.
    pub(super) is_speech: bool,
    pub(super) verdict: Verdict,
    pub(super) weight: Weight,
    pub(super) reasons: Vec<(Reason, Span)>,
    /// The verb that reports its event.
    pub(super) event: Option<Span>,
    pub(super) timing: Timing,
    pub(super) toll: Option<Count>,
    pub(super) forces: Option<Count>,
    pub(super) incidents: Vec<String>,
    pub(super) telling: Telling,
    /// Whether it opens with a grave deed: واعتقلت الشرطة.
    pub(super) is_grave: bool,
    /// What its signals add up to.
    pub(super) scores: Scores,
}

impl Alone {
    pub(super) fn new(line: &Line<'_>, knowledge: &Knowledge) -> Self {
        let mut signals = Signals::new();
        let mut alone = Self::with_signals(line, knowledge, &mut signals);
        alone.scores = signals.scores();
        alone
    }

    /// The same without its scores; adds its signals to others.
    pub(super) fn with_signals(line: &Line<'_>, knowledge: &Knowledge, signals: &mut Signals) -> Self {
        let attributions = source::attributions(line);
        let first = line.phrases(&line.view.cues.nouns).next();
        let (weight, reasons) = weigh::weigh(line);
        let event = weigh::event(line);
        let forces = toll::forces(line);
        let alone = Self {
            words: line.words(),
            opens_with_source: first.is_some_and(|(first, _)| first == line.first),
            is_question: is_question(line),
            is_speech: line.begins_quoted() && line.quoted_share() >= SPEECH_SHARE,
            verdict: source::verdict(line, &attributions, knowledge),
            weight,
            reasons,
            event,
            timing: timing(line),
            toll: toll::toll(line),
            forces: forces.filter(|f| event.is_some_and(|deed| toll::is_just_behind(deed, f))),
            incidents: toll::incidents(line),
            telling: telling::of(line),
            is_grave: line.is_in(line.first, &Lexicon::get().words.grave),
            scores: Scores::default(),
        };
        signals::own(&Told { line, alone: &alone, attributions: &attributions }, signals);
        alone
    }

    /// Whether its event is dated, where the sentence before has fixed a time or not.
    pub(super) const fn date(&self, dated_before: bool) -> DateStatus {
        match (self.event, self.timing, dated_before) {
            (None, ..) => DateStatus::NoEvent,
            (_, Timing::Dated, _) => DateStatus::Own,
            (_, Timing::Vague, _) => DateStatus::Vague,
            (_, Timing::None, true) => DateStatus::Inherited,
            (_, Timing::None, false) => DateStatus::None,
        }
    }

    /// The same in a text that begins so many bytes before.
    fn shifted(&self, by: usize) -> Self {
        let count = |count: &Count| Count {
            span: count.span.shifted(by),
            number: count.number.shifted(by),
            ..*count
        };
        let link =
            |link: &Link| Link { span: link.span.shifted(by), cue: link.cue.shifted(by), ..link.clone() };
        let mut out = self.clone();
        out.verdict.span = self.verdict.span.map(|s| s.shifted(by));
        out.verdict.chain = self.verdict.chain.iter().map(link).collect();
        out.reasons.iter_mut().for_each(|(_, span)| *span = span.shifted(by));
        out.event = self.event.map(|s| s.shifted(by));
        out.toll = self.toll.as_ref().map(count);
        out.forces = self.forces.as_ref().map(count);
        out
    }
}

fn timing(line: &Line<'_>) -> Timing {
    match line.times.as_slice() {
        [] => Timing::None,
        times if times.iter().any(|t| t.kind() == TimeKind::Date) => Timing::Dated,
        _ => Timing::Vague,
    }
}

/// What the sentences of an article tell by themselves, kept from one reading to the next.
#[derive(Debug, Default)]
pub struct Kept {
    sentences: FxHashMap<Key, Entry>,
    /// Those that have been read again.
    read: FxHashMap<Key, Entry>,
}

/// The number of a block's words ([`SentenceView::words`]) and where the sentence begins in it.
type Key = (u64, usize);

/// A sentence as it was read, with what was named in it; spans are in the block.
#[derive(Debug)]
struct Entry {
    mentions: Vec<Mention>,
    times: Vec<Time>,
    alone: Alone,
    /// What is attributed in it, once somebody has asked.
    attributions: Option<Vec<Attribution>>,
}

impl Kept {
    /// What a sentence tells by itself: what is kept of it where the same is named in it as before.
    pub(super) fn sentence(&mut self, article: &Article<'_>, view: &SentenceView<'_>) -> Alone {
        let Article { text, knowledge, .. } = *article;
        let (offset, mentions) = (view.offset, within(article.mentions, view.span, |m| m.span));
        let times = within(article.times, view.span, |t| t.span);
        let key = (view.words, view.span.start - offset);
        let known = self.sentences.remove(&key).filter(|e| e.is_of(mentions, times, offset));
        let entry = known.unwrap_or_else(|| Entry::new(text, view, mentions, times, knowledge));
        let alone = entry.alone.shifted(offset);
        self.read.insert(key, entry);
        alone
    }

    /// What is attributed in a sentence: what is kept of one that was read.
    pub(super) fn attributions(
        &mut self,
        line: &Line<'_>,
        mentions: &[Mention],
        times: &[Time],
    ) -> Vec<Attribution> {
        let (offset, span) = (line.view.offset, line.view.span);
        let (mentions, times) = (within(mentions, span, |m| m.span), within(times, span, |t| t.span));
        let entry = self.sentences.get_mut(&(line.view.words, span.start - offset));
        let Some(entry) = entry.filter(|e| e.is_of(mentions, times, offset)) else {
            return source::attributions(line);
        };
        let moved =
            |all: &[Attribution], by: &dyn Fn(Span) -> Span| all.iter().map(|a| a.moved(by)).collect();
        if let Some(known) = &entry.attributions {
            return moved(known, &|span| span.shifted(offset));
        }
        let all = source::attributions(line);
        entry.attributions = Some(moved(&all, &|span| span.back(offset)));
        all
    }

    /// Forgets the sentences that were not read since the last call.
    pub(super) fn turn(&mut self) {
        self.sentences = std::mem::take(&mut self.read);
    }
}

impl Entry {
    fn new(
        text: &str,
        view: &SentenceView<'_>,
        mentions: &[Mention],
        times: &[Time],
        knowledge: &Knowledge,
    ) -> Self {
        let back = |span: Span| span.back(view.offset);
        let mention = |m: &Mention| Mention { span: back(m.span), antecedent: None, ..m.clone() };
        let mentions: Vec<Mention> = mentions.iter().map(mention).collect();
        let time = |t: &Time| Time { span: back(t.span), refers: None, ..t.clone() };
        let times: Vec<Time> = times.iter().map(time).collect();
        let own = SentenceView { span: back(view.span), offset: 0, ..*view };
        let line = Line::new(text.get(view.offset..).unwrap_or_default(), own, &mentions, &times);
        let alone = Alone::new(&line, knowledge);
        Self { mentions, times, alone, attributions: None }
    }

    /// Whether just the same is named in it, in a block that begins at a byte.
    fn is_of(&self, mentions: &[Mention], times: &[Time], offset: usize) -> bool {
        let mention = |a: &Mention, b: &Mention| {
            (a.span.shifted(offset), a.kind, a.form) == (b.span, b.kind, b.form) && a.entity == b.entity
        };
        let time = |a: &Time, b: &Time| {
            let Time { span, value, certain, relative, days, deictic, refers: _, fault } = a;
            span.shifted(offset) == b.span
                && (value, days, fault) == (&b.value, &b.days, &b.fault)
                && (*certain, *relative, *deictic) == (b.certain, b.relative, b.deictic)
        };
        (self.mentions.len(), self.times.len()) == (mentions.len(), times.len())
            && self.mentions.iter().zip(mentions).all(|(a, b)| mention(a, b))
            && self.times.iter().zip(times).all(|(a, b)| time(a, b))
    }
}
