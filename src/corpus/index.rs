//! The index from entity to articles, of those that were read since the archive was made.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use itertools::Itertools;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::article::{Article, EntityMentions};
use crate::analysis::{Deed, DeedKey, EntityKey};

/// Newest first, articles without a date last, then by path.
type ByDate = (Reverse<Option<Date>>, Arc<Path>);

/// The path before all others.
static FIRST: LazyLock<Arc<Path>> = LazyLock::new(|| Arc::from(Path::new("")));

/// The articles that name one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Postings {
    articles: imbl::OrdMap<ByDate, u32>,
    mentions: usize,
    /// How often it is named so, by spelling; only for what a knowledge file has.
    spellings: imbl::OrdMap<Box<str>, u32>,
}

impl Postings {
    fn counts(&self) -> Counts {
        Counts { articles: self.articles.len(), mentions: self.mentions }
    }
}

/// How often an entity is named in the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In how many articles.
    pub articles: usize,
    /// How many times.
    pub mentions: usize,
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { articles: self.articles + other.articles, mentions: self.mentions + other.mentions }
    }
}

/// The first of a list that goes away from a day, `count` and whoever else is of the last one's day: which
/// of those come first is not told by the day.
pub(super) fn whole_days<D: PartialEq, T>(list: impl Iterator<Item = (D, T)>, count: usize) -> Vec<T> {
    let mut out = Vec::new();
    let mut end = None;
    for (day, item) in list {
        if out.len() >= count && end.as_ref() != Some(&day) {
            break;
        }
        end = Some(day);
        out.push(item);
    }
    out
}

/// A list that goes from day to day, within each the other way round.
pub(super) fn days_in_turn<T, D: PartialEq>(
    list: impl Iterator<Item = T>,
    day: impl Fn(&T) -> D,
) -> impl Iterator<Item = T> {
    let mut list = list.peekable();
    let days = std::iter::from_fn(move || {
        let first = list.next()?;
        let of = day(&first);
        let mut all = vec![first];
        all.extend(std::iter::from_fn(|| list.next_if(|next| day(next) == of)));
        all.reverse();
        Some(all)
    });
    days.flatten()
}

/// The index from entity to the articles that name it. A copy is cheap and never changes under
/// its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    postings: imbl::OrdMap<EntityKey, Postings>,
    /// The articles that date a deed.
    deeds: imbl::OrdMap<DeedKey, imbl::OrdSet<Arc<Path>>>,
    /// The articles that have a passage, by its mark.
    passages: imbl::OrdSet<(u64, Arc<Path>)>,
}

impl Index {
    /// How often an entity is named.
    pub(super) fn counts(&self, id: &str) -> Counts {
        self.postings.get(id).map_or_else(Counts::default, Postings::counts)
    }

    /// The files of the articles that name an entity, newest first, undated ones last.
    pub(super) fn articles<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Arc<Path>> + use<'a> {
        self.postings.get(id).into_iter().flat_map(|p| p.articles.keys().map(|(_, path)| path))
    }

    /// The files of the articles that name an entity oldest first, undated ones last,
    /// within a day by path.
    pub(super) fn oldest<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Arc<Path>> + use<'a> {
        let undated: ByDate = (Reverse(None), Arc::clone(&FIRST));
        self.postings.get(id).into_iter().flat_map(move |postings| {
            let dated = postings.articles.range(..undated.clone()).rev().map(|(key, _)| key);
            let undated = postings.articles.range(undated.clone()..).map(|(key, _)| key);
            days_in_turn(dated, |(day, _)| *day).chain(undated).map(|(_, path)| path)
        })
    }

    /// Of the files of the articles that name an entity those nearest in time to a day, as
    /// [`whole_days`] has it on both sides; undated ones are farthest.
    pub(super) fn near(&self, id: &str, day: Date, count: usize) -> Vec<&Arc<Path>> {
        let Some(postings) = self.postings.get(id) else {
            return Vec::new();
        };
        let start: ByDate = (Reverse(Some(day)), Arc::clone(&FIRST));
        let newer = postings.articles.range(..start.clone()).rev().map(|((day, path), _)| (*day, path));
        let older = postings.articles.range(start..).map(|((_, path), _)| path);
        let mut out = whole_days(newer, count);
        out.extend(older.take(count));
        out
    }

    /// The ids of all entities that are named somewhere, in order.
    pub(super) fn entities(&self) -> impl Iterator<Item = &EntityKey> {
        self.postings.keys()
    }

    /// The same, each with how often it is named.
    pub(super) fn counted(&self) -> impl Iterator<Item = (&str, Counts)> {
        self.postings.iter().map(|(id, postings)| (id.as_str(), postings.counts()))
    }

    /// How often an entity is named in each spelling, by spelling.
    pub(super) fn spellings(&self, id: &str) -> impl Iterator<Item = (&Box<str>, u32)> {
        let postings = self.postings.get(id).into_iter();
        postings.flat_map(|p| p.spellings.iter().map(|(spelling, count)| (spelling, *count)))
    }

    /// How often an entity is named in one spelling.
    pub(super) fn spelt(&self, id: &str, spelling: &str) -> u32 {
        self.postings.get(id).and_then(|p| p.spellings.get(spelling)).copied().unwrap_or(0)
    }

    /// The files of the articles that date a deed with this key, by path.
    pub(super) fn telling(&self, key: &DeedKey) -> impl Iterator<Item = &Arc<Path>> {
        self.deeds.get(key).into_iter().flatten()
    }

    /// The files of the articles that have a passage with this mark, by path.
    pub(super) fn sharing(&self, mark: u64) -> impl Iterator<Item = &Arc<Path>> {
        let from = (mark, Arc::clone(&FIRST));
        self.passages.range(from..).take_while(move |(m, _)| *m == mark).map(|(_, path)| path)
    }

    /// Puts an article's entries in.
    pub(super) fn insert(&mut self, article: &Article) {
        let key = key_of(article);
        for entity in &article.entities {
            self.post(&key, entity);
        }
        for deed in &article.deeds {
            self.tell(deed, &article.path);
        }
        for passage in &article.passages {
            self.passages.insert((passage.mark, Arc::clone(&article.path)));
        }
    }

    /// Takes an article's entries out; nobody else's are touched.
    pub(super) fn remove(&mut self, article: &Article) {
        let key = key_of(article);
        for entity in &article.entities {
            self.unpost(&key, entity);
        }
        for deed in &article.deeds {
            self.untell(deed, &article.path);
        }
        for passage in &article.passages {
            self.passages.remove(&(passage.mark, Arc::clone(&article.path)));
        }
    }

    /// Puts an article's entries in the place of those its file had before. A letter typed changes few:
    /// the others are left as they are.
    pub(super) fn replace(&mut self, old: &Article, new: &Article) {
        if key_of(old) != key_of(new) {
            self.remove(old);
            return self.insert(new);
        }
        let key = key_of(new);
        let same = |a: &EntityMentions, b: &EntityMentions| {
            a.mentions.len() == b.mentions.len() && a.spelt().eq(b.spelt())
        };
        for pair in old.entities.iter().merge_join_by(&new.entities, |a, b| a.id.cmp(&b.id)) {
            if !pair.as_ref().both().is_some_and(|(a, b)| same(a, b)) {
                let (before, now) = pair.left_and_right();
                if let Some(entity) = before {
                    self.unpost(&key, entity);
                }
                if let Some(entity) = now {
                    self.post(&key, entity);
                }
            }
        }
        if old.deeds != new.deeds {
            old.deeds.iter().for_each(|deed| self.untell(deed, &old.path));
            new.deeds.iter().for_each(|deed| self.tell(deed, &new.path));
        }
        let marks = |article: &Article| article.passages.iter().map(|p| p.mark).collect::<FxHashSet<_>>();
        let (before, now) = (marks(old), marks(new));
        for mark in before.difference(&now) {
            self.passages.remove(&(*mark, Arc::clone(&old.path)));
        }
        for mark in now.difference(&before) {
            self.passages.insert((*mark, Arc::clone(&new.path)));
        }
    }

    fn post(&mut self, key: &ByDate, entity: &EntityMentions) {
        let count = entity.mentions.len();
        let postings = self.postings.entry(entity.id.clone()).or_default();
        postings.articles.insert(key.clone(), count as u32);
        postings.mentions += count;
        for (spelling, count) in entity.spelt() {
            *postings.spellings.entry(spelling.clone()).or_default() += count;
        }
    }

    fn unpost(&mut self, key: &ByDate, entity: &EntityMentions) {
        let Some(postings) = self.postings.get_mut(&entity.id) else {
            return;
        };
        if let Some(count) = postings.articles.remove(key) {
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

    fn tell(&mut self, deed: &Deed, path: &Arc<Path>) {
        self.deeds.entry(deed.key.clone()).or_default().insert(Arc::clone(path));
    }

    fn untell(&mut self, deed: &Deed, path: &Arc<Path>) {
        let Some(telling) = self.deeds.get_mut(&deed.key) else {
            return;
        };
        telling.remove(path);
        if telling.is_empty() {
            self.deeds.remove(&deed.key);
        }
    }
}

fn key_of(article: &Article) -> ByDate {
    (Reverse(article.published.date), Arc::clone(&article.path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Metadata, analyse};
    use crate::knowledge::Knowledge;

    fn article(text: &str) -> Article {
        let analysis = analyse(text, &Metadata::default(), &Knowledge::built_in());
        Article::new(Arc::from(Path::new("/w/a.txt")), text, &analysis)
    }

    #[test]
    fn replacing_entries_is_taking_them_out_and_putting_others_in() {
        let dated = "---\ndate: 2023-09-14\n---\n";
        let texts = [
            "قال كيم جونغ أون إن موسكو ترحب به. وزار كيم جونغ أون موسكو يوم الأربعاء.",
            "قال كيم جونج أون إن موسكو ترحب به. وزار كيم جونغ أون موسكو يوم الخميس.",
            "قال سيرغي لافروف في بيونغيانغ إن روسيا تشكر من حضر إلى هذا اللقاء الطويل في المدينة.",
            "زار سيرغي لافروف بيونغيانغ في 18 أكتوبر 2023، وقال إن روسيا تشكر من حضر إلى هذا اللقاء الطويل.",
            "",
        ];
        let plain = texts.iter().map(|text| article(text));
        let all: Vec<Article> =
            plain.chain(texts.iter().map(|text| article(&format!("{dated}{text}")))).collect();
        assert!(all.iter().any(|a| !a.deeds.is_empty()) && all.iter().any(|a| !a.passages.is_empty()));
        for (old, new) in itertools::iproduct!(&all, &all) {
            let (mut index, mut fresh) = (Index::default(), Index::default());
            index.insert(old);
            index.replace(old, new);
            fresh.insert(new);
            assert_eq!(index, fresh, "{old:?} {new:?}");
        }
    }
}
