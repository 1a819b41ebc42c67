//! The index file of a workspace, in the user's cache folder: what was read of its articles, so that
//! the next start reads only what has changed.
//!
//! A file is named for the workspace's folders and for what it was made with (the program, the
//! knowledge, the settings that are read into it), so that two programs on one folder do not undo
//! each other's. It is written beside its place and renamed, and compared with its checksum when it
//! is opened: one that is torn, foreign or of another time is passed over, and made anew.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use super::archive::{Segment, SegmentFault};
use crate::knowledge;

/// How many files of one workspace are kept, the newest first.
const KEPT: usize = 3;

/// A file that is being written is given up for lost after this.
const LOST: Duration = Duration::from_secs(3600);

/// The ending of index files.
const ENDING: &str = "index";

/// A folder with index files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in a folder, which need not be there yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The user's own; `None` where the system names no folder for it.
    pub fn of_user() -> Option<Self> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Self::new(base.cache_dir().join("isnad")))
    }

    /// The index file of a workspace, whether or not it is there.
    pub fn file(&self, roots: &[PathBuf], made_with: u64) -> PathBuf {
        self.folder.join(format!("{}-{made_with:016x}.{ENDING}", workspace(roots)))
    }

    /// The kept index of a workspace that was made with the same.
    pub(super) fn load(&self, roots: &[PathBuf], made_with: u64) -> Option<Segment> {
        let path = self.file(roots, made_with);
        match open(&path) {
            Ok(segment) if segment.made_with() == made_with => Some(segment),
            Ok(_) => None,
            Err(OpenFault::Io(error)) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                tracing::warn!("{}: {error}; it is made anew", path.display());
                None
            }
        }
    }

    /// Keeps the index of a workspace, and opens it where it lies.
    pub(super) fn save(&self, roots: &[PathBuf], made_with: u64, bytes: &[u8]) -> io::Result<Segment> {
        self.make_folder()?;
        let path = self.file(roots, made_with);
        let mut part = tempfile::Builder::new().prefix(".part-").tempfile_in(&self.folder)?;
        part.write_all(bytes)?;
        part.persist(&path)?;
        self.clean(&workspace(roots), &path);
        open(&path).map_err(io::Error::other)
    }

    /// Titles and names of unpublished drafts are for the user alone.
    fn make_folder(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// Takes away the workspace's older files, and what writers left that were stopped.
    fn clean(&self, workspace: &str, newest: &Path) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let mut own = Vec::new();
        for entry in entries.filter_map(Result::ok) {
            let (path, name) = (entry.path(), entry.file_name());
            let age = entry.metadata().and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            let name = name.to_string_lossy();
            if name.starts_with(".part-") && age.elapsed().is_ok_and(|age| age > LOST) {
                let _ = fs::remove_file(path);
            } else if name.starts_with(workspace) && name.ends_with(ENDING) && path != newest {
                own.push((age, path));
            }
        }
        own.sort_by(|a, b| b.cmp(a));
        for (_, path) in own.into_iter().skip(KEPT - 1) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Why an index file is not used.
#[derive(Debug, thiserror::Error)]
enum OpenFault {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Segment(#[from] SegmentFault),
    #[error("{0}")]
    Map(String),
}

fn open(path: &Path) -> Result<Segment, OpenFault> {
    verify(path)?;
    Ok(Segment::open(knowledge::map(path).map_err(OpenFault::Map)?)?)
}

/// Compares a file with its checksum. It is read for that, not mapped: the pages of a mapping would
/// count as the program's own.
fn verify(path: &Path) -> Result<(), OpenFault> {
    let mut file = File::open(path)?;
    let mut header = [0; Segment::CHECKED_FROM];
    file.read_exact(&mut header).map_err(|_| SegmentFault::Foreign)?;
    let expected = Segment::checksum(&header).ok_or(SegmentFault::Foreign)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hasher.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    if hasher.finalize() == expected { Ok(()) } else { Err(SegmentFault::Damaged.into()) }
}

/// What the files of a workspace are named for.
fn workspace(roots: &[PathBuf]) -> String {
    let mut sorted: Vec<_> = roots.iter().collect();
    sorted.sort();
    let mut hasher = FxHasher::default();
    sorted.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// What tells this program from another build of it.
pub(super) fn program() -> u64 {
    static PROGRAM: std::sync::LazyLock<u64> = std::sync::LazyLock::new(|| {
        let mut hasher = FxHasher::default();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        let own = std::env::current_exe().and_then(fs::metadata);
        if let Ok(own) = own {
            own.len().hash(&mut hasher);
            own.modified().ok().hash(&mut hasher);
        }
        hasher.finish()
    });
    *PROGRAM
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::archive::SegmentWriter;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("isnad"));
        (folder, cache)
    }

    fn root(name: &str) -> Vec<PathBuf> {
        vec![PathBuf::from(name)]
    }

    #[test]
    fn what_is_kept_is_found_again_by_who_made_it() {
        let (_folder, cache) = cache();
        assert!(cache.load(&root("/a"), 1).is_none());
        cache.save(&root("/a"), 1, &SegmentWriter::default().finish(1)).unwrap();
        assert!(cache.load(&root("/a"), 1).is_some());
        assert!(cache.load(&root("/a"), 2).is_none());
        assert!(cache.load(&root("/b"), 1).is_none());
        let (mut both, mut swapped) = (root("/a"), root("/b"));
        both.extend(root("/b"));
        swapped.extend(root("/a"));
        assert_eq!(cache.file(&both, 1), cache.file(&swapped, 1));
    }

    #[test]
    fn a_file_that_is_torn_or_changed_is_passed_over() {
        let (_folder, cache) = cache();
        let bytes = SegmentWriter::default().finish(1);
        let path = cache.file(&root("/a"), 1);
        cache.save(&root("/a"), 1, &bytes).unwrap();
        for end in 0..bytes.len() {
            fs::write(&path, bytes.get(..end).unwrap()).unwrap();
            assert!(cache.load(&root("/a"), 1).is_none(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert!(cache.load(&root("/a"), 1).is_none(), "changed at {at}");
        }
        fs::write(&path, &bytes).unwrap();
        assert!(cache.load(&root("/a"), 1).is_some());
    }

    #[test]
    fn old_files_and_lost_ones_go() {
        let (_folder, cache) = cache();
        for made_with in 0..6 {
            let bytes = SegmentWriter::default().finish(made_with);
            cache.save(&root("/a"), made_with, &bytes).unwrap();
        }
        cache.save(&root("/b"), 1, &SegmentWriter::default().finish(1)).unwrap();
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), KEPT + 1);
        assert!(cache.load(&root("/a"), 5).is_some());
    }
}
