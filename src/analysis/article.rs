//! The article pass: from the facts of all blocks to the analysis.

use std::sync::Arc;

use jiff::civil::Date;

use super::facts::FactsAt;
use super::front_matter::FrontMatter;
use super::{Analysis, Certainty, Metadata, Published, dateline, deeds, offices};
use crate::claims::{self, Claim, SentenceView};
use crate::dates::{self, Time, TimeFact};
use crate::knowledge::Knowledge;
use crate::names::{self, BlockNames, Mention, Settled};
use crate::text::{Block, Passage, Role, Sentence, layout};

/// Puts the layers together.
pub(super) fn pass(
    text: &str,
    matter: &FrontMatter,
    blocks: &[FactsAt],
    metadata: &Metadata,
    knowledge: &Knowledge,
    kept: Option<&mut claims::Kept>,
) -> Analysis {
    let layouts: Vec<_> = blocks.iter().map(|b| &b.facts.layout).collect();
    let roles = layout::roles(&layouts);
    let mut published = published(text, matter, blocks, &roles, metadata);
    let mut settled = names(text, blocks, &roles, published.date, knowledge);
    if published.candidates.len() > 1 {
        published.narrow(&offices::held(&settled.introductions, knowledge));
        if published.date.is_some() {
            settled = names(text, blocks, &roles, published.date, knowledge);
        }
    }
    let Settled { mentions, introductions, open, offices } = settled;
    let times = times(blocks, &roles, &mentions, &published);
    let sentences = sentences(blocks);
    let views = views(blocks, &roles, &sentences);
    let article = claims::Article {
        text,
        sentences: &views,
        mentions: &mentions,
        times: &times,
        published: published.date,
        knowledge,
    };
    let said = claims::read(&article, kept);
    let deeds = deeds::read(text, blocks, &roles, &mentions, &times, &published);
    let front = (!matter.span.is_empty()).then_some(Block { span: matter.span, role: Role::FrontMatter });
    let shift = usize::from(front.is_some());
    let evidence = blocks.iter().map(|b| Arc::clone(&b.facts.evidence));
    let evidence = front.iter().map(|_| Arc::default()).chain(evidence).collect();
    let tokens = blocks.iter().map(|b| Arc::clone(&b.facts.tokens));
    let tokens = front.iter().map(|_| Arc::default()).chain(tokens).collect();
    let body = blocks.iter().zip(&roles).map(|(b, &role)| Block { span: b.span, role });
    Analysis {
        published,
        modified: metadata.modified,
        blocks: front.into_iter().chain(body).collect(),
        evidence,
        tokens,
        sentences: sentences.into_iter().map(|s| Sentence { block: s.block + shift, ..s }).collect(),
        mentions,
        introductions,
        open_names: open,
        offices,
        times,
        claims: said.claims,
        quotations: said.quotations,
        no_news: said.no_news,
        deeds,
        passages: passages(blocks, &roles),
        faults: matter.faults.clone(),
    }
}

/// The claims of an analysed article with their signals, by name: see [`claims::signals`].
pub(super) fn signals(
    text: &str,
    blocks: &[FactsAt],
    analysis: &Analysis,
    knowledge: &Knowledge,
) -> Vec<(Claim, Vec<String>)> {
    let layouts: Vec<_> = blocks.iter().map(|b| &b.facts.layout).collect();
    let sentences = sentences(blocks);
    let views = views(blocks, &layout::roles(&layouts), &sentences);
    claims::signals(&claims::Article {
        text,
        sentences: &views,
        mentions: &analysis.mentions,
        times: &analysis.times,
        published: analysis.published.date,
        knowledge,
    })
}

/// The sentences by their marks, of running text and captions.
fn passages(blocks: &[FactsAt], roles: &[Role]) -> Vec<Passage> {
    let own = blocks.iter().zip(roles).filter(|(_, role)| matches!(role, Role::Body | Role::Caption));
    own.flat_map(|(b, _)| b.facts.passages.iter().map(|p| p.shifted(b.span.start))).collect()
}

/// The publication date: stated by the front matter, `isnad.toml`, the file name or the dateline,
/// in this order, else the one given for the run, else what the text tells of it.
fn published(
    text: &str,
    matter: &FrontMatter,
    blocks: &[FactsAt],
    roles: &[Role],
    metadata: &Metadata,
) -> Published {
    if let Some(stated) = stated_apart(matter, metadata) {
        return stated;
    }
    let datelines =
        blocks.iter().zip(roles).filter(|(_, role)| matches!(role, Role::Dateline | Role::Byline));
    for (block, _) in datelines {
        if let Some((span, date)) = dates::stated_date(block.span.of(text), &block.facts.tokens) {
            return Published { span: Some(span.shifted(block.span.start)), ..Published::stated(date) };
        }
    }
    if let Some((span, date)) = dateline::stated(text, blocks, roles) {
        return Published { span: Some(span), ..Published::stated(date) };
    }
    match metadata.as_of {
        Some(date) => Published { date: Some(date), certainty: Certainty::Inferred, ..Published::default() },
        // The writer's clock may be ahead of the file's.
        None => inferred(blocks, roles, metadata.modified.and_then(|day| day.tomorrow().ok())),
    }
}

/// The publication date where something beside the article's own words states it.
pub(super) fn stated_apart(matter: &FrontMatter, metadata: &Metadata) -> Option<Published> {
    if let Some((span, date)) = matter.date {
        return Some(Published { span: Some(span), ..Published::stated(date) });
    }
    let by_name = || metadata.file_name.as_deref().and_then(dates::file_name_date);
    metadata.configured.or_else(by_name).map(Published::stated)
}

/// What the times of the article's own words tell of the day.
fn inferred(blocks: &[FactsAt], roles: &[Role], latest: Option<Date>) -> Published {
    let own = |role: Role| matches!(role, Role::Body | Role::Headline | Role::Subhead);
    let facts: Vec<&TimeFact> =
        blocks.iter().zip(roles).filter(|(_, role)| own(**role)).flat_map(|(b, _)| &b.facts.times).collect();
    let told = dates::infer(&facts, latest);
    Published {
        date: told.date,
        certainty: told.date.map_or(Certainty::Unknown, |_| Certainty::Inferred),
        span: None,
        candidates: told.candidates,
    }
}

impl Published {
    fn stated(date: Date) -> Self {
        Self { date: Some(date), certainty: Certainty::Stated, ..Self::default() }
    }

    /// Keeps the candidates on which all these offices were held; where one day is left, it is the
    /// day. Offices that agree with none are those of another time, and say nothing.
    fn narrow(&mut self, held: &[(Option<Date>, Option<Date>)]) {
        let left = dates::within_all(&self.candidates, held);
        match left.as_slice() {
            [] => {}
            [day] => {
                self.date = Some(*day);
                self.certainty = Certainty::Inferred;
                self.candidates.clear();
            }
            _ => self.candidates = left,
        }
    }
}

/// Whether names and times of a block count.
const fn is_read(role: Role) -> bool {
    !matches!(role, Role::Boilerplate | Role::FrontMatter)
}

fn names(
    text: &str,
    blocks: &[FactsAt],
    roles: &[Role],
    published: Option<Date>,
    knowledge: &Knowledge,
) -> Settled {
    let read: Vec<BlockNames<'_>> = blocks
        .iter()
        .zip(roles)
        .filter(|(_, role)| is_read(**role))
        .map(|(b, _)| BlockNames {
            offset: b.span.start,
            text: b.span.of(text),
            tokens: &b.facts.tokens,
            facts: &b.facts.names,
        })
        .collect();
    names::settle(&read, published, knowledge)
}

/// Times, without those that are part of a name (العربية الآن).
fn times(blocks: &[FactsAt], roles: &[Role], mentions: &[Mention], published: &Published) -> Vec<Time> {
    let facts: Vec<_> = blocks
        .iter()
        .zip(roles)
        .filter(|(_, role)| is_read(**role))
        .flat_map(|(b, _)| b.facts.times.iter().map(|t| (b.span.start, t)))
        .filter(|(offset, t)| {
            let span = t.span.shifted(*offset);
            let near = mentions.partition_point(|m| m.span.end <= span.start);
            !mentions.get(near).is_some_and(|m| m.span.overlaps(span) && !span.contains(m.span))
        })
        .collect();
    match published.date {
        Some(_) => dates::resolve(&facts, published.date),
        None => dates::resolve_among(&facts, &published.candidates),
    }
}

fn sentences(blocks: &[FactsAt]) -> Vec<Sentence> {
    let of_block = |(i, b): (usize, &FactsAt)| {
        let start = b.span.start;
        b.facts.sentences.iter().map(|s| Sentence { span: s.shifted(start), block: i }).collect::<Vec<_>>()
    };
    blocks.iter().enumerate().flat_map(of_block).collect()
}

/// The sentences as the claims pass sees them.
fn views<'a>(blocks: &'a [FactsAt], roles: &[Role], sentences: &[Sentence]) -> Vec<SentenceView<'a>> {
    let view = |s: &Sentence| {
        let block = blocks.get(s.block)?;
        Some(SentenceView {
            span: s.span,
            block: s.block,
            offset: block.span.start,
            role: *roles.get(s.block)?,
            tokens: &block.facts.tokens,
            cues: &block.facts.cues,
            words: block.number,
        })
    };
    sentences.iter().filter_map(view).collect()
}
