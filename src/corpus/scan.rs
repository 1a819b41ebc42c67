//! Work that reads files: a [`Job`] is run on any thread, and what it finds comes back in batches.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::index::Article;
use super::project::Project;
use super::read::{self, ReadFault, Why};
use crate::analysis::analyse;

/// How many articles a batch holds: enough to keep the cores busy, few enough that the counts a
/// reader sees grow while he waits.
const BATCH: usize = 128;

/// What a job has to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// Every article of the workspace.
    All,
    /// These files, whatever became of them; sorted.
    Files(Vec<PathBuf>),
}

/// Articles to be read and analysed. It holds all it needs and may run on any thread, beside
/// edits; its batches are given to [`Corpus::apply`](super::Corpus::apply) in order.
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) id: u64,
    pub(super) work: Work,
    pub(super) project: Arc<Project>,
    /// Set when the corpus wants nothing of this job any more.
    pub(super) superseded: Arc<AtomicBool>,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles read so far.
    pub done: usize,
    /// Articles in all.
    pub total: usize,
}

/// What a job found: some articles, and with the last batch the end.
#[derive(Clone, Debug)]
pub struct Batch {
    pub(super) job: u64,
    pub(super) articles: Vec<(Arc<Path>, Found)>,
    /// With the last batch of a job over the whole workspace: every article there is, sorted.
    pub(super) all: Option<Vec<PathBuf>>,
    /// Whether this is the job's last batch.
    pub last: bool,
    /// How far the job is with this batch.
    pub progress: Progress,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Article(Arc<Article>),
    Fault(ReadFault),
    /// Gone, or no article of the workspace.
    Nothing,
}

impl Job {
    /// Whether it reads the whole workspace, so that its progress is worth showing.
    pub fn is_whole(&self) -> bool {
        self.work == Work::All
    }

    /// Reads and analyses, giving each batch to `emit`. Stops early, without a last batch, when
    /// `cancel` is set or the corpus has taken the work back.
    pub fn run(&self, cancel: &AtomicBool, mut emit: impl FnMut(Batch)) {
        let files = match &self.work {
            Work::All => read::walk(self.project.roots()),
            Work::Files(files) => files.clone(),
        };
        let pool = pool();
        let total = files.len();
        let mut done = 0;
        for chunk in files.chunks(BATCH) {
            let read = || self.read_all(chunk, cancel);
            let articles = pool.as_ref().map_or_else(read, |p| p.install(read));
            if self.stopped(cancel) {
                return;
            }
            done += chunk.len();
            emit(Batch {
                job: self.id,
                articles,
                all: None,
                last: false,
                progress: Progress { done, total },
            });
        }
        emit(Batch {
            job: self.id,
            articles: Vec::new(),
            all: self.is_whole().then_some(files),
            last: true,
            progress: Progress { done, total },
        });
    }

    fn stopped(&self, cancel: &AtomicBool) -> bool {
        cancel.load(Ordering::Relaxed) || self.superseded.load(Ordering::Relaxed)
    }

    fn read_all(&self, files: &[PathBuf], cancel: &AtomicBool) -> Vec<(Arc<Path>, Found)> {
        let read = |path: &PathBuf| {
            let found = if self.stopped(cancel) { Found::Nothing } else { self.read(path) };
            (Arc::from(path.as_path()), found)
        };
        files.par_iter().map(read).collect()
    }

    fn read(&self, path: &Path) -> Found {
        // A walk has asked already.
        if !self.is_whole() && !self.project.is_article(path) {
            return Found::Nothing;
        }
        match read::read_article(path) {
            Ok(text) => {
                let metadata = self.project.metadata(path);
                let analysis = analyse(&text, &metadata, self.project.knowledge());
                let mut article = Article::new(path.into(), &text, &analysis);
                if self.project.has_ignores() {
                    article = article.with_findings(&text, &analysis, self.project.knowledge());
                }
                Found::Article(Arc::new(article))
            }
            Err(ReadFault { why: Why::Missing, .. }) if !self.project.is_root(path) => Found::Nothing,
            Err(fault) => Found::Fault(fault),
        }
    }
}

/// A pool that leaves a core to the edits; none where the system gives no threads, and the job
/// then runs in rayon's own.
fn pool() -> Option<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    rayon::ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(1)).build().ok()
}
