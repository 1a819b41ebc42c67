//! What is kept of an article: its facts, no text.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::attribution::{self, SourceFact};
use super::ids::{id_of, written};
use crate::analysis::{Analysis, Deed, EntityKey, Published};
use crate::knowledge::Knowledge;
use crate::names::{Form, Introduction, MentionKind};
use crate::rules::{self, FindingKeys, OwnFindings};
use crate::settings::Settings;
use crate::text::{Passage, Sentence, Span};
use crate::words::Language;

/// What the corpus keeps of an article, open or not: no text, only what other articles' cards and
/// lists need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its file.
    pub path: Arc<Path>,
    /// Its headline, as written.
    pub title: Box<str>,
    /// When it was published.
    pub published: Published,
    /// Its mentions by entity, ordered by id.
    pub entities: Box<[EntityMentions]>,
    /// What it tells of and dates, in order.
    pub deeds: Box<[Deed]>,
    /// Who says what in it, by place.
    pub said: Box<[SourceFact]>,
    /// Its longer sentences by their marks, in order.
    pub passages: Box<[Passage]>,
    /// What rules could find in it, whatever is set; nothing where the workspace has no ignores.
    pub findings: FindingKeys,
}

/// The mentions of one entity in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMentions {
    /// Which entity.
    pub id: EntityKey,
    /// Where, in order.
    pub mentions: Vec<MentionFact>,
    /// The spellings that occur, in order of first use.
    pub spellings: Vec<Box<str>>,
    /// The titles that the article gives somebody no knowledge file has, in order.
    pub titles: Vec<TitleFact>,
}

/// A title given to somebody, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleFact {
    /// Its words, as written.
    pub words: Box<str>,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl TitleFact {
    /// Where it stands, in bytes.
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// One mention, compact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionFact {
    pub(super) start: u32,
    pub(super) end: u32,
    /// What kind.
    pub kind: MentionKind,
    /// How it names the entity.
    pub form: Form,
    /// Index into the spellings beside it.
    pub spelling: u16,
    /// The sentence it stands in, counted through the article.
    pub sentence: u16,
}

impl MentionFact {
    /// Whether it is a name, not an adjective or a title.
    pub const fn is_name(self) -> bool {
        !matches!(self.kind, MentionKind::Demonym | MentionKind::Role)
    }

    /// Where it stands, in bytes.
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl EntityMentions {
    /// How often it is named in each spelling, adjectives and titles left out; nothing for a name
    /// that no knowledge file has.
    pub(super) fn spelt(&self) -> impl Iterator<Item = (&Box<str>, u32)> {
        let known = !matches!(self.id, EntityKey::Unknown(_));
        let spellings = self.spellings.iter().filter(move |_| known).enumerate();
        let counted = spellings.map(|(at, spelling)| {
            let facts = self.mentions.iter().filter(|f| f.is_name());
            (spelling, facts.filter(|f| usize::from(f.spelling) == at).count() as u32)
        });
        counted.filter(|(_, count)| *count > 0)
    }

    fn new(id: EntityKey) -> Self {
        Self { id, mentions: Vec::new(), spellings: Vec::new(), titles: Vec::new() }
    }

    fn spelling(&mut self, words: &str) -> u16 {
        let known = self.spellings.iter().position(|s| **s == *words);
        let at = known.unwrap_or_else(|| {
            self.spellings.push(words.into());
            self.spellings.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn add_title(&mut self, given: &Introduction, text: &str) {
        // The word that says an office is past stands between title and name.
        let past = given.former && given.title.end < given.span.start;
        let end = if past { given.span.start } else { given.title.end };
        let words = Span::new(given.title.start, end).of(text).trim_end();
        if self.titles.iter().all(|t| *t.words != *words) {
            let (start, end) = (given.title.start as u32, given.title.end as u32);
            self.titles.push(TitleFact { words: words.into(), start, end });
        }
    }

    fn shrink(&mut self) {
        self.mentions.shrink_to_fit();
        self.spellings.shrink_to_fit();
        self.titles.shrink_to_fit();
    }

    /// The words of a mention.
    pub fn words(&self, mention: MentionFact) -> &str {
        self.spellings.get(usize::from(mention.spelling)).map_or("", |s| s)
    }
}

/// The index of the sentence a span begins in.
fn sentence_of(sentences: &[Sentence], span: Span) -> u16 {
    let after = sentences.partition_point(|s| s.span.start <= span.start);
    u16::try_from(after.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// A mention with the id it is kept under.
pub(super) struct Naming {
    pub(super) id: EntityKey,
    pub(super) span: Span,
    pub(super) kind: MentionKind,
    pub(super) form: Form,
    pub(super) sentence: u16,
}

/// The mentions of an article by entity, ordered by id.
pub(super) fn gather(mentions: impl Iterator<Item = Naming>, text: &str) -> Vec<EntityMentions> {
    let mut by_id: FxHashMap<EntityKey, EntityMentions> = FxHashMap::default();
    for Naming { id, span, kind, form, sentence } in mentions {
        let of_entity = by_id.entry(id.clone()).or_insert_with(|| EntityMentions::new(id));
        let spelling = of_entity.spelling(&written(span, text));
        let (start, end) = (span.start as u32, span.end as u32);
        of_entity.mentions.push(MentionFact { start, end, kind, form, spelling, sentence });
    }
    let mut entities: Vec<_> = by_id.into_values().collect();
    entities.iter_mut().for_each(EntityMentions::shrink);
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

/// Gives those no knowledge file has the titles that the article gives them.
fn add_titles(entities: &mut [EntityMentions], text: &str, analysis: &Analysis) {
    for named in entities.iter_mut().filter(|e| !e.id.is_known()) {
        let spans: Vec<Span> = named.mentions.iter().map(|m| m.span()).collect();
        let own = analysis.introductions.iter().filter(|i| spans.contains(&i.span));
        own.for_each(|given| named.add_title(given, text));
        named.titles.shrink_to_fit();
    }
}

impl Article {
    /// What is kept of an article.
    pub fn new(path: Arc<Path>, text: &str, analysis: &Analysis) -> Self {
        let names = analysis.mentions.iter().map(|mention| Naming {
            id: id_of(mention, text, &path),
            span: mention.span,
            kind: mention.kind,
            form: mention.form,
            sentence: sentence_of(&analysis.sentences, mention.span),
        });
        let mut entities = gather(names, text);
        add_titles(&mut entities, text, analysis);
        let mut article = Self {
            title: analysis.title(text).into(),
            published: analysis.published.clone(),
            entities: entities.into(),
            deeds: analysis.deeds.as_slice().into(),
            passages: analysis.passages.as_slice().into(),
            ..Self::empty(path)
        };
        article.said = attribution::facts(&article, text, analysis);
        article
    }

    /// An article of which nothing is known.
    pub(super) fn empty(path: Arc<Path>) -> Self {
        Self {
            path,
            title: Box::default(),
            published: Published::default(),
            entities: Box::default(),
            deeds: Box::default(),
            said: Box::default(),
            passages: Box::default(),
            findings: FindingKeys::default(),
        }
    }

    /// The same with what rules could find in it, which costs about as much as the rest.
    #[must_use]
    pub fn with_findings(self, text: &str, analysis: &Analysis, knowledge: &Knowledge) -> Self {
        let (settings, language) = (&Settings::default(), Language::default());
        let own = own_findings(text, analysis, knowledge, settings, language);
        Self { findings: own.keys(text, analysis), ..self }
    }

    /// The mentions of an entity in this article.
    pub fn mentions_of(&self, id: &str) -> Option<&EntityMentions> {
        self.entities.binary_search_by(|e| e.id.as_str().cmp(id)).ok().and_then(|i| self.entities.get(i))
    }
}

/// What rules find in an article by itself.
pub(super) fn own_findings(
    text: &str,
    analysis: &Analysis,
    knowledge: &Knowledge,
    settings: &Settings,
    language: Language,
) -> OwnFindings {
    OwnFindings::new(&rules::Article {
        text,
        analysis,
        knowledge,
        others: &rules::NoOthers,
        settings,
        language,
    })
}
