//! What features read: the corpus at one moment.

use std::path::Path;
use std::sync::Arc;

use super::index::{Article, Counts, Index};
use super::project::Project;
use super::read::{self, ReadFault};
use crate::analysis::Analysis;
use crate::knowledge::Knowledge;
use crate::settings::Settings;
use crate::text::LineIndex;
use crate::words::Language;

/// An article in the editor, as of one version.
#[derive(Clone, Debug)]
pub struct OpenArticle {
    /// The editor's version of the text.
    pub version: i32,
    /// Its text and lines.
    pub text: Text,
    /// What isnad knows of it.
    pub analysis: Analysis,
}

/// A text with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: Arc<str>,
    /// Where its lines begin.
    pub lines: Arc<LineIndex>,
}

impl Text {
    /// A text and the lines in it.
    pub fn new(text: Arc<str>) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { text, lines }
    }
}

/// The corpus at one moment. A copy is cheap, and nothing that happens later changes it.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub(super) project: Arc<Project>,
    pub(super) articles: imbl::OrdMap<Arc<Path>, Arc<Article>>,
    pub(super) open: imbl::OrdMap<Arc<Path>, Arc<OpenArticle>>,
    /// Settings and knowledge files in the editor, by path, with their version.
    pub(super) open_files: imbl::OrdMap<Arc<Path>, i32>,
    pub(super) faults: imbl::OrdMap<Arc<Path>, ReadFault>,
    pub(super) index: Index,
    pub(super) settled: bool,
}

impl Snapshot {
    /// The workspace's settings and knowledge files.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The knowledge in force.
    pub fn knowledge(&self) -> &Knowledge {
        self.project.knowledge()
    }

    /// The settings in force for a file.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        self.project.settings(path)
    }

    /// The language to speak where a file is shown.
    pub fn language(&self, path: &Path) -> Language {
        self.project.language(path)
    }

    /// An article that is open in the editor.
    pub fn open(&self, path: &Path) -> Option<&Arc<OpenArticle>> {
        self.open.get(path)
    }

    /// The files open in the editor, articles and others, with their versions.
    pub fn open_paths(&self) -> impl Iterator<Item = (&Arc<Path>, i32)> {
        let articles = self.open.iter().map(|(path, a)| (path, a.version));
        articles.chain(self.open_files.iter().map(|(path, v)| (path, *v)))
    }

    /// The editor's version of a file that is open.
    pub fn version(&self, path: &Path) -> Option<i32> {
        let article = self.open.get(path).map(|a| a.version);
        article.or_else(|| self.open_files.get(path).copied())
    }

    /// What is kept of an article, open or not.
    pub fn article(&self, path: &Path) -> Option<&Arc<Article>> {
        self.articles.get(path)
    }

    /// All articles, ordered by path.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.values()
    }

    /// The articles that name an entity, newest first, undated ones last.
    pub fn mentioning(&self, id: &str) -> impl Iterator<Item = &Arc<Article>> {
        let paths = self.index.articles(id);
        paths.filter_map(|path| self.articles.get(path))
    }

    /// How often an entity is named in the corpus.
    pub fn counts(&self, id: &str) -> Counts {
        self.index.counts(id)
    }

    /// The index from entity to articles.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Whether everything there is to read has been read.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Why an article could not be read.
    pub fn fault(&self, path: &Path) -> Option<&ReadFault> {
        self.faults.get(path)
    }

    /// The files that should be articles and could not be read, ordered by path.
    pub fn faults(&self) -> impl Iterator<Item = &ReadFault> {
        self.faults.values()
    }

    /// The text of a file: the editor's, else that on disk now; `None` if it is gone.
    pub fn text(&self, path: &Path) -> Option<Text> {
        if let Some(article) = self.open.get(path) {
            return Some(article.text.clone());
        }
        if let Some(text) = self.project.text(path) {
            return Some(Text::new(Arc::clone(text)));
        }
        let text = read::read_article(path).ok()?;
        Some(Text::new(text.into()))
    }
}
