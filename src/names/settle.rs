//! The article pass over names: which candidates stand, whom short names and titles mean.

use rustc_hash::FxHashMap;

use jiff::civil::Date;

use super::agree::{Support, has_cue};
use super::bearers::{Bearer, OpenName, Owner, ShortName};
use super::bodies::BareBody;
use super::matcher::{Hit, Reading};
use super::office::{self, Introduction, NamedOffice};
use super::{Form, Mention, MentionKind, NameFacts, namesakes, passing, short};
use crate::knowledge::titles::Bodies;
use crate::knowledge::{Entity, EntityId, Knowledge};
use crate::text::{Span, Tokens};

/// A block as the article pass sees it.
#[derive(Clone, Copy, Debug)]
pub struct BlockNames<'a> {
    /// Where the block begins in the document.
    pub offset: usize,
    /// The block's words.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its candidates.
    pub facts: &'a NameFacts,
}

impl BlockNames<'_> {
    /// The block that a span of the document lies in, and the span in it.
    pub(super) fn around(blocks: &[Self], span: Span) -> Option<(&Self, Span)> {
        let block = blocks.iter().find(|b| b.offset <= span.start && span.end <= b.offset + b.text.len())?;
        Some((block, span.back(block.offset)))
    }
}

/// The names of an article, settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The mentions, in order, none overlapping.
    pub mentions: Vec<Mention>,
    /// The people among them that stand beside a title, in order.
    pub introductions: Vec<Introduction>,
    /// The short names among them that could mean several people, in order.
    pub open: Vec<OpenName>,
    /// The offices that are named with their state or body, in order.
    pub offices: Vec<NamedOffice>,
}

/// Settles the names of an article. Blocks whose names do not count (menus) are left out by the
/// caller.
pub fn settle(blocks: &[BlockNames<'_>], published: Option<Date>, knowledge: &Knowledge) -> Settled {
    let mut article = Article::new(knowledge, published);
    for (b, block) in blocks.iter().enumerate() {
        article.strong_names(b, block);
    }
    for (b, block) in blocks.iter().enumerate() {
        article.open_names(b, block, blocks);
    }
    article.narrow_adjectives();
    for (b, block) in blocks.iter().enumerate() {
        article.introductions(b, block);
    }
    for block in blocks {
        article.titles_alone(block);
        article.bodies_alone(block);
    }
    namesakes::carry(&mut article, blocks);
    passing::pass_on(&mut article, blocks);
    short::short_names(&mut article, blocks);
    Settled { offices: blocks.iter().flat_map(office::offices).collect(), ..article.finish() }
}

/// What is known of the article while its names are being settled.
pub(super) struct Article<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) published: Option<Date>,
    pub(super) mentions: Vec<Mention>,
    /// The mention each hit became, by block and hit.
    pub(super) by_hit: FxHashMap<(usize, usize), usize>,
    pub(super) introductions: Vec<Introduction>,
    pub(super) open: Vec<OpenName>,
}

impl<'k> Article<'k> {
    fn new(knowledge: &'k Knowledge, published: Option<Date>) -> Self {
        Self {
            knowledge,
            published,
            mentions: Vec::new(),
            by_hit: FxHashMap::default(),
            introductions: Vec::new(),
            open: Vec::new(),
        }
    }

    fn add(&mut self, b: usize, h: usize, mention: Mention) {
        self.by_hit.insert((b, h), self.mentions.len());
        self.mentions.push(mention);
    }

    /// A name that no knowledge file has, where its looks tell what it names.
    fn add_unknown(&mut self, b: usize, h: usize, hit: &Hit, span: Span) {
        let Some(kind) = hit.guess else { return };
        let mention = Mention { span, kind, entity: None, form: Form::Unknown, antecedent: None };
        self.add(b, h, mention);
    }

    /// Names with one strong reading.
    fn strong_names(&mut self, b: usize, block: &BlockNames<'_>) {
        for (h, hit) in block.facts.hits.iter().enumerate() {
            let span = hit.span.shifted(block.offset);
            match hit.readings.as_slice() {
                [] => self.add_unknown(b, h, hit, span),
                [only]
                    if only.strong && Self::beside_its_noun(block.tokens, hit, only.kind, &only.entity) =>
                {
                    let form = if only.kind == MentionKind::Demonym { Form::Demonym } else { Form::Full };
                    let entity = Some(only.entity.clone());
                    self.add(b, h, Mention { span, kind: only.kind, entity, form, antecedent: None });
                }
                _ => {}
            }
        }
    }

    /// Names with several readings, or that need the article to agree: settled by what else it
    /// names, the nearest before first.
    fn open_names(&mut self, b: usize, block: &BlockNames<'_>, blocks: &[BlockNames<'_>]) {
        for (h, hit) in block.facts.hits.iter().enumerate() {
            let open = hit.readings.len() > 1 || hit.readings.iter().any(|r| !r.strong);
            if !open {
                continue;
            }
            let span = hit.span.shifted(block.offset);
            let cued = has_cue(block.tokens, hit)
                || self.beside_a_place(b, block, h)
                || self.inside_its_country(b, block, h)
                || self.begins_a_way(b, block, h);
            let words = hit.last - hit.first + 1;
            if self.several_people(b, h, hit, blocks) {
                continue;
            }
            let scored = hit.readings.iter().filter_map(|r| {
                let vouched = hit.vouched == Some(r.kind);
                Some((self.agreement(r, span, Support { cued, vouched }, words)?, r))
            });
            let scored: Vec<_> = scored.collect();
            let best = scored.iter().max_by_key(|(score, _)| *score);
            // Of two in different lands that as much speaks for neither is meant; adjectives are narrowed down later.
            let even = |(most, r): &(_, &Reading)| {
                let as_much = scored.iter().filter(|(score, o)| score == most && o.entity != r.entity);
                let mut elsewhere =
                    as_much.filter(|(_, o)| self.country_of(&o.entity) != self.country_of(&r.entity));
                r.kind != MentionKind::Demonym && elsewhere.next().is_some()
            };
            let Some(((_, at, _), reading)) = best.filter(|b| !even(b)).map(|(s, r)| (*s, (*r).clone()))
            else {
                // A place's name that nothing in the article speaks for is a common word (مصفح, مشهد).
                let place = hit.guess == Some(MentionKind::Place) && hit.can_only_be(MentionKind::Place);
                if !(place && scored.is_empty()) {
                    self.add_unknown(b, h, hit, span);
                }
                continue;
            };
            let form = match (reading.kind, reading.strong) {
                (MentionKind::Demonym, _) => Form::Demonym,
                (_, true) => Form::Full,
                (_, false) => Form::Short,
            };
            let antecedent =
                (form == Form::Short && at > 0).then(|| self.nearest(&reading.entity, span)).flatten();
            self.add(
                b,
                h,
                Mention { span, kind: reading.kind, entity: Some(reading.entity), form, antecedent },
            );
        }
    }

    /// A short name that several people can own, all of whom the article names or none: settled by
    /// what tells them apart, or left open. False where there is no choice.
    fn several_people(&mut self, b: usize, h: usize, hit: &Hit, blocks: &[BlockNames<'_>]) -> bool {
        if hit.readings.len() < 2 || hit.readings.iter().any(|r| r.kind != MentionKind::Person) {
            return false;
        }
        let Some(block) = blocks.get(b) else { return false };
        let span = hit.span.shifted(block.offset);
        let bearers: Vec<Bearer> = hit.readings.iter().map(|r| self.bearer(&r.entity)).collect();
        let any_named = bearers.iter().any(|b| !b.named.is_empty());
        let alone = hit.first == hit.last && hit.readings.iter().all(|r| !r.strong);
        if !any_named && alone {
            return false;
        }
        let mut bearers: Vec<Bearer> =
            bearers.into_iter().filter(|b| !any_named || !b.named.is_empty()).collect();
        bearers.sort_by_key(|b| b.full.first().copied());
        let short = ShortName { blocks, block: b, token: hit.first, span };
        let mention = match self.meant(&short, &bearers).and_then(|i| bearers.get(i)) {
            Some(one) => Mention {
                span,
                kind: MentionKind::Person,
                entity: one.entity.clone(),
                form: if hit.readings.iter().all(|r| r.strong) { Form::Full } else { Form::Short },
                antecedent: one.nearest(span),
            },
            None => self.left_open(span, &bearers),
        };
        self.add(b, h, mention);
        true
    }

    /// Where the article names somebody the knowledge base has.
    pub(super) fn bearer(&self, entity: &EntityId) -> Bearer {
        let own = || self.mentions.iter().filter(|m| m.entity.as_ref() == Some(entity));
        let mut full: Vec<Span> = own().filter(|m| m.form == Form::Full).map(|m| m.span).collect();
        let mut named: Vec<Span> = own().filter(|m| m.form != Form::Role).map(|m| m.span).collect();
        full.sort();
        named.sort();
        Bearer { entity: Some(entity.clone()), full, named }
    }

    /// The mention of a name that could mean several people.
    pub(super) fn left_open(&mut self, span: Span, bearers: &[Bearer]) -> Mention {
        let owner = |b: &Bearer| Owner { entity: b.entity.clone(), full: b.full.first().copied() };
        self.open.push(OpenName { span, owners: bearers.iter().map(owner).collect() });
        Mention { span, kind: MentionKind::Person, entity: None, form: Form::Short, antecedent: None }
    }

    /// The mention of an entity nearest before a place, else the first behind it.
    pub(super) fn nearest(&self, entity: &EntityId, span: Span) -> Option<Span> {
        let own = || self.mentions.iter().filter(|m| m.entity.as_ref() == Some(entity)).map(|m| m.span);
        own().filter(|s| s.start < span.start).max().or_else(|| own().filter(|s| s.start > span.start).min())
    }

    /// الكورية means North Korea in an article that names no other Korea.
    fn narrow_adjectives(&mut self) {
        let named = |id: &EntityId| {
            self.mentions.iter().any(|m| m.kind != MentionKind::Person && m.entity.as_ref() == Some(id))
        };
        let mut narrower: FxHashMap<EntityId, EntityId> = FxHashMap::default();
        for place in
            self.mentions.iter().filter(|m| m.kind == MentionKind::Demonym).filter_map(|m| m.entity.as_ref())
        {
            let meant = self.knowledge.places_meant(place);
            let mut in_article = meant.iter().skip(1).filter(|p| named(p));
            if let (Some(one), None) = (in_article.next(), in_article.next()) {
                narrower.insert(place.clone(), one.clone());
            }
        }
        for mention in self.mentions.iter_mut().filter(|m| m.kind == MentionKind::Demonym) {
            if let Some(one) = mention.entity.as_ref().and_then(|p| narrower.get(p)) {
                mention.entity = Some(one.clone());
            }
        }
    }

    /// Bodies named without their state, where the last state body named before them in the block
    /// has one.
    fn bodies_alone(&mut self, block: &BlockNames<'_>) {
        for bare in &block.facts.bare_bodies {
            let span = bare.span.shifted(block.offset);
            if self.mentions.iter().any(|m| m.span.overlaps(span)) || part_of_title(bare, block) {
                continue;
            }
            let Some(state) = self.state_before(span, block.offset) else {
                continue;
            };
            let Some(body) = Bodies::get().list.get(bare.body) else {
                continue;
            };
            self.mentions.push(Mention {
                span,
                kind: MentionKind::Organisation,
                entity: Some(body.id_of(state.as_str()).into()),
                form: Form::Short,
                antecedent: None,
            });
        }
    }

    fn state_before(&self, span: Span, block: usize) -> Option<EntityId> {
        let before = self.mentions.iter().filter(|m| {
            m.kind == MentionKind::Organisation && block <= m.span.start && m.span.end <= span.start
        });
        let last = before.max_by_key(|m| m.span)?;
        self.knowledge.entity(last.entity.as_ref()?.as_str())?.country.clone()
    }

    pub(super) fn entity_of(&self, mention: &Mention) -> Option<std::sync::Arc<Entity>> {
        self.knowledge.entity(mention.entity.as_ref()?.as_str())
    }

    /// The mentions in order; of two that overlap the longer stands.
    fn finish(mut self) -> Settled {
        self.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        let mut out: Vec<Mention> = Vec::with_capacity(self.mentions.len());
        for mention in self.mentions {
            match out.last_mut() {
                Some(last) if last.span.overlaps(mention.span) => {
                    if mention.span.len() > last.span.len() {
                        *last = mention;
                    }
                }
                _ => out.push(mention),
            }
        }
        let stands = |i: &Introduction| {
            let at = out.partition_point(|m| m.span < i.span);
            out.get(at).is_some_and(|m| m.span == i.span && m.entity == i.person)
        };
        self.introductions.retain(stands);
        self.introductions.sort_by_key(|i| i.title);
        self.open.retain(|o| {
            let at = out.partition_point(|m| m.span < o.span);
            out.get(at).is_some_and(|m| m.span == o.span && m.entity.is_none() && m.form == Form::Short)
        });
        self.open.sort_by_key(|o| o.span);
        Settled { mentions: out, introductions: self.introductions, open: self.open, offices: Vec::new() }
    }
}

fn part_of_title(bare: &BareBody, block: &BlockNames<'_>) -> bool {
    block.facts.titles.iter().any(|t| t.tokens.0 <= bare.tokens.0 && bare.tokens.1 <= t.tokens.1)
}
