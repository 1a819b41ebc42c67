//! The list of articles, for a client that shows no files.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::hover::title;
use crate::corpus::{Article, Snapshot};
use crate::text::fold::fold;

/// An article, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its file.
    pub path: Arc<Path>,
    /// Its headline; the file's name where it has none.
    pub title: String,
    /// When it was published.
    pub published: Option<Date>,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The first of them.
    pub entries: Vec<Entry>,
    /// How many there are.
    pub total: usize,
}

/// The articles whose headline or file name has the query in it, newest first, undated ones last;
/// no more than `most` of them.
pub fn articles(snapshot: &Snapshot, query: &str, most: usize) -> List {
    let query = fold(query.trim());
    let holds = |words: &str| fold(words).contains(&query);
    let named = |a: &Article| a.path.file_name().is_some_and(|n| holds(&n.to_string_lossy()));
    let mut found: Vec<_> =
        snapshot.articles().filter(|a| query.is_empty() || holds(&a.title) || named(a)).collect();
    // The sort is stable: those of a day stay in the order of their paths.
    found.sort_by_key(|a| Reverse(a.published.date));
    let total = found.len();
    List { entries: found.into_iter().take(most).map(|a| Entry::of(&a)).collect(), total }
}

impl Entry {
    /// An article's.
    pub fn of(article: &Article) -> Self {
        let (path, published) = (Arc::clone(&article.path), article.published.date);
        Self { path, title: title(article), published }
    }
}
