//! The list of articles, for a client that shows no files.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::hover::title;
use crate::corpus::{Article, Named, Snapshot};
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

impl Entry {
    /// An article's.
    pub fn of(article: &Article) -> Self {
        let (path, published) = (Arc::clone(&article.path), article.published.date);
        Self { path, title: title(article), published }
    }
}

/// The articles whose headline or file name has the query in it, newest first, undated ones last.
/// Each is looked at when its turn comes.
pub fn articles<'a>(snapshot: &'a Snapshot, query: &str) -> impl Iterator<Item = Entry> + use<'a> {
    let query = fold(query.trim());
    let holds = move |article: &Article| {
        let name = article.path.file_name().unwrap_or_default().to_string_lossy();
        query.is_empty() || fold(&article.title).contains(&query) || fold(&name).contains(&query)
    };
    let articles = snapshot.newest().into_iter().filter_map(Named::article);
    articles.filter(move |article| holds(article)).map(|article| Entry::of(&article))
}
