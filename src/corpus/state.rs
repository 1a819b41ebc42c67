//! The corpus as it changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use itertools::Itertools;
use rustc_hash::FxHashMap;

use super::archive::{Archive, Segment};
use super::article::{Article, own_findings};
use super::jobs::Jobs;
use super::project::{FileRole, Project};
use super::read::{self, MAX_BYTES, ReadFault, Why};
use super::scan::{Batch, Found, Job, Reading, Work};
use super::snapshot::{OpenArticle, Recent, Snapshot, Text};
use crate::analysis::{Analysis, Incremental};
use crate::settings::Settings;
use crate::words::Language;

/// More files than this that change at once are read by one walk: to ask of each whether it is an
/// article costs a look at its folder.
const MANY: usize = 256;

/// The corpus as it changes: owned by one thread, which takes events in their order and hands out
/// snapshots. An article's text in the editor wins over the file on disk until it is closed.
#[derive(Debug, Default)]
pub struct Corpus {
    now: Snapshot,
    /// What is kept between edits of open articles.
    editing: FxHashMap<Arc<Path>, Incremental>,
    jobs: Jobs,
    reading: Reading,
    /// Whether the articles that are kept were made with other knowledge, or without what could be
    /// found in them: until all have been read again they serve as they are.
    outdated: bool,
    /// How often what is kept of an article has changed.
    changes: u64,
    /// How often what rules could find in some article has changed.
    found: u64,
}

impl Corpus {
    /// The corpus of a project. Its articles are read by the first job.
    pub fn new(project: Project) -> Self {
        let mut corpus = Self::default();
        corpus.now.project = Arc::new(project);
        corpus.jobs.need(Work::All);
        corpus
    }

    /// Says how a whole folder is to be read.
    pub fn set_reading(&mut self, reading: Reading) {
        self.reading = reading;
    }

    /// The corpus as it is now.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { settled: self.jobs.is_idle(), ..self.now.clone() }
    }

    /// How often what the articles tell each other has changed: where it has, the findings of any
    /// article may be others.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// How often what rules could find in an article has changed: where it has, an ignore may match
    /// nothing any more.
    pub const fn found_changes(&self) -> u64 {
        self.found
    }

    /// Takes a text from the editor: opened or changed. An article is analysed at once; a settings
    /// or knowledge file comes into force.
    pub fn set_open(&mut self, path: &Path, text: Arc<str>, version: i32) {
        match self.now.project.role(path) {
            FileRole::Settings | FileRole::Ignores | FileRole::Knowledge => {
                self.now.open_files.insert(path.into(), version);
                self.change_project(|p| p.set_file(path, Ok(text)));
            }
            FileRole::Ignore | FileRole::Other => {
                if !self.now.open.contains_key(path) {
                    self.adopt(path);
                }
                self.analyse_open(path.into(), text, version);
            }
        }
    }

    /// Takes in the settings files above an article from outside the workspace's folders.
    pub fn adopt(&mut self, path: &Path) {
        if self.now.project.is_stranger(path) {
            self.change_project(|p| p.adopt(path));
        }
    }

    fn analyse_open(&mut self, path: Arc<Path>, text: Arc<str>, version: i32) {
        let analysis = if let Some(why) = no_text(&text) {
            self.set_fault(&path, why);
            Analysis::default()
        } else {
            if self.now.faults.get(&path).is_some_and(|f| f.why.is_of_text()) {
                self.now.faults.remove(&path);
            }
            let project = &self.now.project;
            let incremental = self.editing.entry(Arc::clone(&path)).or_default();
            incremental.analyse(&text, &project.metadata(&path), project.knowledge())
        };
        let mut article = Article::new(Arc::clone(&path), &text, &analysis);
        let project = &self.now.project;
        let findings = project.has_ignores().then(|| {
            let (settings, language) = (project.settings(&path), project.language(&path));
            own_findings(&text, &analysis, project.knowledge(), &settings, language)
        });
        if let Some(found) = &findings {
            article.findings = found.keys(&text, &analysis);
        }
        self.put(Recent::of_no_file(article));
        let open = OpenArticle { version, text: Text::new(text), analysis, findings };
        self.now.open.insert(path, Arc::new(open));
    }

    /// The editor closed a file: from here on the disk counts.
    pub fn close(&mut self, path: &Path) {
        if self.now.open_files.remove(path).is_some() {
            self.change_project(|p| p.refresh_file(path));
        }
        if self.now.open.remove(path).is_some() {
            self.editing.remove(path);
            self.jobs.need(Work::Files(vec![path.to_path_buf()]));
        }
    }

    /// Something happened to a file or folder on disk: created, changed, deleted or renamed (then
    /// both names are told).
    pub fn refresh(&mut self, path: &Path) {
        match self.now.project.role(path) {
            FileRole::Settings | FileRole::Ignores | FileRole::Knowledge => {
                if !self.now.open_files.contains_key(path) {
                    self.change_project(|p| p.refresh_file(path));
                }
            }
            // It says which settings files count, too.
            FileRole::Ignore => self.rescan(),
            FileRole::Other if path.is_dir() || self.holds_below(path) => self.rescan(),
            FileRole::Other => self.jobs.need(Work::Files(vec![path.to_path_buf()])),
        }
    }

    /// Something happened to many files and folders at once (a checkout): where they are more than a few, or
    /// new, one walk finds what became of the articles. Settings and knowledge are looked for anew only
    /// where a folder came or went.
    pub fn refresh_all(&mut self, paths: &[PathBuf]) {
        if paths.len() <= MANY {
            for path in paths {
                self.refresh(path);
            }
            return;
        }
        let project = &self.now.project;
        let had_files = |path: &Path| project.files().any(|file| file != path && file.starts_with(path));
        let told = paths.iter().sorted().dedup();
        let (articles, files): (Vec<_>, Vec<_>) =
            told.partition(|path| project.role(path) == FileRole::Other);
        if articles.iter().any(|path| path.is_dir() || had_files(path)) {
            return self.rescan();
        }
        for path in files {
            self.refresh(path);
        }
        let few = self.reading.few_of(self.now.len());
        self.jobs.need(if articles.len() <= few && articles.iter().all(|path| self.now.was_read(path)) {
            Work::Files(articles.into_iter().cloned().collect())
        } else {
            Work::All
        });
    }

    /// Reads everything again: settings, knowledge, articles.
    pub fn rescan(&mut self) {
        let roots = self.now.project.roots().to_vec();
        self.set_roots(roots);
    }

    /// Sets the workspace folders and has everything read.
    pub fn set_roots(&mut self, roots: Vec<PathBuf>) {
        let open = self.open_project_files();
        let articles: Vec<_> = self.now.open.keys().cloned().collect();
        self.change_project(|p| {
            p.set_roots(roots);
            for path in articles.iter().filter(|path| p.is_stranger(path)).collect::<Vec<_>>() {
                p.adopt(path);
            }
            for (path, text) in open {
                p.set_file(&path, Ok(text));
            }
        });
        self.jobs.need(Work::All);
    }

    /// Sets the editor's settings.
    pub fn set_settings(&mut self, settings: Settings) {
        Arc::make_mut(&mut self.now.project).set_outer(settings);
    }

    /// Sets the language for where no settings name one.
    pub fn set_language(&mut self, language: Language) {
        Arc::make_mut(&mut self.now.project).set_language(language);
    }

    /// Leaves out articles that are links out of the workspace, from now on.
    pub fn confine(&mut self) {
        Arc::make_mut(&mut self.now.project).confine();
    }

    /// Hands out the work there is, to be run at once beside whatever job is still out; `None`
    /// where nothing is to be done.
    pub fn next_job(&mut self) -> Option<Job> {
        self.jobs.next(&self.now, !self.outdated, &self.reading)
    }

    /// Whether there is work that [`Self::next_job`] would hand out.
    pub fn has_work(&self) -> bool {
        self.jobs.has_work()
    }

    /// Takes what a job found. What is no longer wanted is passed over: batches of a job whose
    /// work was taken back, files that were touched since.
    pub fn apply(&mut self, batch: Batch) {
        if !self.jobs.is_out(batch.job) {
            return;
        }
        if let Some(more) = batch.more {
            self.add(batch.job, &more);
        }
        if let Some(whole) = batch.whole {
            self.replace(batch.job, &whole);
        }
        for (path, found) in batch.articles {
            if self.jobs.is_news(batch.job, &path) {
                self.found(&path, found);
            }
        }
        for path in batch.gone {
            if self.jobs.is_news(batch.job, &path) {
                self.found(&path, Found::Nothing);
            }
        }
        if batch.last {
            if batch.whole_workspace {
                self.outdated = false;
            }
            self.jobs.ended(batch.job);
            self.fold();
        }
    }

    /// Has the index made anew where much lies beside it: what lies in it costs less.
    fn fold(&mut self) {
        if self.jobs.is_idle() && self.now.beside() > self.reading.few_of(self.now.len()) {
            self.jobs.need(Work::All);
        }
    }

    /// Does all work at once, in this thread.
    pub fn settle(&mut self) {
        let never = std::sync::atomic::AtomicBool::new(false);
        while let Some(job) = self.next_job() {
            job.run(&never, |batch| self.apply(batch));
        }
    }

    /// What the disk says of a file. Of one that is open only the fault counts, and the day it was
    /// changed.
    fn found(&mut self, path: &Arc<Path>, found: Found) {
        self.found_on_disk(path, found);
        self.redate(path);
    }

    /// Analyses an open article anew if its file was changed on another day than it was by then.
    fn redate(&mut self, path: &Path) {
        let dated = |open: &Arc<OpenArticle>| open.analysis.modified == read::modified(path);
        if self.now.open.get(path).is_some_and(|open| !dated(open)) {
            self.changes += 1;
            self.reopen(|p| p == path);
        }
    }

    fn found_on_disk(&mut self, path: &Arc<Path>, found: Found) {
        let open = self.now.open.contains_key(path);
        let of_editor = |why: &Why| open && why.is_of_text();
        match found {
            // What the editor's text holds the editor's text tells.
            Found::Fault(fault) if of_editor(&fault.why) => return,
            Found::Fault(fault) => {
                self.now.faults.insert(Arc::clone(path), fault);
                if !open {
                    self.take(path);
                }
                return;
            }
            Found::Article(recent) if !open => self.put(recent),
            Found::Nothing if !open => self.take(path),
            Found::Article(_) | Found::Nothing => {}
        }
        if !self.now.faults.get(path).is_some_and(|fault| of_editor(&fault.why)) {
            self.now.faults.remove(path);
        }
    }

    /// Adds articles that are read for the first time, but for those something has happened to since.
    fn add(&mut self, job: u64, segment: &Arc<Segment>) {
        let mut added = Archive::of(Arc::clone(segment));
        for number in segment.by_path() {
            let Some(path) = segment.path(number).map(Path::new) else {
                continue;
            };
            if self.now.open.contains_key(path) || !self.jobs.is_news(job, path) {
                added.kill(path);
            } else {
                self.take(path);
            }
        }
        self.now.archive.append(&added);
        self.changes += 1;
        self.found += 1;
    }

    /// Puts all articles there are in the place of those known, but for those something has happened
    /// to since.
    fn replace(&mut self, job: u64, segment: &Arc<Segment>) {
        let mut archive = Archive::of(Arc::clone(segment));
        for path in self.jobs.touched_since(job) {
            // It may have been a folder.
            for inside in archive.below(path) {
                archive.kill(&inside);
            }
            archive.kill(path);
        }
        let recent: Vec<_> = self.now.recent.keys().cloned().collect();
        for path in recent {
            if self.now.open.contains_key(&path) || !self.jobs.is_news(job, &path) {
                archive.kill(&path);
            } else if let Some(old) = self.now.recent.remove(&path) {
                self.now.index.remove(&old.article);
            }
        }
        self.now.archive = archive;
        self.changes += 1;
        self.found += 1;
        // What was read says something of files that are open or could not be read before, too.
        let others = self.now.open.keys().chain(self.now.faults.keys());
        let read = others.filter(|p| segment.find(p).is_some() && self.jobs.is_news(job, p));
        for path in read.cloned().collect::<Vec<_>>() {
            if self.now.open.contains_key(&path) {
                self.redate(&path);
            } else {
                self.now.faults.remove(&path);
            }
        }
    }

    /// Puts an article's entries in the place of those it had.
    fn put(&mut self, recent: Recent) {
        let article = Arc::clone(&recent.article);
        let old = self.now.put(recent);
        if old.as_ref().is_none_or(|old| old.findings != article.findings) {
            self.found += 1;
        }
        if old.is_none_or(|old| old != article) {
            self.changes += 1;
        }
    }

    fn take(&mut self, path: &Path) {
        if self.forget(path).is_some() {
            self.changes += 1;
            self.found += 1;
        }
    }

    /// Takes an article out, wherever it is kept.
    fn forget(&mut self, path: &Path) -> Option<Arc<Article>> {
        if let Some(old) = self.now.recent.remove(path) {
            self.now.index.remove(&old.article);
            return Some(old.article);
        }
        self.now.archive.kill(path).map(Arc::new)
    }

    fn set_fault(&mut self, path: &Arc<Path>, why: Why) {
        let fault = ReadFault { path: path.to_path_buf(), why };
        self.now.faults.insert(Arc::clone(path), fault);
    }

    /// Changes the project, and has analysed again whatever the change concerns: with other
    /// knowledge, or a first file of ignores, everything; with other publication dates the articles
    /// that have them.
    fn change_project(&mut self, change: impl FnOnce(&mut Project)) {
        let old = Arc::clone(&self.now.project);
        change(Arc::make_mut(&mut self.now.project));
        let new = Arc::clone(&self.now.project);
        if !old.same_knowledge(&new) || old.has_ignores() != new.has_ignores() {
            self.outdated = true;
            self.editing.clear();
            self.reopen(|_| true);
            self.jobs.need(Work::All);
        } else if !old.same_dates(&new) {
            let concerned = |path: &Path| old.set_metadata(path) != new.set_metadata(path);
            self.jobs.restart();
            let archived = self.now.archive.by_path().map(|entry| Path::new(entry.path));
            let recent = self.now.recent.keys().map(|path| &**path);
            let closed = recent.chain(archived);
            let closed = closed.filter(|p| !self.now.open.contains_key(*p) && concerned(p));
            let mut closed: Vec<_> = closed.map(Path::to_path_buf).collect();
            if closed.len() > self.reading.few {
                self.jobs.need(Work::All);
            } else if !closed.is_empty() {
                closed.sort();
                self.jobs.need(Work::Files(closed));
            }
            self.reopen(concerned);
        }
    }

    /// Analyses open articles anew.
    fn reopen(&mut self, which: impl Fn(&Path) -> bool) {
        let open = self.now.open.iter().filter(|(path, _)| which(path));
        let open: Vec<_> =
            open.map(|(path, a)| (Arc::clone(path), Arc::clone(&a.text.text), a.version)).collect();
        for (path, text, version) in open {
            self.analyse_open(path, text, version);
        }
    }

    fn open_project_files(&self) -> Vec<(Arc<Path>, Arc<str>)> {
        let files = self.now.open_files.keys();
        let texts = files.filter_map(|path| {
            let text = self.now.project.text(path)?;
            Some((Arc::clone(path), Arc::clone(text)))
        });
        texts.collect()
    }

    /// Whether anything known lies under a path, which then was a folder.
    fn holds_below(&self, folder: &Path) -> bool {
        let articles = self.now.recent.keys().chain(self.now.faults.keys());
        let mut known = articles.map(|path| &**path).chain(self.now.project.files());
        known.any(|path| path != folder && path.starts_with(folder)) || self.now.archive.holds_below(folder)
    }
}

/// Why a text in the editor is none that could be analysed.
fn no_text(text: &str) -> Option<Why> {
    let bytes = text.len() as u64;
    if bytes >= MAX_BYTES {
        return Some(Why::TooLarge { bytes });
    }
    text.find('\0').map(|offset| Why::Nul { offset })
}
