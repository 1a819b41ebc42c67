//! Reading a whole workspace: the index file if there is one, then whatever has changed since. Where
//! much has, in two passes: known names first, quickly, then everything.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Batch, Found, Progress, Run};
use crate::corpus::archive::{Archive, Depth, Segment, SegmentWriter};
use crate::corpus::read::{self, FileStamp, ReadFault};
use crate::corpus::snapshot::{Recent, Snapshot};
use crate::knowledge::Bytes;

/// Articles of the first step of the first pass; each further one is twice as long, so that the first
/// answers come soon and the segments stay few.
const FIRST_STEP: usize = 1024;

/// Articles that are read while those before are written.
const STEP: usize = 256;

/// What there is to do in a workspace.
struct Plan {
    /// Files that are new or have changed.
    changed: Vec<(PathBuf, FileStamp)>,
    /// Files of which only the known names have been read.
    shallow: Vec<(PathBuf, FileStamp)>,
    /// Files that are known as they are.
    kept: Vec<PathBuf>,
    /// Known files that are not there.
    gone: Vec<Arc<Path>>,
}

impl Run<'_> {
    pub(super) fn whole(&self, emit: &mut impl FnMut(Batch)) {
        let mut known = self.job.known.clone();
        if !self.job.trusted {
            (known.archive, known.recent) = (Archive::default(), imbl::OrdMap::new());
        }
        // What the editor has open is read already, and wins.
        let cold = known.archive.is_empty() && known.recent.keys().all(|path| known.open.contains_key(path));
        if cold && let Some(segment) = self.cached() {
            known.archive = Archive::of(Arc::clone(&segment));
            for path in known.recent.keys() {
                known.archive.kill(path);
            }
            emit(if self.job.trusted {
                Batch { more: Some(segment), ..self.batch() }
            } else {
                Batch { whole: Some(segment), ..self.batch() }
            });
        }
        let Plan { changed, shallow, kept, gone } = self.plan(&known);
        if self.is_stopped() {
            return;
        }
        let second_pass = self.job.reading.second_pass;
        let total = changed.len() + if second_pass { shallow.len() } else { 0 };
        let progress = Progress { done: total, total };
        let few = self.job.reading.few_of(known.len());
        if total + gone.len() <= few && known.beside() <= few {
            let mut files: Vec<PathBuf> = changed.into_iter().map(|(path, _)| path).collect();
            if second_pass {
                files.extend(shallow.into_iter().map(|(path, _)| path));
            }
            if self.one_by_one(&files, emit) {
                emit(Batch { gone, last: true, progress, ..self.batch() });
            }
            return;
        }
        // Where there are answers already, they stand until all are new.
        let told_at_once = self.job.reading.asked_meanwhile && self.job.trusted && known.archive.is_empty();
        let quick = self.first_pass(&changed, told_at_once, emit);
        let whole = match quick {
            Some(writer) if !second_pass => {
                let rest = kept.iter().chain(shallow.iter().map(|(path, _)| path));
                self.finish(writer, rest, &known)
            }
            Some(_) => self.second_pass(changed, shallow, &kept, &known, emit),
            None => None,
        };
        if let Some(whole) = whole
            && !self.is_stopped()
        {
            emit(Batch { whole: Some(whole), gone, last: true, progress, ..self.batch() });
        }
    }

    fn cached(&self) -> Option<Arc<Segment>> {
        let cache = self.job.reading.cache.as_ref()?;
        let project = self.job.project();
        Some(Arc::new(cache.load(project.roots(), project.made_with())?))
    }

    /// Compares the files that are there with those that are known.
    fn plan(&self, known: &Snapshot) -> Plan {
        let files = read::walk_stamped(self.job.project().roots(), self.job.reading.threads);
        let mut plan = Plan { changed: Vec::new(), shallow: Vec::new(), kept: Vec::new(), gone: Vec::new() };
        let mut met = 0;
        for (path, file) in files.into_iter().filter(|(path, _)| !self.job.project().leads_out(path)) {
            let before = known.stamp(&path);
            met += usize::from(before.is_some());
            match before {
                // What the editor has open has no stamp, and is looked at again for its faults.
                Some((stamp, depth)) if stamp.modified != 0 && stamp == self.job.stamp(&path, file) => {
                    match depth {
                        Depth::Names => plan.shallow.push((path, file)),
                        Depth::Whole => plan.kept.push(path),
                    }
                }
                _ => plan.changed.push((path, file)),
            }
        }
        // Of what is known of a workspace nearly always all is met.
        let all = &self.job.known;
        if met < known.len() || !self.job.trusted || !all.faults.is_empty() {
            let listed = [&plan.changed, &plan.shallow].into_iter().flatten().map(|(path, _)| path);
            let there: FxHashSet<&PathBuf> = listed.chain(&plan.kept).collect();
            let articles = all.archive.by_path().map(|entry| PathBuf::from(entry.path));
            let archived = known.archive.by_path().map(|entry| PathBuf::from(entry.path));
            let others = all.recent.keys().chain(all.faults.keys()).map(|path| path.to_path_buf());
            let lost = articles.chain(archived).chain(others).filter(|path| !there.contains(path));
            plan.gone = lost.map(Arc::from).collect();
            plan.gone.sort();
            plan.gone.dedup();
        }
        plan.changed.sort_by_key(|(_, file)| std::cmp::Reverse(file.modified));
        plan.shallow.sort_by_key(|(_, file)| std::cmp::Reverse(file.modified));
        plan
    }

    /// Reads the known names of changed files, the newest first. Each step is told at once, or all are
    /// collected where no second pass follows. `None` where it was stopped.
    fn first_pass(
        &self,
        changed: &[(PathBuf, FileStamp)],
        told_at_once: bool,
        emit: &mut impl FnMut(Batch),
    ) -> Option<SegmentWriter> {
        if !told_at_once && self.job.reading.second_pass {
            return Some(SegmentWriter::default());
        }
        let (mut rest, mut step) = (changed, FIRST_STEP);
        let mut writer = SegmentWriter::default();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(step.min(rest.len()));
            let done = changed.len() - rest.len();
            (rest, step) = (later, step * 2);
            let read = |(path, file): &(PathBuf, FileStamp)| self.scouted(path, *file);
            let total = changed.len();
            writer = self.read_and_write(now, read, writer, |faults, read| {
                emit(self.told(faults, Progress { done: done + read, total }));
            })?;
            if told_at_once {
                let more = self.in_memory(std::mem::take(&mut writer));
                emit(Batch { more, progress: Progress { done: total - rest.len(), total }, ..self.batch() });
            }
        }
        Some(writer)
    }

    /// Reads files on all threads, and writes what was found of some while others are read; after each
    /// step it is told what could not be read, and how many files have been. `None` where it was stopped.
    fn read_and_write<F: Sync>(
        &self,
        files: &[F],
        read: impl Fn(&F) -> Found + Sync,
        mut writer: SegmentWriter,
        mut tell: impl FnMut(Vec<ReadFault>, usize),
    ) -> Option<SegmentWriter> {
        let mut waiting: Vec<Found> = Vec::new();
        let mut done = 0;
        for part in files.chunks(STEP) {
            let (found, (back, faults)) = self.in_pool(|| {
                rayon::join(
                    || part.par_iter().map(&read).collect::<Vec<_>>(),
                    || add_all(std::mem::take(&mut writer), std::mem::take(&mut waiting)),
                )
            });
            (writer, waiting) = (back, found);
            if self.is_stopped() {
                return None;
            }
            done += part.len();
            tell(faults, done);
        }
        let (writer, faults) = add_all(writer, waiting);
        tell(faults, done);
        Some(writer)
    }

    /// What could not be read, and how far the reading is.
    fn told(&self, faults: Vec<ReadFault>, progress: Progress) -> Batch {
        let articles = faults.into_iter().map(|f| (f.path.as_path().into(), Found::Fault(f)));
        Batch { articles: articles.collect(), progress, ..self.batch() }
    }

    fn in_memory(&self, writer: SegmentWriter) -> Option<Arc<Segment>> {
        let bytes = writer.finish(self.job.project().made_with());
        Segment::open(Bytes::new(bytes)).ok().map(Arc::new)
    }

    /// Reads everything of the files, and makes one segment of them and of those that are known.
    fn second_pass(
        &self,
        changed: Vec<(PathBuf, FileStamp)>,
        shallow: Vec<(PathBuf, FileStamp)>,
        kept: &[PathBuf],
        known: &Snapshot,
        emit: &mut impl FnMut(Batch),
    ) -> Option<Arc<Segment>> {
        let files: Vec<PathBuf> = changed.into_iter().chain(shallow).map(|(path, _)| path).collect();
        let total = files.len();
        let read = |path: &PathBuf| self.found(path);
        let writer = self.read_and_write(&files, read, SegmentWriter::default(), |faults, done| {
            emit(self.told(faults, Progress { done, total }));
        })?;
        self.finish(writer, kept.iter(), known)
    }

    fn scouted(&self, path: &Path, file: FileStamp) -> Found {
        self.unless_stopped(|| self.job.scouted(path, file))
    }

    /// One segment of what was read and what is known, in the index file where there is one.
    fn finish<'p>(
        &self,
        mut writer: SegmentWriter,
        kept: impl Iterator<Item = &'p PathBuf>,
        known: &Snapshot,
    ) -> Option<Arc<Segment>> {
        for path in kept {
            if let (Some(article), Some((stamp, depth))) = (known.article(path), known.stamp(path)) {
                writer.add(&article, stamp, depth);
            }
            if self.is_stopped() {
                return None;
            }
        }
        let project = self.job.project();
        let bytes = writer.finish(project.made_with());
        if let Some(cache) = &self.job.reading.cache {
            match cache.save(project.roots(), project.made_with(), &bytes) {
                Ok(segment) => return Some(Arc::new(segment)),
                Err(error) => tracing::warn!("the index is not kept: {error}"),
            }
        }
        Segment::open(Bytes::new(bytes)).ok().map(Arc::new)
    }
}

impl super::Job {
    /// The known names of a file.
    fn scouted(&self, path: &Path, file: FileStamp) -> Found {
        let text = match read::read_told(path, file) {
            Ok(text) => text,
            Err(fault) => return Found::Fault(fault),
        };
        let article = Arc::new(crate::corpus::scout::article(path, &text, self.project()));
        Found::Article(Recent { article, stamp: self.stamp(path, file), depth: Depth::Names })
    }
}

fn add_all(mut writer: SegmentWriter, found: Vec<Found>) -> (SegmentWriter, Vec<ReadFault>) {
    let mut faults = Vec::new();
    for found in found {
        match found {
            Found::Article(Recent { article, stamp, depth }) => writer.add(&article, stamp, depth),
            Found::Fault(fault) => faults.push(fault),
            Found::Nothing => {}
        }
    }
    (writer, faults)
}
