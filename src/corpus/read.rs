//! Reading articles from disk: which files are articles, and what can be wrong with one.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use ignore::WalkBuilder;
use jiff::civil::Date;

use crate::text::scratch;
use crate::words::{Language, isolate, say};

/// A file of this many bytes or more is no article.
pub const MAX_BYTES: u64 = 50_000_000;

/// Room for the bytes of a file that is kept for the next: more than nearly all articles take.
const ROOM: usize = 1 << 20;

/// Why a file could not be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {why}", path = path.display())]
pub struct ReadFault {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The bytes are no UTF-8.
    #[error("not UTF-8 text (byte {offset})")]
    NotUtf8 {
        /// The first byte that is not.
        offset: usize,
    },
    /// A NUL byte, which no text has.
    #[error("holds a NUL byte (byte {offset}), so it is no text")]
    Nul {
        /// Where it stands.
        offset: usize,
    },
    /// [`MAX_BYTES`] or more.
    #[error("too large ({bytes} bytes, limit {MAX_BYTES})")]
    TooLarge {
        /// Its length.
        bytes: u64,
    },
    /// A symbolic link to nothing.
    #[error("a broken link")]
    BrokenLink,
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// A folder, a pipe, a device.
    #[error("not a file")]
    NotAFile,
    /// The system refused.
    #[error("cannot be read: {0}")]
    Io(String),
}

impl Why {
    /// Whether it is about what the text holds, so that an editor's text can have it too.
    pub const fn is_of_text(&self) -> bool {
        matches!(self, Self::Nul { .. } | Self::TooLarge { .. })
    }
}

impl ReadFault {
    /// One line for the user, without the path.
    pub fn message(&self, language: Language) -> String {
        let number = |n: usize| n.to_string();
        match &self.why {
            Why::NotUtf8 { offset } => say(language, "read.not-utf8", &[&number(*offset)]),
            Why::Nul { offset } => say(language, "read.nul", &[&number(*offset)]),
            Why::TooLarge { bytes } => {
                let megabytes = (bytes / 1_000_000).to_string();
                say(language, "read.too-large", &[&megabytes])
            }
            Why::BrokenLink => say(language, "read.broken-link", &[]),
            Why::Missing => say(language, "read.missing", &[]),
            Why::NotAFile => say(language, "read.not-a-file", &[]),
            Why::Io(reason) => say(language, "read.io", &[&isolate(reason)]),
        }
    }
}

/// Reads an article. A byte order mark stays in the text, so that offsets are those of the file.
///
/// # Errors
/// Whatever keeps the file from being one, as a [`ReadFault`].
pub fn read_article(path: &Path) -> Result<String, ReadFault> {
    read(path).map_err(|why| ReadFault { path: path.to_path_buf(), why })
}

fn read(path: &Path) -> Result<String, Why> {
    let io = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound if path.is_symlink() => Why::BrokenLink,
        std::io::ErrorKind::NotFound => Why::Missing,
        _ => Why::Io(e.to_string()),
    };
    // Asked before opening: opening a pipe would wait for a writer.
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(Why::NotAFile);
    }
    if metadata.len() >= MAX_BYTES {
        let bytes = metadata.len();
        return Err(Why::TooLarge { bytes });
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // The file may grow while it is read.
    File::open(path).and_then(|f| f.take(MAX_BYTES).read_to_end(&mut bytes)).map_err(io)?;
    decode(&bytes).map(str::to_owned)
}

/// What the system says of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileStamp {
    /// Its length in bytes.
    pub(super) length: u32,
    /// When it was last changed, in nanoseconds since 1970; 0 where that is not known.
    pub(super) modified: i64,
    /// Whether it is a file: a pipe would wait for a writer.
    regular: bool,
}

/// A file that was changed so short a time ago may be changed again without looking changed: clocks
/// of file systems tick by up to two seconds.
const TICK: i64 = 2_000_000_000;

impl FileStamp {
    fn of(metadata: &fs::Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        Self {
            length: u32::try_from(metadata.len()).unwrap_or(u32::MAX),
            modified: since.and_then(|s| i64::try_from(s.as_nanos()).ok()).unwrap_or(0),
            regular: metadata.is_file(),
        }
    }

    /// The day it was last changed, in UTC; `None` where that is not known.
    pub(super) fn day(self) -> Option<Date> {
        let time = jiff::Timestamp::from_nanosecond(self.modified.into()).ok().filter(|_| self.modified != 0);
        Some(time?.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// When it was last changed; 0 where it may have been changed since without looking so.
    pub(super) fn settled(self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.ok().and_then(|n| i64::try_from(n.as_nanos()).ok()).unwrap_or(0);
        if self.modified + TICK < now { self.modified } else { 0 }
    }
}

/// The day a file was last changed, in UTC; `None` where there is none.
pub(super) fn modified(path: &Path) -> Option<Date> {
    FileStamp::of(&fs::metadata(path).ok()?).day()
}

/// Reads an article of whose file the system has just told.
pub(super) fn read_told(path: &Path, file: FileStamp) -> Result<String, ReadFault> {
    if !file.regular || u64::from(file.length) >= MAX_BYTES {
        return read_article(path);
    }
    let mut bytes = scratch::take::<Vec<u8>>();
    bytes.clear();
    // One byte more than there should be: the end is seen without another read.
    bytes.reserve(file.length as usize + 1);
    let read = File::open(path).and_then(|f| f.take(MAX_BYTES).read_to_end(&mut bytes));
    let text = read.map_err(|_| None).and_then(|_| decode(&bytes).map(str::to_owned).map_err(Some));
    if bytes.capacity() <= ROOM {
        scratch::give_back(bytes);
    }
    match text {
        Ok(text) => Ok(text),
        Err(Some(why)) => Err(ReadFault { path: path.to_path_buf(), why }),
        // What exactly is wrong, the slower way tells.
        Err(None) => read_article(path),
    }
}

/// Reads an article, with what the system said of its file before.
pub(super) fn read_stamped(path: &Path) -> Result<(String, FileStamp), ReadFault> {
    let file = fs::metadata(path).map_or_else(|_| FileStamp::default(), |m| FileStamp::of(&m));
    Ok((read_article(path)?, file))
}

/// The text of bytes that were read from anywhere.
///
/// # Errors
/// What keeps the bytes from being a text.
pub fn decode(bytes: &[u8]) -> Result<&str, Why> {
    if bytes.len() as u64 >= MAX_BYTES {
        let bytes = bytes.len() as u64;
        return Err(Why::TooLarge { bytes });
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(Why::Nul { offset });
    }
    simdutf8::compat::from_utf8(bytes).map_err(|e| Why::NotUtf8 { offset: e.valid_up_to() })
}

/// The articles under `roots`, sorted, each once: `.txt` and `.md` files, hidden ones and those
/// that `.gitignore` names left out. A root that is itself a file (or does not exist) is taken
/// whatever its name. Links to folders are not followed.
pub fn walk(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for root in roots {
        if root.is_dir() {
            found.extend(files(root).filter(|p| has_article_ending(p)));
        } else {
            found.push(root.clone());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The articles under `roots` as [`walk`] gives them, in no order, each with what the system says of
/// it; of a file that it says nothing of, nothing.
pub(super) fn walk_stamped(roots: &[PathBuf], threads: usize) -> Vec<(PathBuf, FileStamp)> {
    let mut found = Vec::new();
    for root in roots {
        if root.is_dir() {
            found.append(&mut walk_folder(root, threads));
        } else {
            let file = fs::metadata(root).map_or_else(|_| FileStamp::default(), |m| FileStamp::of(&m));
            found.push((root.clone(), file));
        }
    }
    if roots.len() > 1 {
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.dedup_by(|a, b| a.0 == b.0);
    }
    found
}

fn walk_folder(root: &Path, threads: usize) -> Vec<(PathBuf, FileStamp)> {
    let found = Mutex::new(Vec::new());
    walker(root).threads(threads + 1).build_parallel().run(|| {
        let mut own = Collected { found: Vec::new(), all: &found };
        Box::new(move |entry| {
            if let Ok(entry) = entry
                && entry.file_type().is_some_and(|t| !t.is_dir())
                && has_article_ending(entry.path())
            {
                // Of a link, what it leads to.
                let metadata = if entry.path_is_symlink() {
                    fs::metadata(entry.path()).ok()
                } else {
                    entry.metadata().ok()
                };
                let file = metadata.map_or_else(FileStamp::default, |m| FileStamp::of(&m));
                own.found.push((entry.into_path(), file));
            }
            ignore::WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What one thread of a walk has found; it goes to all that was found when the thread is done.
struct Collected<'a> {
    found: Vec<(PathBuf, FileStamp)>,
    all: &'a Mutex<Vec<(PathBuf, FileStamp)>>,
}

impl Drop for Collected<'_> {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut self.found);
    }
}

/// The files under a folder that are neither hidden nor ignored, in no order.
pub(super) fn files(root: &Path) -> impl Iterator<Item = PathBuf> {
    walker(root)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|t| !t.is_dir()))
        .map(ignore::DirEntry::into_path)
}

/// Whether [`walk`] of `roots` would give `path`.
pub fn is_article(roots: &[PathBuf], path: &Path) -> bool {
    roots.iter().any(|root| {
        if root == path {
            return !path.is_dir();
        }
        has_article_ending(path) && is_listed(root, path)
    })
}

/// Whether a folder has a file that is neither hidden nor ignored under this path.
pub(super) fn is_listed(root: &Path, path: &Path) -> bool {
    let wanted = path.to_path_buf();
    path.starts_with(root)
        && walker(root)
            .filter_entry(move |entry| wanted.starts_with(entry.path()))
            .build()
            .filter_map(Result::ok)
            .any(|entry| entry.path() == path && entry.file_type().is_some_and(|t| !t.is_dir()))
}

fn walker(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    // The same files on every machine: a user's own ignore file has no say, and `.gitignore` has
    // one outside a repository too.
    builder.git_global(false).require_git(false);
    builder
}

/// Whether a file is named as articles are: `.txt` or `.md`.
pub fn has_article_ending(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| e.eq_ignore_ascii_case("txt") || e.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder(files: &[(&str, &[u8])]) -> TempDir {
        let folder = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn why(folder: &TempDir, name: &str) -> Why {
        read_article(&folder.path().join(name)).unwrap_err().why
    }

    #[test]
    fn what_is_no_article_says_why() {
        let folder = folder(&[
            ("latin.txt", b"\xd9\x83\xe9 caf\xe9"),
            ("nul.txt", b"ab\0c"),
            ("empty.txt", b""),
            ("bom.txt", "\u{FEFF}\u{643}".as_bytes()),
        ]);
        assert_eq!(why(&folder, "latin.txt"), Why::NotUtf8 { offset: 2 });
        assert_eq!(why(&folder, "nul.txt"), Why::Nul { offset: 2 });
        assert_eq!(why(&folder, "none.txt"), Why::Missing);
        assert_eq!(why(&folder, ""), Why::NotAFile);
        let large = File::create(folder.path().join("large.txt")).unwrap();
        large.set_len(MAX_BYTES).unwrap();
        let bytes = MAX_BYTES;
        assert_eq!(why(&folder, "large.txt"), Why::TooLarge { bytes });
        let read = |name: &str| read_article(&folder.path().join(name)).unwrap();
        assert_eq!(read("empty.txt"), "");
        assert_eq!(read("bom.txt"), "\u{FEFF}\u{643}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_read_and_broken_ones_told() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("a.txt", b"x"), ("sub/b.txt", b"y")]);
        let at = |name: &str| folder.path().join(name);
        symlink(at("nowhere"), at("broken.txt")).unwrap();
        symlink(at("a.txt"), at("link.txt")).unwrap();
        symlink(folder.path(), at("sub/loop")).unwrap();
        assert_eq!(why(&folder, "broken.txt"), Why::BrokenLink);
        assert_eq!(read_article(&at("link.txt")).unwrap(), "x");
        assert_eq!(names(&folder, &[""]), ["a.txt", "broken.txt", "link.txt", "sub/b.txt"]);
    }

    #[test]
    fn every_fault_has_words_in_both_languages() {
        let all = [
            Why::NotUtf8 { offset: 1 },
            Why::Nul { offset: 1 },
            Why::TooLarge { bytes: MAX_BYTES },
            Why::BrokenLink,
            Why::Missing,
            Why::NotAFile,
            Why::Io("denied".to_owned()),
        ];
        for why in all {
            let path = PathBuf::from("a.txt");
            let fault = ReadFault { path, why };
            for language in [Language::Ar, Language::En] {
                let words = fault.message(language);
                assert!(!words.starts_with("read.") && !words.contains('\n'), "{words}");
            }
        }
    }

    fn names(folder: &TempDir, roots: &[&str]) -> Vec<String> {
        let roots: Vec<_> = roots.iter().map(|r| folder.path().join(r)).collect();
        let found = walk(&roots);
        for path in &found {
            assert!(is_article(&roots, path), "{}", path.display());
        }
        let name = |p: &PathBuf| {
            let name = p.strip_prefix(folder.path()).unwrap();
            name.to_string_lossy().replace('\\', "/")
        };
        found.iter().map(name).collect()
    }

    #[test]
    fn a_walk_gives_articles_in_order() {
        let folder = folder(&[
            ("b.txt", b""),
            ("a.MD", b""),
            ("c.rst", b""),
            (".hidden.txt", b""),
            (".git/d.txt", b""),
            ("drafts/e.txt", b""),
            ("sub/f.txt", b""),
            ("sub/old/g.txt", b""),
            (".gitignore", b"drafts/\n"),
            ("sub/.gitignore", b"old\n"),
        ]);
        assert_eq!(names(&folder, &[""]), ["a.MD", "b.txt", "sub/f.txt"]);
        assert_eq!(names(&folder, &["sub", ""]), ["a.MD", "b.txt", "sub/f.txt"]);
        assert_eq!(names(&folder, &["c.rst", "sub"]), ["c.rst", "sub/f.txt"]);
        let roots = [folder.path().to_path_buf()];
        for no in ["c.rst", ".hidden.txt", "drafts/e.txt", "sub/old/g.txt", "none.txt", "sub"] {
            assert!(!is_article(&roots, &folder.path().join(no)), "{no}");
        }
    }
}
