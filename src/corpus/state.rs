//! The corpus as it changes, and the snapshots that are read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::index::{Article, Counts, Index};
use super::project::{FileRole, Project};
use super::read::{self, ReadFault};
use super::scan::{Batch, Found, Job, Work};
use crate::analysis::{Analysis, Incremental};
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
    project: Arc<Project>,
    articles: imbl::OrdMap<Arc<Path>, Arc<Article>>,
    open: imbl::OrdMap<Arc<Path>, Arc<OpenArticle>>,
    /// Settings and knowledge files in the editor, by path, with their version.
    open_files: imbl::OrdMap<Arc<Path>, i32>,
    faults: imbl::OrdMap<Arc<Path>, ReadFault>,
    index: Index,
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

/// The corpus as it changes: owned by one thread, which takes events in their order and hands out
/// snapshots.
#[derive(Debug, Default)]
pub struct Corpus {
    now: Snapshot,
    /// What is kept between edits of open articles.
    editing: FxHashMap<Arc<Path>, Incremental>,
    /// What has to be read and is not yet handed out.
    pending: Option<Work>,
    /// The job that is out.
    running: Option<(u64, Work)>,
    jobs: u64,
    /// Files that were set while a job was out: what it says of them is old.
    touched: FxHashMap<Arc<Path>, u64>,
}

impl Corpus {
    /// The corpus of a project. Its articles are read by the first job.
    pub fn new(project: Project) -> Self {
        let mut corpus = Self::default();
        corpus.set_project(project);
        corpus
    }

    /// The corpus as it is now.
    pub fn snapshot(&self) -> Snapshot {
        self.now.clone()
    }

    /// Takes a text from the editor: opened or changed. An article is analysed at once; a settings
    /// or knowledge file comes into force.
    pub fn set_open(&mut self, path: &Path, text: Arc<str>, version: i32) {
        match self.now.project.role(path) {
            FileRole::Settings | FileRole::Knowledge => {
                self.now.open_files.insert(path.into(), version);
                self.change_project(|p| p.set_file(path, Ok(text)));
            }
            FileRole::Ignore | FileRole::Other => self.set_open_article(path, text, version),
        }
    }

    fn set_open_article(&mut self, path: &Path, text: Arc<str>, version: i32) {
        let path: Arc<Path> = path.into();
        let metadata = self.now.project.metadata(&path);
        let incremental = self.editing.entry(Arc::clone(&path)).or_default();
        let analysis = incremental.analyse(&text, &metadata, self.now.project.knowledge());
        self.put(Arc::new(Article::new(Arc::clone(&path), &text, &analysis)));
        self.now.faults.remove(&path);
        let text = Text::new(text);
        let open = OpenArticle {
            version,
            text,
            analysis,
        };
        self.now.open.insert(path, Arc::new(open));
    }

    /// The editor closed a file: from here on the disk counts.
    pub fn close(&mut self, path: &Path) {
        if self.now.open_files.remove(path).is_some() {
            self.change_project(|p| p.refresh_file(path));
        }
        if self.now.open.remove(path).is_some() {
            self.editing.remove(path);
            self.need(Work::Files(vec![path.to_path_buf()]));
        }
    }

    /// Something happened to a file or folder on disk: created, changed, deleted or renamed (then
    /// both names are told).
    pub fn refresh(&mut self, path: &Path) {
        match self.now.project.role(path) {
            FileRole::Settings | FileRole::Knowledge => {
                if !self.now.open_files.contains_key(path) {
                    self.change_project(|p| p.refresh_file(path));
                }
            }
            FileRole::Ignore => self.need(Work::All),
            FileRole::Other if path.is_dir() => self.rescan(),
            FileRole::Other => {
                if self.holds_below(path) {
                    self.rescan();
                } else {
                    self.need(Work::Files(vec![path.to_path_buf()]));
                }
            }
        }
    }

    /// Reads everything again: settings, knowledge, articles.
    pub fn rescan(&mut self) {
        let roots = self.now.project.roots().to_vec();
        self.set_roots(roots);
    }

    /// Sets the workspace folders.
    pub fn set_roots(&mut self, roots: Vec<PathBuf>) {
        let texts: Vec<_> = self.open_file_texts();
        self.change_project(|p| {
            p.set_roots(roots);
            for (path, text) in texts {
                p.set_file(&path, Ok(text));
            }
        });
        self.need(Work::All);
    }

    /// Sets the editor's settings.
    pub fn set_settings(&mut self, settings: Settings) {
        Arc::make_mut(&mut self.now.project).set_outer(settings);
    }

    /// Sets the language for where no settings name one.
    pub fn set_language(&mut self, language: Language) {
        Arc::make_mut(&mut self.now.project).set_language(language);
    }

    /// Puts another project in force and has everything read.
    pub fn set_project(&mut self, project: Project) {
        self.now.project = Arc::new(project);
        self.reopen();
        self.need(Work::All);
    }

    /// Hands out the work there is; the job that was out before is to be cancelled, its work is
    /// in this one. `None` where nothing is to be done.
    pub fn next_job(&mut self) -> Option<Job> {
        let pending = self.pending.take()?;
        let work = match self.running.take() {
            Some((_, running)) => running.and(pending),
            None => pending,
        };
        self.jobs += 1;
        self.touched.clear();
        self.running = Some((self.jobs, work.clone()));
        Some(Job {
            id: self.jobs,
            work,
            project: Arc::clone(&self.now.project),
        })
    }

    /// Whether there is work that [`Self::next_job`] would hand out.
    pub fn has_work(&self) -> bool {
        self.pending.is_some()
    }

    /// Takes what a job found. Batches of a job that is no longer the one out are passed over.
    pub fn apply(&mut self, batch: Batch) {
        if self.running.as_ref().is_none_or(|(id, _)| *id != batch.job) {
            return;
        }
        for (path, found) in batch.articles {
            if self.now.open.contains_key(&path) || self.touched.contains_key(&path) {
                continue;
            }
            match found {
                Found::Article(article) => {
                    self.now.faults.remove(&path);
                    self.put(article);
                }
                Found::Fault(fault) => {
                    self.take(&path);
                    self.now.faults.insert(path, fault);
                }
                Found::Nothing => {
                    self.take(&path);
                    self.now.faults.remove(&path);
                }
            }
        }
        if let Some(all) = batch.all {
            self.keep_only(&all);
        }
        if batch.last {
            self.running = None;
        }
    }

    /// Does all work at once, in this thread.
    pub fn settle(&mut self) {
        let never = std::sync::atomic::AtomicBool::new(false);
        while let Some(job) = self.next_job() {
            job.run(&never, |batch| self.apply(batch));
        }
    }

    fn keep_only(&mut self, all: &[PathBuf]) {
        let snapshot = &self.now;
        let articles = snapshot.articles.keys().chain(snapshot.faults.keys());
        let gone: Vec<_> = articles
            .filter(|path| {
                !snapshot.open.contains_key(*path)
                    && !self.touched.contains_key(*path)
                    && all.binary_search_by(|p| p.as_path().cmp(path)).is_err()
            })
            .cloned()
            .collect();
        for path in gone {
            self.take(&path);
            self.now.faults.remove(&path);
        }
    }

    /// Puts an article's entries in the place of those it had.
    fn put(&mut self, article: Arc<Article>) {
        if let Some(old) = self.now.articles.get(&article.path) {
            if **old == *article {
                return;
            }
            self.now.index.remove(old);
        }
        self.now.index.insert(&article);
        self.now.articles.insert(Arc::clone(&article.path), article);
    }

    fn take(&mut self, path: &Path) {
        if let Some(old) = self.now.articles.remove(path) {
            self.now.index.remove(&old);
        }
    }

    fn need(&mut self, work: Work) {
        if let Work::Files(files) = &work {
            for file in files {
                self.touched.insert(file.as_path().into(), self.jobs);
            }
        }
        self.pending = Some(match self.pending.take() {
            Some(pending) => pending.and(work),
            None => work,
        });
    }

    /// Changes the project and has read again what the change concerns.
    fn change_project(&mut self, change: impl FnOnce(&mut Project)) {
        let old = Arc::clone(&self.now.project);
        change(Arc::make_mut(&mut self.now.project));
        let new = Arc::clone(&self.now.project);
        if !old.same_knowledge(&new) {
            self.reopen();
            self.need(Work::All);
            return;
        }
        let concerned = |path: &Path| old.metadata(path) != new.metadata(path);
        let closed = self.now.articles.keys().chain(self.now.faults.keys());
        let files: Vec<_> = closed
            .filter(|path| concerned(path))
            .map(|path| path.to_path_buf())
            .collect();
        if self.running.is_some() {
            // The job that is out works with the old dates.
            self.need(Work::Files(files));
        } else if !files.is_empty() {
            self.need(Work::Files(files));
        }
        self.reopen();
    }

    /// Analyses the open articles anew.
    fn reopen(&mut self) {
        let open: Vec<_> = self
            .now
            .open
            .iter()
            .map(|(path, a)| (Arc::clone(path), Arc::clone(&a.text.text), a.version))
            .collect();
        for (path, text, version) in open {
            self.editing.remove(&path);
            self.set_open_article(&path, text, version);
        }
    }

    fn open_file_texts(&self) -> Vec<(Arc<Path>, Arc<str>)> {
        let files = self.now.open_files.keys();
        files
            .filter_map(|path| {
                let text = self.now.project.text(path)?;
                Some((Arc::clone(path), Arc::clone(text)))
            })
            .collect()
    }

    fn holds_below(&self, folder: &Path) -> bool {
        self.now
            .articles
            .keys()
            .any(|path| path.starts_with(folder) && **path != *folder)
    }
}

impl Work {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Files(mut a), Self::Files(b)) => {
                a.extend(b);
                a.sort();
                a.dedup();
                Self::Files(a)
            }
            _ => Self::All,
        }
    }
}
