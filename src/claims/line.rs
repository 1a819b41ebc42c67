//! A sentence laid out for the claims pass: its tokens, what is named in it, what stands in quotes.

use std::cell::OnceCell;

use super::SentenceView;
use super::classes::Classes;
use super::cues::VerbCue;
use super::marks::Marks;
use super::morph::Morph;
use super::quotes::QuoteFacts;
use super::signals::{Atom, atom, kind};
use crate::dates::Time;
use crate::names::{Mention, MentionKind};
use crate::text::lexicon::WordSet;
use crate::text::{Span, Tokens, clitic};

/// A mention with its tokens in the block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) mention: &'a Mention,
    /// The proclitic before it, if one is attached.
    pub(super) clitic: Option<char>,
}

/// A sentence as it is read.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) view: SentenceView<'a>,
    text: &'a str,
    /// First token, and one past the last.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) named: Vec<Named<'a>>,
    pub(super) times: Vec<&'a Time>,
    /// Tokens inside quotation marks that hold more than a name.
    quoted: Vec<(usize, usize)>,
    /// Its tokens as signals show them, from the first on.
    seen: OnceCell<Vec<Seen<'a>>>,
}

/// A token as signals show it.
#[derive(Clone, Copy, Debug)]
struct Seen<'a> {
    word: Atom<'a>,
    shape: Atom<'a>,
    /// Whether its letters are what it shows.
    plain: bool,
}

/// Most tokens of a dateline with its dash.
const DATELINE_TOKENS: usize = 14;
/// Morph that so many tokens have at most.
const DATELINE_LETTERS: usize = 160;

/// A quotation of at most so many tokens is a name or a term, not speech.
pub(super) const TERM_TOKENS: usize = 4;

/// The lists that shape a word in [`Line::shape`], the most telling first, with their names in the model.
const SHAPES: [(Classes, Atom<'_>); 8] = [
    (Classes::VAGUE_NOUN, Atom::new("vague-noun")),
    (Classes::THAT, Atom::new("that")),
    (Classes::ACCORDING, Atom::new("according")),
    (Classes::FROM, Atom::new("from")),
    (Classes::ANAPHOR, Atom::new("anaphor")),
    (Classes::OPENER, Atom::new("opener")),
    (Classes::RELATIVE, Atom::new("relative")),
    (Classes::EVENT, Atom::new("event")),
];

impl<'a> Line<'a> {
    pub(super) fn new(
        text: &'a str,
        view: SentenceView<'a>,
        mentions: &'a [Mention],
        times: &'a [Time],
    ) -> Self {
        let tokens = view.tokens;
        let first = tokens.at_or_after(view.span.start - view.offset);
        let end = tokens.at_or_after(view.span.end - view.offset);
        let mentions = within(mentions, view.span, |m| m.span).iter();
        let whole = mentions.filter(|m| view.span.contains(m.span));
        let named = whole.map(|mention| named(text, &view, mention)).collect();
        let times = within(times, view.span, |t| t.span).iter();
        let times = times.filter(|t| view.span.contains(t.span)).collect();
        let first = behind_dateline(tokens, first, end);
        Self {
            view,
            text,
            first,
            end,
            named,
            times,
            quoted: quoted(&view.cues.quotes, first, end),
            seen: OnceCell::new(),
        }
    }

    /// The part of it inside a quotation, as a sentence of its own.
    pub(super) fn inside(
        &self,
        quotation: usize,
        mentions: &'a [Mention],
        times: &'a [Time],
    ) -> Option<Self> {
        let facts = &self.view.cues.quotes;
        let outer = facts.quotes.get(quotation)?;
        let first = (outer.open + 1).max(self.first);
        let end = outer.close.unwrap_or(self.end).min(self.end);
        let quoted = quoted_in(facts, Some(quotation), first, end);
        let Self { named, times, .. } = Self::new(self.text, self.view, mentions, times);
        (first < end).then_some(Self {
            view: self.view,
            text: self.text,
            first,
            end,
            named,
            times,
            quoted,
            seen: OnceCell::new(),
        })
    }

    pub(super) fn tokens(&self) -> &'a Tokens {
        self.view.tokens
    }

    pub(super) fn key(&self, at: usize) -> &'a str {
        if at < self.end { self.view.tokens.key(at) } else { "" }
    }

    /// Whether the word of a token, as it stands or without its conjunction, is in a list.
    pub(super) fn is_in(&self, at: usize, list: &WordSet) -> bool {
        clitic::conjoined(self.key(at)).any(|word| list.contains(word))
    }

    /// What the word of a token can be; nothing behind the sentence.
    pub(super) fn marks(&self, at: usize) -> Marks {
        let marks = self.view.cues.marks.get(at).filter(|_| at < self.end);
        marks.copied().unwrap_or_default()
    }

    /// Whether a token is part of a time expression.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let span = self.view.tokens.get(at).map(|t| t.span.shifted(self.view.offset));
        span.is_some_and(|s| self.times.iter().any(|t| t.span.contains(s)))
    }

    /// The letters of a token as written.
    pub(super) fn written(&self, at: usize) -> &'a str {
        let token = self.view.tokens.get(at);
        token.map_or("", |t| t.span.shifted(self.view.offset).of(self.text))
    }

    /// The span of tokens in the document.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        self.view.tokens.span(first, last).shifted(self.view.offset)
    }

    /// The mention that a token is part of.
    pub(super) fn naming(&self, at: usize) -> Option<&Named<'a>> {
        let near = self.named.partition_point(|n| n.last < at);
        self.named.get(near).filter(|n| n.first <= at)
    }

    /// A word as a signal shows it: a name by its kind, a number as one, others folded.
    pub(super) fn word(&self, at: usize) -> Atom<'a> {
        self.seen(at).map_or(atom!("$"), |seen| seen.word)
    }

    /// The same of fewer sorts: a name's kind, the sort of cue, a sign, a definite word or another.
    pub(super) fn shape(&self, at: usize) -> Atom<'a> {
        self.seen(at).map_or(atom!("$"), |seen| seen.shape)
    }

    /// A word as [`Line::word`] shows it, then its class, which words share that stand in like places.
    pub(super) fn readings(&self, at: usize) -> impl Iterator<Item = Atom<'a>> + use<'a> {
        let morph = self.morph(at);
        std::iter::once(self.word(at)).chain(morph.and_then(Morph::class))
    }

    /// The stem of a word, of a name or time its kind.
    pub(super) fn stem_atom(&self, at: usize) -> Atom<'a> {
        self.morph(at).map_or_else(|| self.word(at), |morph| morph.stem(self.key(at)))
    }

    /// A verb without what inflects it, roughly, then its class.
    pub(super) fn deed(&self, at: usize) -> impl Iterator<Item = Atom<'a>> + use<'a> {
        let morph = self.morph(at).unwrap_or_default();
        std::iter::once(morph.lemma(self.key(at))).chain(morph.class())
    }

    /// The letters of a word that is shown by them.
    fn morph(&self, at: usize) -> Option<Morph> {
        self.seen(at).filter(|seen| seen.plain).map(|_| self.marks(at).morph)
    }

    fn seen(&self, at: usize) -> Option<Seen<'a>> {
        let see = || (self.first..self.end).map(|at| self.see(at)).collect();
        self.seen.get_or_init(see).get(at.checked_sub(self.first)?).copied()
    }

    fn see(&self, at: usize) -> Seen<'a> {
        let sort = match self.naming(at) {
            Some(named) => Some(kind(named.mention.kind)),
            None if self.is_time(at) => Some(atom!("<time>")),
            None if self.view.tokens.is_number(at) => Some(atom!("<number>")),
            None => None,
        };
        if let Some(sort) = sort {
            return Seen { word: sort, shape: sort, plain: false };
        }
        let word = self.marks(at).morph.word(self.key(at));
        let plain = self.view.tokens.punct(at).is_none();
        Seen { word, shape: if plain { self.see_shape(at) } else { word }, plain }
    }

    fn see_shape(&self, at: usize) -> Atom<'a> {
        let near = self.view.cues.verbs.partition_point(|v| v.token < at);
        if let Some(cue) = self.view.cues.verbs.get(near).filter(|v| v.token == at) {
            return if cue.participle { atom!("verb-participle") } else { atom!("verb") };
        }
        let marks = self.marks(at);
        let told = SHAPES.iter().find(|(list, _)| marks.classes.any(*list)).map(|(_, name)| *name);
        told.unwrap_or(if marks.morph.is_definite() { atom!("definite") } else { atom!("other") })
    }

    /// About where in the sentence a token stands.
    pub(super) const fn place(&self, at: usize) -> Atom<'static> {
        match (at.saturating_sub(self.first), self.end.saturating_sub(at)) {
            (0, _) => atom!("first"),
            (1..=3, _) => atom!("early"),
            (_, ..=7) => atom!("late"),
            _ => atom!("middle"),
        }
    }

    /// Whether a token stands inside a quotation.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.iter().any(|&(a, z)| a <= at && at <= z)
    }

    /// The share of tokens inside quotations, in percent.
    pub(super) fn quoted_share(&self) -> usize {
        let inside: usize = self.quoted.iter().map(|(a, z)| z - a + 1).sum();
        100 * inside / (self.end - self.first).max(1)
    }

    /// Whether the sentence begins inside a quotation.
    pub(super) fn begins_quoted(&self) -> bool {
        self.quoted.first().is_some_and(|&(a, _)| a <= self.first + 1)
    }

    /// Reporting verbs outside quotations, in order.
    pub(super) fn verbs(&self) -> impl Iterator<Item = &'a VerbCue> + '_ {
        self.view.cues.verbs.iter().filter(|v| self.holds(v.token) && !self.is_quoted(v.token))
    }

    /// The phrases of a list that stand in the sentence outside quotations.
    pub(super) fn phrases(&self, list: &'a [(usize, usize)]) -> impl Iterator<Item = (usize, usize)> + '_ {
        list.iter().copied().filter(|&(first, _)| self.holds(first) && !self.is_quoted(first))
    }

    fn holds(&self, token: usize) -> bool {
        self.first <= token && token < self.end
    }

    /// The mention that begins at a token.
    pub(super) fn named_at(&self, token: usize) -> Option<&Named<'a>> {
        self.named.iter().find(|n| n.first == token)
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        (self.first..self.end).filter(|&i| self.view.tokens.is_word(i)).count()
    }
}

impl Named<'_> {
    /// Whether it can be a source: a person, a body, a state, a title; not an adjective.
    pub(super) fn can_speak(&self) -> bool {
        self.mention.kind != MentionKind::Demonym
    }
}

/// Of things in the order of a text, none overlapping, those that touch a part of it.
pub(super) fn within<T>(all: &[T], part: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|t| span(t).end <= part.start);
    let rest = all.get(from..).unwrap_or_default();
    let to = rest.partition_point(|t| span(t).start < part.end);
    rest.get(..to).unwrap_or_default()
}

fn named<'a>(text: &str, view: &SentenceView<'_>, mention: &'a Mention) -> Named<'a> {
    let tokens = view.tokens;
    let at = |offset: usize| tokens.list().partition_point(|t| t.span.end <= offset - view.offset);
    let first = at(mention.span.start);
    let last = tokens.at_or_after(mention.span.end - view.offset).saturating_sub(1);
    let start = tokens.get(first).map_or(mention.span.start, |t| t.span.start + view.offset);
    let before = Span::new(start, mention.span.start).of(text);
    let clitic = before.chars().rfind(|c| c.is_alphabetic());
    Named { first, last: last.max(first), mention, clitic }
}

/// How many bytes of a paragraph its dateline takes.
pub fn dateline(paragraph: &str) -> usize {
    let most = paragraph.char_indices().map(|(at, _)| at).nth(DATELINE_LETTERS);
    let tokens = Tokens::new(paragraph.get(..most.unwrap_or(paragraph.len())).unwrap_or(paragraph));
    let behind = behind_dateline(&tokens, 0, tokens.len());
    tokens.get(behind).map_or(0, |token| token.span.start)
}

/// The first token behind a dateline inside the paragraph: «سيول، كوريا الجنوبية (AP) — وصل …».
fn behind_dateline(tokens: &Tokens, first: usize, end: usize) -> usize {
    let dash = |i: &usize| matches!(tokens.punct(*i), Some('—' | '–' | '-')) && tokens.spaced_before(*i + 1);
    let Some(at) = (first..end.min(first + DATELINE_TOKENS)).find(dash) else {
        return first;
    };
    let bracketed = (first..at).any(|i| tokens.punct(i) == Some(')'));
    let mut next = at + 1;
    while next < end && dash(&next) {
        next += 1;
    }
    if bracketed || at <= first + 3 { next } else { first }
}

/// Quotations of more than a few tokens inside a sentence, marks left out. One that never closes runs
/// to its end.
fn quoted(facts: &QuoteFacts, first: usize, end: usize) -> Vec<(usize, usize)> {
    quoted_in(facts, None, first, end)
}

/// The same of those that stand in another.
fn quoted_in(facts: &QuoteFacts, inside: Option<usize>, first: usize, end: usize) -> Vec<(usize, usize)> {
    let outer = facts.quotes.iter().filter(|q| q.inside == inside);
    let within = outer.filter_map(|q| {
        let close = q.close.unwrap_or(usize::MAX);
        let (from, to) = ((q.open + 1).max(first), close.min(end));
        (to > from + TERM_TOKENS && close > first && q.open < end).then(|| (from, to - 1))
    });
    within.collect()
}
