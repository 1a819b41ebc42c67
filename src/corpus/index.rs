//! What is kept of an article that is not open, and the index from entity to articles.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, Deed, DeedKey, Published};
use crate::knowledge::EntityId;
use crate::names::{Form, Mention, MentionKind};
use crate::text::token::is_quote;
use crate::text::{Span, fold};

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
}

/// The mentions of one entity in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMentions {
    /// Which entity; [`unknown_id`] for a name no knowledge file has.
    pub id: EntityId,
    /// Where, in order.
    pub mentions: Box<[MentionFact]>,
    /// The spellings that occur, in order of first use.
    pub spellings: Box<[Box<str>]>,
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
}

impl MentionFact {
    /// Where it stands, in bytes.
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl EntityMentions {
    /// The words of a mention.
    pub fn words(&self, mention: MentionFact) -> &str {
        self.spellings.get(usize::from(mention.spelling)).map_or("", |s| s)
    }
}

/// The id under which a name that no knowledge file has is indexed: its kind and folded words (غ as
/// ج), after a `~` that no entry's id begins with.
pub fn unknown_id(kind: MentionKind, words: &str) -> EntityId {
    format!("~{}/{}", kind_name(kind), unknown_key(words)).into()
}

/// The id of a name that means somebody in its own article alone.
fn local_id(kind: MentionKind, words: &str, path: &Path) -> EntityId {
    format!("~{}/{}@{}", kind_name(kind), unknown_key(words), path.display()).into()
}

const fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Place => "place",
        MentionKind::Organisation => "organisation",
        MentionKind::Demonym => "demonym",
        MentionKind::Role => "role",
    }
}

/// What the spellings of one unknown name have in common: its folded words, without quotation marks
/// and the joints of a hashtag.
fn unknown_key(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c == '_').filter(|w| !w.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().filter(|c| !is_quote(*c) && *c != '@') {
            fold::fold_char(c, |f| folded.push(fold::name_letter(f)));
        }
    }
    folded
}

/// The folded words of an [`unknown_id`]; `None` for the id of an entry and for a name that means
/// somebody in one article alone.
pub fn unknown_words(id: &EntityId) -> Option<&str> {
    let (_, words) = id.as_str().strip_prefix('~')?.split_once('/')?;
    (!words.contains('@')).then_some(words)
}

/// The id under which a mention of an article is indexed: its entity's, else one made of its words;
/// a short name or a title has that of the full name it points back to.
///
/// One word that no knowledge file has can be anybody in the next article, so such a person is one
/// in this article alone.
pub fn id_of(mention: &Mention, text: &str, path: &Path) -> EntityId {
    if let Some(id) = &mention.entity {
        return id.clone();
    }
    let (span, kind) = match mention.antecedent {
        Some(full) => (full, MentionKind::Person),
        None => (mention.span, mention.kind),
    };
    let words = written(span, text);
    let one_word = !words.trim().contains(|c: char| c.is_whitespace() || c == '_');
    if kind == MentionKind::Role || kind == MentionKind::Person && one_word {
        local_id(kind, &words, path)
    } else {
        unknown_id(kind, &words)
    }
}

/// A name as it is written by itself: in لل the span begins with the second ل, whose alef the
/// first one took.
pub fn written(span: Span, text: &str) -> Cow<'_, str> {
    let words = span.of(text);
    let before = text.get(..span.start).unwrap_or("");
    if words.starts_with('ل') && before.ends_with('ل') {
        Cow::Owned(format!("ا{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

impl Article {
    /// What is kept of an article.
    pub fn new(path: Arc<Path>, text: &str, analysis: &Analysis) -> Self {
        let mut by_id: FxHashMap<EntityId, (Vec<MentionFact>, Vec<Box<str>>)> = FxHashMap::default();
        for mention in &analysis.mentions {
            let words = written(mention.span, text);
            let (facts, spellings) = by_id.entry(id_of(mention, text, &path)).or_default();
            let known = spellings.iter().position(|s| **s == *words);
            let spelling = known.unwrap_or_else(|| {
                spellings.push(words.into_owned().into());
                spellings.len() - 1
            });
            facts.push(MentionFact {
                start: mention.span.start as u32,
                end: mention.span.end as u32,
                kind: mention.kind,
                form: mention.form,
                spelling: spelling.min(usize::from(u16::MAX)) as u16,
            });
        }
        let mut entities: Vec<_> = by_id
            .into_iter()
            .map(|(id, (mentions, spellings))| EntityMentions {
                id,
                mentions: mentions.into(),
                spellings: spellings.into(),
            })
            .collect();
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        Self {
            path,
            title: analysis.title(text).into(),
            published: analysis.published.clone(),
            entities: entities.into(),
            deeds: analysis.deeds.as_slice().into(),
        }
    }

    /// The mentions of an entity in this article.
    pub fn mentions_of(&self, id: &str) -> Option<&EntityMentions> {
        self.entities.binary_search_by(|e| e.id.as_str().cmp(id)).ok().and_then(|i| self.entities.get(i))
    }
}

/// Newest first, articles without a date last, then by path.
type ByDate = (Reverse<Option<Date>>, Arc<Path>);

/// The articles that name one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Postings {
    articles: imbl::OrdMap<ByDate, u32>,
    mentions: usize,
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

    /// The files of the articles that date a deed with this key, by path.
    pub(super) fn telling(&self, key: &DeedKey) -> impl Iterator<Item = &Arc<Path>> {
        self.deeds.get(key).into_iter().flatten()
    }

    /// Puts an article's entries in.
    pub(super) fn insert(&mut self, article: &Article) {
        let key = (Reverse(article.published.date), Arc::clone(&article.path));
        for entity in &article.entities {
            let count = entity.mentions.len();
            let postings = self.postings.entry(entity.id.clone()).or_default();
            postings.articles.insert(key.clone(), count as u32);
            postings.mentions += count;
        }
        for deed in &article.deeds {
            let telling = self.deeds.entry(deed.key.clone()).or_default();
            telling.insert(Arc::clone(&article.path));
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
    }
}
