//! The books kept of jobs: what has to be read, what is being read, and whose word is old.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use super::scan::{Job, Reading, Work};
use super::snapshot::Snapshot;

/// The work of a corpus. Jobs are numbered as they are handed out.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    pending: Option<Work>,
    running: BTreeMap<u64, Running>,
    handed_out: u64,
    /// Files something happened to while jobs were out, with the number of the last job handed
    /// out by then: what that one and those before it say of the file is old.
    touched: FxHashMap<Arc<Path>, u64>,
}

#[derive(Debug)]
struct Running {
    work: Work,
    superseded: Arc<AtomicBool>,
}

impl Jobs {
    /// Notes work. Work on the whole workspace takes in all that is out.
    pub(super) fn need(&mut self, work: Work) {
        match &work {
            Work::All => self.stop(),
            Work::Files(files) => {
                for file in files {
                    self.touched.insert(file.as_path().into(), self.handed_out);
                }
            }
        }
        self.pending = Some(match self.pending.take() {
            Some(pending) => pending.and(work),
            None => work,
        });
    }

    /// Has all that is out done again, as what it works with is out of date.
    pub(super) fn restart(&mut self) {
        let running = std::mem::take(&mut self.running);
        for job in running.into_values() {
            job.superseded.store(true, Ordering::Relaxed);
            self.need(job.work);
        }
    }

    /// Hands out what there is to do.
    pub(super) fn next(&mut self, known: &Snapshot, trusted: bool, reading: &Reading) -> Option<Job> {
        let work = self.pending.take()?;
        self.handed_out += 1;
        let walked = self.running.values().all(|job| job.work != Work::All);
        let superseded = Arc::<AtomicBool>::default();
        let running = Running { work: work.clone(), superseded: Arc::clone(&superseded) };
        self.running.insert(self.handed_out, running);
        let (known, reading) = (known.clone(), reading.clone());
        Some(Job { id: self.handed_out, work, known, trusted, walked, reading, superseded })
    }

    pub(super) fn has_work(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether nothing is to be read and nothing being read.
    pub(super) fn is_idle(&self) -> bool {
        self.pending.is_none() && self.running.is_empty()
    }

    /// Whether the word of a job still counts at all.
    pub(super) fn is_out(&self, job: u64) -> bool {
        self.running.contains_key(&job)
    }

    /// Whether nothing happened to a file, or a folder above it, since a job was handed out.
    pub(super) fn is_news(&self, job: u64, path: &Path) -> bool {
        let old = |p: &Path| self.touched.get(p).is_some_and(|last| job <= *last);
        self.touched.is_empty() || !path.ancestors().any(old)
    }

    /// The files something has happened to since a job was handed out.
    pub(super) fn touched_since(&self, job: u64) -> impl Iterator<Item = &Path> {
        self.touched.iter().filter(move |(_, last)| job <= **last).map(|(path, _)| &**path)
    }

    pub(super) fn ended(&mut self, job: u64) {
        self.running.remove(&job);
        if self.running.is_empty() {
            self.touched.clear();
        }
    }

    fn stop(&mut self) {
        for job in std::mem::take(&mut self.running).into_values() {
            job.superseded.store(true, Ordering::Relaxed);
        }
    }
}

impl Work {
    /// Both.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Work {
        Work::Files(names.iter().map(Into::into).collect())
    }

    #[test]
    fn a_file_touched_since_is_no_news() {
        let (now, reading) = (Snapshot::default(), Reading::default());
        let mut jobs = Jobs::default();
        jobs.need(Work::All);
        let scan = jobs.next(&now, true, &reading).unwrap();
        jobs.need(files(&["b", "a"]));
        let second = jobs.next(&now, true, &reading).unwrap();
        assert_eq!(second.work, files(&["b", "a"]));
        assert!(jobs.is_out(scan.id) && jobs.is_out(second.id));
        let a = Path::new("a");
        assert!(!jobs.is_news(scan.id, a) && jobs.is_news(second.id, a));
        assert!(!jobs.is_news(scan.id, Path::new("a/below")));
        assert!(jobs.is_news(scan.id, Path::new("c")));
        jobs.ended(second.id);
        assert!(!jobs.is_news(scan.id, a), "the scan is still out");
        jobs.ended(scan.id);
        assert!(!jobs.has_work());
    }

    #[test]
    fn a_restart_loses_no_work() {
        let (now, reading) = (Snapshot::default(), Reading::default());
        let mut jobs = Jobs::default();
        jobs.need(files(&["a"]));
        let first = jobs.next(&now, true, &reading).unwrap();
        jobs.need(files(&["b"]));
        jobs.restart();
        assert!(!jobs.is_out(first.id));
        assert!(first.superseded.load(Ordering::Relaxed));
        assert_eq!(jobs.next(&now, true, &reading).unwrap().work, files(&["a", "b"]));
    }
}
