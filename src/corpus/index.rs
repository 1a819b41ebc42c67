//! What is kept of an article that is not open, and the index from entity to articles.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::attribution::{self, SourceFact};
use super::ids::{id_of, written};
use crate::analysis::{Analysis, Deed, DeedKey, Published};
use crate::knowledge::{EntityId, Knowledge};
use crate::names::{Form, Introduction, MentionKind};
use crate::rules::{self, FindingKeys};
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
    /// Which entity; [`unknown_id`](super::unknown_id) for a name no knowledge file has.
    pub id: EntityId,
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
    start: u32,
    end: u32,
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
    start: u32,
    end: u32,
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
        let known = super::unknown_words(&self.id).is_none();
        let spellings = self.spellings.iter().filter(move |_| known).enumerate();
        let counted = spellings.map(|(at, spelling)| {
            let facts = self.mentions.iter().filter(|f| f.is_name());
            (spelling, facts.filter(|f| usize::from(f.spelling) == at).count() as u32)
        });
        counted.filter(|(_, count)| *count > 0)
    }

    fn new(id: EntityId) -> Self {
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

impl Article {
    /// What is kept of an article.
    pub fn new(path: Arc<Path>, text: &str, analysis: &Analysis) -> Self {
        let mut by_id: FxHashMap<EntityId, EntityMentions> = FxHashMap::default();
        for mention in &analysis.mentions {
            let words = written(mention.span, text);
            let id = id_of(mention, text, &path);
            let named = by_id.entry(id.clone()).or_insert_with(|| EntityMentions::new(id));
            let spelling = named.spelling(&words);
            named.mentions.push(MentionFact {
                start: mention.span.start as u32,
                end: mention.span.end as u32,
                kind: mention.kind,
                form: mention.form,
                spelling,
                sentence: sentence_of(&analysis.sentences, mention.span),
            });
            if mention.entity.is_none() {
                let own = analysis.introductions.iter().filter(|i| i.span == mention.span);
                own.for_each(|i| named.add_title(i, text));
            }
        }
        let mut entities: Vec<_> = by_id.into_values().collect();
        entities.iter_mut().for_each(EntityMentions::shrink);
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        let mut article = Self {
            path,
            title: analysis.title(text).into(),
            published: analysis.published.clone(),
            entities: entities.into(),
            deeds: analysis.deeds.as_slice().into(),
            said: Box::default(),
            passages: analysis.passages.as_slice().into(),
            findings: FindingKeys::default(),
        };
        article.said = attribution::facts(&article, text, analysis);
        article
    }

    /// The same with what rules could find in it, which costs about as much as the rest.
    #[must_use]
    pub fn with_findings(self, text: &str, analysis: &Analysis, knowledge: &Knowledge) -> Self {
        Self { findings: findings(text, analysis, knowledge), ..self }
    }

    /// The mentions of an entity in this article.
    pub fn mentions_of(&self, id: &str) -> Option<&EntityMentions> {
        self.entities.binary_search_by(|e| e.id.as_str().cmp(id)).ok().and_then(|i| self.entities.get(i))
    }
}

fn findings(text: &str, analysis: &Analysis, knowledge: &Knowledge) -> FindingKeys {
    let (settings, language) = (&Settings::default(), Language::default());
    FindingKeys::new(&rules::Article {
        text,
        analysis,
        knowledge,
        others: &rules::NoOthers,
        settings,
        language,
    })
}

/// Newest first, articles without a date last, then by path.
type ByDate = (Reverse<Option<Date>>, Arc<Path>);

/// The articles that name one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Postings {
    articles: imbl::OrdMap<ByDate, u32>,
    mentions: usize,
    /// How often it is named so, by spelling; only for what a knowledge file has.
    spellings: imbl::OrdMap<Box<str>, u32>,
}

/// How often an entity is named in the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In how many articles.
    pub articles: usize,
    /// How many times.
    pub mentions: usize,
}

/// The index from entity to the articles that name it. A copy is cheap and never changes under
/// its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    postings: imbl::OrdMap<EntityId, Postings>,
    /// The articles that date a deed.
    deeds: imbl::OrdMap<DeedKey, imbl::OrdSet<Arc<Path>>>,
    /// The articles that have a passage, by its mark.
    passages: imbl::OrdSet<(u64, Arc<Path>)>,
}

impl Index {
    /// How often an entity is named.
    pub fn counts(&self, id: &str) -> Counts {
        self.postings
            .get(id)
            .map_or_else(Counts::default, |p| Counts { articles: p.articles.len(), mentions: p.mentions })
    }

    /// The files of the articles that name an entity, newest first, undated ones last.
    pub fn articles(&self, id: &str) -> impl Iterator<Item = &Arc<Path>> {
        self.postings.get(id).into_iter().flat_map(|p| p.articles.keys().map(|(_, path)| path))
    }

    /// The ids of all entities that are named somewhere, in order.
    pub fn entities(&self) -> impl Iterator<Item = &EntityId> {
        self.postings.keys()
    }

    /// How often an entity is named in each spelling, by spelling.
    pub(super) fn spellings(&self, id: &str) -> impl Iterator<Item = (&Box<str>, u32)> {
        let postings = self.postings.get(id).into_iter();
        postings.flat_map(|p| p.spellings.iter().map(|(spelling, count)| (spelling, *count)))
    }

    /// The files of the articles that date a deed with this key, by path.
    pub(super) fn telling(&self, key: &DeedKey) -> impl Iterator<Item = &Arc<Path>> {
        self.deeds.get(key).into_iter().flatten()
    }

    /// The files of the articles that have a passage with this mark, by path.
    pub(super) fn sharing(&self, mark: u64) -> impl Iterator<Item = &Arc<Path>> {
        let from = (mark, Arc::from(Path::new("")));
        self.passages.range(from..).take_while(move |(m, _)| *m == mark).map(|(_, path)| path)
    }

    /// Puts an article's entries in.
    pub(super) fn insert(&mut self, article: &Article) {
        let key = (Reverse(article.published.date), Arc::clone(&article.path));
        for entity in &article.entities {
            let count = entity.mentions.len();
            let postings = self.postings.entry(entity.id.clone()).or_default();
            postings.articles.insert(key.clone(), count as u32);
            postings.mentions += count;
            for (spelling, count) in entity.spelt() {
                *postings.spellings.entry(spelling.clone()).or_default() += count;
            }
        }
        for deed in &article.deeds {
            let telling = self.deeds.entry(deed.key.clone()).or_default();
            telling.insert(Arc::clone(&article.path));
        }
        for passage in &article.passages {
            self.passages.insert((passage.mark, Arc::clone(&article.path)));
        }
    }

    /// Takes an article's entries out; nobody else's are touched.
    pub(super) fn remove(&mut self, article: &Article) {
        let key = (Reverse(article.published.date), Arc::clone(&article.path));
        for entity in &article.entities {
            let Some(postings) = self.postings.get_mut(&entity.id) else {
                continue;
            };
            if let Some(count) = postings.articles.remove(&key) {
                postings.mentions = postings.mentions.saturating_sub(count as usize);
            }
            for (spelling, count) in entity.spelt() {
                let left = postings.spellings.get(spelling).map_or(0, |n| n.saturating_sub(count));
                if left == 0 {
                    postings.spellings.remove(spelling);
                } else {
                    postings.spellings.insert(spelling.clone(), left);
                }
            }
            if postings.articles.is_empty() {
                self.postings.remove(&entity.id);
            }
        }
        for deed in &article.deeds {
            let Some(telling) = self.deeds.get_mut(&deed.key) else {
                continue;
            };
            telling.remove(&article.path);
            if telling.is_empty() {
                self.deeds.remove(&deed.key);
            }
        }
        for passage in &article.passages {
            self.passages.remove(&(passage.mark, Arc::clone(&article.path)));
        }
    }
}
