//! What one article adds to a report.

use jiff::civil::Date;

use super::TITLE;
use super::open::{ArticleFindings, found};
use crate::analysis::Analysis;
use crate::claims::dateline;
use crate::corpus::{Article, EntityKey, EntityMentions};
use crate::features::markdown::clean;
use crate::features::sources::Counted;
use crate::knowledge::{EntityKind, Knowledge};
use crate::names::MentionKind;
use crate::rules::Finding;
use crate::text::{LineIndex, Role, Span};
use crate::words::{Language, clip};

/// An article as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// Its file, as a reader knows it.
    pub path: &'a str,
    /// What the corpus keeps of it.
    pub facts: &'a Article,
    /// Its text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What rules found in it.
    pub findings: &'a [Finding],
}

/// What one article adds to a report.
#[derive(Debug)]
pub struct Share {
    pub(super) published: Option<Date>,
    pub(super) named: Vec<Named>,
    pub(super) sources: Counted,
    pub(super) findings: ArticleFindings,
}

/// Somebody or something that the article names.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) id: EntityKey,
    pub(super) kind: EntityKind,
    /// As it is written first.
    pub(super) words: Box<str>,
    pub(super) mentions: u32,
    /// The sentences that name it, each once, in order.
    pub(super) sentences: Vec<u16>,
}

impl Share {
    /// Looks at an article.
    pub fn new(read: Read<'_>, knowledge: &Knowledge, language: Language) -> Self {
        let Read { facts, text, analysis, .. } = read;
        let published = facts.published.date;
        let told = told(text, analysis);
        let title = clip(&clean(facts.title.trim_start_matches(['#', ' '])), TITLE);
        Self {
            published,
            named: facts.entities.iter().filter_map(|entity| named(entity, &told)).collect(),
            sources: Counted::new(facts, text, analysis, knowledge, language),
            findings: ArticleFindings {
                path: read.path.to_owned(),
                title,
                published,
                found: found(read.findings, text, read.lines),
            },
        }
    }
}

/// The parts of an article that tell something, in order: no menus, no bylines, no datelines.
fn told(text: &str, analysis: &Analysis) -> Vec<Span> {
    let blocks = analysis.blocks.iter().filter_map(|block| match block.role {
        Role::Headline | Role::Subhead | Role::Caption | Role::Embedded => Some(block.span),
        Role::Body => {
            let dateline = dateline(block.span.of(text));
            Some(Span::new(block.span.start + dateline, block.span.end))
        }
        Role::Dateline | Role::Byline | Role::Boilerplate | Role::FrontMatter => None,
    });
    blocks.collect()
}

/// An entity by its names alone: an adjective names a people, and a title an office. A name that
/// means somebody in one article alone says nothing beyond it.
fn named(entity: &EntityMentions, told: &[Span]) -> Option<Named> {
    if entity.id.is_local() {
        return None;
    }
    let is_told = |span: Span| {
        let part = told.partition_point(|part| part.end <= span.start);
        told.get(part).is_some_and(|part| part.contains(span))
    };
    let names = || entity.mentions.iter().filter(|m| m.is_name() && is_told(m.span()));
    let first = names().next()?;
    let kind = match first.kind {
        MentionKind::Person => EntityKind::Person,
        MentionKind::Place => EntityKind::Place,
        MentionKind::Organisation => EntityKind::Organisation,
        MentionKind::Demonym | MentionKind::Role => return None,
    };
    let mut sentences: Vec<u16> = names().map(|m| m.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    Some(Named {
        id: entity.id.clone(),
        kind,
        words: entity.words(*first).into(),
        mentions: u32::try_from(names().count()).unwrap_or(u32::MAX),
        sentences,
    })
}
