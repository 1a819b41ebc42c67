//! Work that reads files: a [`Job`] is run on any thread, and what it finds comes back in batches.

mod whole;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::archive::{Depth, Segment, Stamp};
use super::article::Article;
use super::cache::Cache;
use super::project::Project;
use super::read::{self, FileStamp, ReadFault, Why};
use super::snapshot::{Recent, Snapshot};
use super::waiting::Waiting;
use crate::analysis::Steps;

/// How many articles are read at once: enough to keep the cores busy, few enough that the counts a reader
/// sees grow while he waits.
const TOGETHER: usize = 128;

/// How many articles a batch holds: few enough that taking it holds up nobody who types.
const BATCH: usize = 8;

/// What a job has to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// Every article of the workspace that is not known as it is.
    All,
    /// These files, whatever became of them; sorted.
    Files(Vec<PathBuf>),
}

/// How a corpus reads a whole folder.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Where index files are kept; none where nothing is to be kept.
    pub cache: Option<Cache>,
    /// Up to how many changed files, or a fiftieth of all, are read one by one; more are read in two
    /// passes, and the index is made anew. With 0 it is made anew for any change.
    pub few: usize,
    /// Threads that read. A server leaves a core to the edits.
    pub threads: usize,
    /// Whether somebody asks while it goes on, so that what the first pass finds is told at once.
    pub asked_meanwhile: bool,
    /// Whether the second pass follows the first.
    pub second_pass: bool,
    /// For whom it holds still.
    pub waiting: Waiting,
}

impl Reading {
    /// Up to how many changed files of so many articles are read one by one.
    pub(super) fn few_of(&self, articles: usize) -> usize {
        if self.few == 0 { 0 } else { self.few.max(articles / 50) }
    }
}

impl Default for Reading {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            cache: None,
            few: 64,
            threads: cores.saturating_sub(1).max(1),
            asked_meanwhile: true,
            second_pass: true,
            waiting: Waiting::default(),
        }
    }
}

/// Articles to be read and analysed. It holds all it needs and may run on any thread, beside
/// edits; its batches are given to [`Corpus::apply`](super::Corpus::apply) in order.
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) id: u64,
    pub(super) work: Work,
    /// The corpus when the job was handed out.
    pub(super) known: Snapshot,
    /// Whether what is known was made with the knowledge in force.
    pub(super) trusted: bool,
    /// Whether the workspace has been walked since what says which files are articles last changed: what
    /// is known of it are its articles.
    pub(super) walked: bool,
    pub(super) reading: Reading,
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
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub(super) job: u64,
    pub(super) articles: Vec<(Arc<Path>, Found)>,
    /// More articles, in compact form.
    pub(super) more: Option<Arc<Segment>>,
    /// All articles there are, in the place of those known when the job was handed out.
    pub(super) whole: Option<Arc<Segment>>,
    /// Known articles whose files the walk of the whole workspace did not meet.
    pub(super) gone: Vec<Arc<Path>>,
    /// Whether the job reads the whole workspace.
    pub(super) whole_workspace: bool,
    /// Whether this is the job's last batch.
    pub last: bool,
    /// How far the job is with this batch.
    pub progress: Progress,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Article(Recent),
    Fault(ReadFault),
    /// Gone, or no article of the workspace.
    Nothing,
}

impl Job {
    /// Whether it reads so much that its progress is worth showing.
    pub fn takes_time(&self) -> bool {
        match &self.work {
            Work::All => true,
            Work::Files(files) => files.len() > TOGETHER,
        }
    }

    /// Whether it reads the whole workspace.
    fn is_whole(&self) -> bool {
        self.work == Work::All
    }

    /// Reads and analyses, giving each batch to `emit`. Stops early, without a last batch, when
    /// `cancel` is set or the corpus has taken the work back.
    pub fn run(&self, cancel: &AtomicBool, mut emit: impl FnMut(Batch)) {
        let run = Run { job: self, cancel, pool: pool(self.reading.threads) };
        match &self.work {
            Work::All => run.whole(&mut emit),
            Work::Files(files) => {
                if run.one_by_one(files, &mut emit) {
                    let progress = Progress { done: files.len(), total: files.len() };
                    emit(Batch { last: true, progress, ..run.batch() });
                }
            }
        }
    }

    fn project(&self) -> &Project {
        &self.known.project
    }
}

/// A job that runs.
struct Run<'a> {
    job: &'a Job,
    cancel: &'a AtomicBool,
    /// None where the system gives no threads; the job then runs in rayon's own.
    pool: Option<rayon::ThreadPool>,
}

impl Run<'_> {
    fn is_stopped(&self) -> bool {
        self.cancel.load(Ordering::Relaxed) || self.job.superseded.load(Ordering::Relaxed)
    }

    fn batch(&self) -> Batch {
        Batch { job: self.job.id, whole_workspace: self.job.is_whole(), ..Batch::default() }
    }

    fn in_pool<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Reads files whole, giving each batch to `emit`; whether it came to the end.
    fn one_by_one(&self, files: &[PathBuf], emit: &mut impl FnMut(Batch)) -> bool {
        let mut done = 0;
        for chunk in files.chunks(TOGETHER) {
            let read = |path: &PathBuf| (Arc::from(path.as_path()), self.found(path));
            let mut found: Vec<_> = self.in_pool(|| chunk.par_iter().map(read).collect());
            if self.is_stopped() {
                return false;
            }
            while !found.is_empty() {
                let articles: Vec<_> = found.drain(..found.len().min(BATCH)).collect();
                done += articles.len();
                let progress = Progress { done, total: files.len() };
                emit(Batch { articles, progress, ..self.batch() });
            }
        }
        true
    }

    /// What became of a file, unless nobody wants to know any more.
    fn found(&self, path: &Path) -> Found {
        self.unless_stopped(|| self.job.read(path))
    }

    /// What is found in a file when its turn comes.
    fn unless_stopped(&self, look: impl FnOnce() -> Found) -> Found {
        self.job.reading.waiting.patience().hold();
        if self.is_stopped() { Found::Nothing } else { look() }
    }
}

impl Job {
    fn read(&self, path: &Path) -> Found {
        if !self.is_listed(path) {
            return Found::Nothing;
        }
        if self.project().leads_out(path) {
            return Found::Nothing;
        }
        match read::read_stamped(path) {
            Ok((text, file)) => Found::Article(self.analysed(path, &text, file)),
            Err(ReadFault { why: Why::Missing, .. }) if !self.project().is_root(path) => Found::Nothing,
            Err(fault) => Found::Fault(fault),
        }
    }

    /// Whether a file is an article of the workspace. Where a walk has found it so there is nothing to ask:
    /// to look for it would be to go through its whole folder.
    fn is_listed(&self, path: &Path) -> bool {
        self.is_whole() || (self.walked && self.known.was_read(path)) || self.project().is_article(path)
    }

    fn analysed(&self, path: &Path, text: &str, file: FileStamp) -> Recent {
        let project = self.project();
        let mut metadata = project.set_metadata(path);
        metadata.modified = file.day();
        let mut patience = self.reading.waiting.patience();
        let mut steps = Steps::new(text, &metadata, project.knowledge());
        while steps.step() {
            patience.hold();
        }
        let analysis = steps.finish();
        let mut article = Article::new(path.into(), text, &analysis);
        if project.has_ignores() {
            article = article.with_findings(text, &analysis, project.knowledge());
        }
        let stamp = self.stamp(path, file);
        Recent { article: Arc::new(article), stamp, depth: Depth::Whole }
    }

    fn stamp(&self, path: &Path, file: FileStamp) -> Stamp {
        Stamp { length: file.length, modified: file.settled(), metadata: self.project().dated(path) }
    }
}

fn pool(threads: usize) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::corpus::Corpus;

    #[test]
    fn what_is_read_again_does_not_pile_up_beside_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        let path = |n: usize| folder.path().join(format!("{n}.txt"));
        let write = |n: usize, name: &str| fs::write(path(n), format!("زار {name} موسكو.")).unwrap();
        (0..80).for_each(|n| write(n, "كيم جونغ أون"));
        let mut corpus = Corpus::new(Project::load(vec![folder.path().to_path_buf()]));
        let mentioned = |corpus: &Corpus, id: &str| corpus.snapshot().counts(id).articles;
        let few = 8;
        corpus.set_reading(Reading { few, ..Reading::default() });
        corpus.settle();
        assert_eq!((corpus.snapshot().beside(), mentioned(&corpus, "kim-jong-un")), (0, 80));
        let mut most = 0;
        for n in 0..40 {
            write(n, "سيرغي لافروف");
            corpus.refresh(&path(n));
            corpus.settle();
            most = most.max(corpus.snapshot().beside());
            assert_eq!(mentioned(&corpus, "kim-jong-un"), 79 - n);
            assert_eq!(mentioned(&corpus, "sergey-lavrov"), n + 1);
        }
        assert_eq!(most, few, "they are folded into it");
    }
}
