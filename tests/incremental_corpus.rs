//! After any series of events the corpus is that of a fresh start on the same files.
//!
//! `ISNAD_OPERATIONS=100000 cargo test --release --test incremental_corpus long_series` is one
//! series of that many; `ISNAD_SEED` gives another one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod same;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use isnad::corpus::{Batch, Cache, Corpus, Project, Reading, Snapshot};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseError, TestRunner};
use same::alike;

/// Files things happen to. Not all are articles: one is hidden, one may be ignored, one has
/// another ending.
const FILES: &[&str] = &[
    "a.txt",
    "2024-05-06 b.md",
    "sub/c.txt",
    "sub/deep/d.txt",
    "moved/c.txt",
    "moved/deep/e.txt",
    ".hidden.txt",
    "notes.rst",
    "isnad.toml",
    "sub/isnad.toml",
    "isnad-ignores.toml",
    "knowledge/own.toml",
    ".gitignore",
];

/// What is written into articles.
const TEXTS: &[&str] = &[
    "",
    "كيم جونغ أون في بيونغ يانغ\n\nقال كيم إن كوريا الشمالية أطلقت صاروخا يوم الجمعة.\n",
    "وزير الدفاع الروسي سيرغي شويغو يزور بيونجيانغ\r\n\r\nوصل شويغو أمس 😀.\r\n",
    "---\ndate: 2023-12-21\n---\nقمة\n\nالتقى بوتين كيم جونج أون في يوليو الماضي.\n",
    "بلدة تجريبية\n\nقال سكان سمسمستان إن الكرملين نفى ذلك.\n",
    "خبر\n\nوزار وزير الدفاع الروسي سيرغي شويغو العاصمة بيونغ يانغ في زيارة رسمية استمرت يومين.\n",
    "خبر آخر\n\nوزار وزير الدفاع الروسي سيرغي شويغو العاصمة بيونغ يانغ في زيارة رسمية استمرت يومين. ثم عاد.\n",
    "خبر\n\nوصل وزير الزراعة السوري محمد السمسماني إلى دمشق.\n\nوقال السمسماني إن الموسم جيد.\n",
    "خبر\0\n",
];

/// The last of the texts, which is none.
const BROKEN: usize = TEXTS.len() - 1;

/// What is written into settings files. All are sound: what stays in force where one is broken
/// depends, by design, on what was there before.
const SETTINGS: &[&str] = &[
    "",
    "language = \"en\"\n",
    "[articles]\n\"a.txt\" = { published = 2023-09-04 }\n\"sub/c.txt\" = { published = 2024-01-02 }\n",
    "[articles]\n\"c.txt\" = { published = 2022-02-02 }\n\"deep/d.txt\" = { published = 2022-03-03 }\n",
    "[rules]\nunsourced-claim = \"off\"\n",
];

const LET_STAND: &[&str] = &[
    "",
    "[[ignore]]\nrule = \"unsourced-claim\"\nfile = \"a.txt\"\n",
    "[[ignore]]\nrule = \"undated-claim\"\ntext = \"وصل\"\n[[ignore]]\nrule = \"vague-date\"\nfile = \"sub/c.txt\"\n",
];

const KNOWLEDGE: &[&str] = &[
    "",
    "[[place]]\nid = \"simsimistan\"\nclass = \"state\"\nar = \"سمسمستان\"\nen = \"Simsimistan\"\n",
    "[[place]]\nid = \"sesame-land\"\nclass = \"region\"\nar = \"سمسمستان\"\nen = \"Sesame Land\"\n",
];

/// Folders that take each other's names.
const FOLDERS: &[&str] = &["sub", "moved", "sub/deep", "moved/deep"];

/// What is typed into an open text.
const TYPED: &[&str] = &["ب", " ", "\n\n", " بوتين", "روسيا", ".", "“", "2024"];

const IGNORES: &[&str] = &["", "*.md\n", "sub/\n", "deep\n"];

#[derive(Clone, Debug)]
enum Event {
    /// A file is written and the corpus told.
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    /// A folder goes.
    DeleteFolder(usize),
    MoveFolder(usize, usize),
    Open(usize, usize),
    /// Something is typed into an open text or taken out of it, at this byte or a little before.
    Edit(usize, usize, usize),
    /// The editor writes its text to the disk.
    Save(usize),
    Close(usize),
    /// A job is handed out and reads, but its batches do not come back yet.
    Read,
    /// The batches of the job at this place of those that are out come back.
    Hear(usize),
    /// The program ends and starts again, with the same files open.
    Restart(Few),
    /// The same, and a file was written meanwhile.
    Away(usize, usize),
    /// Another program reads the same folder, its known names alone or everything.
    Index {
        fast: bool,
    },
}

/// Up to how many changed files are read one by one.
type Few = usize;

fn few() -> impl Strategy<Value = Few> {
    prop_oneof![Just(0), Just(3), Just(64)]
}

fn event() -> impl Strategy<Value = Event> {
    // Compiling the knowledge takes longest, so its file comes up seldom.
    let file = || prop_oneof![16 => 0..11usize, 1 => 11..FILES.len()];
    let folder = || 0..FOLDERS.len();
    prop_oneof![
        8 => (file(), 0..TEXTS.len()).prop_map(|(f, t)| Event::Write(f, t)),
        2 => file().prop_map(Event::Delete),
        2 => (file(), file()).prop_map(|(a, b)| Event::Rename(a, b)),
        1 => folder().prop_map(Event::DeleteFolder),
        1 => (folder(), folder()).prop_map(|(a, b)| Event::MoveFolder(a, b)),
        6 => (file(), 0..TEXTS.len()).prop_map(|(f, t)| Event::Open(f, t)),
        8 => (file(), 0..16usize, 0..2000usize).prop_map(|(f, t, at)| Event::Edit(f, t, at)),
        2 => file().prop_map(Event::Save),
        4 => file().prop_map(Event::Close),
        6 => Just(Event::Read),
        6 => (0..3usize).prop_map(Event::Hear),
        1 => few().prop_map(Event::Restart),
        1 => (file(), 0..TEXTS.len()).prop_map(|(f, t)| Event::Away(f, t)),
        1 => any::<bool>().prop_map(|fast| Event::Index { fast }),
    ]
}

fn contents(file: &str, n: usize) -> &'static str {
    let list = match Path::new(file).file_name().and_then(|n| n.to_str()) {
        Some("isnad.toml") => SETTINGS,
        Some("isnad-ignores.toml") => LET_STAND,
        Some("own.toml") => KNOWLEDGE,
        Some(".gitignore") => IGNORES,
        _ => TEXTS,
    };
    list[n % list.len()]
}

struct World {
    folder: tempfile::TempDir,
    /// Where index files are, where there are any.
    cache: Option<tempfile::TempDir>,
    few: Few,
    corpus: Corpus,
    open: BTreeMap<PathBuf, Arc<str>>,
    out: Vec<Vec<Batch>>,
    /// How many files have been written.
    written: u32,
    /// How often the corpus was told of something.
    told: u32,
}

impl World {
    fn new(few: Few, cached: bool) -> Self {
        let temporary = || tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        let mut world = Self {
            folder: temporary(),
            cache: cached.then(temporary),
            few,
            corpus: Corpus::default(),
            open: BTreeMap::new(),
            out: Vec::new(),
            written: 0,
            told: 0,
        };
        world.corpus = world.started(world.reading());
        world
    }

    fn path(&self, file: usize) -> PathBuf {
        self.folder.path().join(FILES[file])
    }

    fn reading(&self) -> Reading {
        let cache = self.cache.as_ref().map(|folder| Cache::new(folder.path().to_path_buf()));
        Reading { few: self.few, cache, ..Reading::default() }
    }

    fn happen(&mut self, event: &Event) {
        match *event {
            Event::Write(file, n) => {
                let path = self.path(file);
                self.write(&path, contents(FILES[file], n));
                self.tell(&[&path]);
            }
            Event::Delete(file) => {
                let path = self.path(file);
                let _ = fs::remove_file(&path);
                self.tell(&[&path]);
            }
            Event::Rename(from, to) => {
                let (from, to) = (self.path(from), self.path(to));
                // A settings file under an article's name, or the other way round, is for the
                // reader of the other to find broken; names change within one kind.
                if is_article(&from) && is_article(&to) {
                    self.rename(&from, &to);
                }
            }
            Event::DeleteFolder(folder) => {
                let folder = self.folder.path().join(FOLDERS[folder]);
                let _ = fs::remove_dir_all(&folder);
                self.tell(&[&folder]);
            }
            Event::MoveFolder(from, to) => {
                let at = |n: usize| self.folder.path().join(FOLDERS[n]);
                self.rename(&at(from), &at(to));
            }
            Event::Open(file, n) => {
                if FILES[file] != ".gitignore" {
                    self.show(self.path(file), contents(FILES[file], n).into());
                }
            }
            Event::Edit(file, n, at) => {
                let path = self.path(file);
                // A settings file that is half typed keeps what was in force before, by design.
                if let Some(text) = self.open.get(&path).filter(|_| is_article(&path)) {
                    let text = edited(text, n, at);
                    self.show(path, text.into());
                }
            }
            Event::Save(file) => {
                let path = self.path(file);
                if let Some(text) = self.open.get(&path).cloned() {
                    self.write(&path, &text);
                    self.tell(&[&path]);
                }
            }
            Event::Close(file) => {
                let path = self.path(file);
                self.open.remove(&path);
                self.corpus.close(&path);
            }
            Event::Read => {
                if let Some(job) = self.corpus.next_job() {
                    let mut batches = Vec::new();
                    job.run(&AtomicBool::new(false), |batch| batches.push(batch));
                    self.out.push(batches);
                }
            }
            Event::Hear(n) => {
                if !self.out.is_empty() {
                    let batches = self.out.remove(n % self.out.len());
                    for batch in batches {
                        self.corpus.apply(batch);
                    }
                }
            }
            Event::Restart(few) => {
                self.few = few;
                self.restart();
            }
            Event::Away(file, n) => {
                self.write(&self.path(file), contents(FILES[file], n));
                self.restart();
            }
            Event::Index { fast } => {
                let project = Project::load(vec![self.folder.path().to_path_buf()]);
                let mut other = Corpus::new(project);
                let reading =
                    Reading { few: 0, second_pass: !fast, asked_meanwhile: false, ..self.reading() };
                other.set_reading(reading);
                other.settle();
            }
        }
    }

    /// Writes a file. Most look as if they had been written long ago, each at a time of its own, so
    /// that they count as unchanged until they are; the others were written just now, so that they
    /// may have changed again.
    fn write(&mut self, path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self.written += 1;
        if !self.written.is_multiple_of(4) {
            // An hour apart, over a year.
            let seconds = 1_620_000_000 + u64::from(self.written) % 8760 * 3600;
            let time = SystemTime::UNIX_EPOCH + Duration::new(seconds, self.written);
            File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        }
    }

    fn rename(&mut self, from: &Path, to: &Path) {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let _ = fs::rename(from, to);
        self.tell(&[from, to]);
    }

    /// Tells the corpus of files and folders that something happened to: by themselves, or now and then
    /// among so many, new ones or all the articles again and again, that they are looked at together.
    fn tell(&mut self, paths: &[&Path]) {
        self.told += 1;
        let mut all: Vec<_> = paths.iter().map(|path| path.to_path_buf()).collect();
        if self.told.is_multiple_of(4) {
            let new = (0..300).map(|n| format!("none/{n}.txt"));
            let articles = FILES.iter().filter(|file| is_article(Path::new(file)));
            let known = articles.map(ToString::to_string).cycle().take(300);
            let others: Vec<_> = if self.told.is_multiple_of(8) { new.collect() } else { known.collect() };
            all.extend(others.iter().map(|file| self.folder.path().join(file)));
        }
        self.corpus.refresh_all(&all);
    }

    fn show(&mut self, path: PathBuf, text: Arc<str>) {
        self.corpus.set_open(&path, Arc::clone(&text), 1);
        self.open.insert(path, text);
    }

    fn restart(&mut self) {
        self.out.clear();
        self.corpus = self.started(self.reading());
    }

    fn started(&self, reading: Reading) -> Corpus {
        let mut corpus = Corpus::new(Project::load(vec![self.folder.path().to_path_buf()]));
        corpus.set_reading(reading);
        for (path, text) in &self.open {
            corpus.set_open(path, Arc::clone(text), 1);
        }
        corpus
    }

    /// Lets what is still under way come back late, does the rest, and compares with the corpus of
    /// a fresh start on the same files with the same files open.
    fn is_as_fresh(&mut self) -> Result<(), String> {
        for batch in std::mem::take(&mut self.out).into_iter().flatten() {
            self.corpus.apply(batch);
        }
        self.corpus.settle();
        let mut fresh = self.started(Reading::default());
        fresh.settle();
        same(&self.corpus.snapshot(), &fresh.snapshot(), self.folder.path())
    }
}

/// A text with something typed into it, or a letter taken out, at this byte, round its length.
fn edited(text: &str, n: usize, at: usize) -> String {
    let at = (0..=at % (text.len() + 1)).rfind(|at| text.is_char_boundary(*at)).unwrap();
    let (before, behind) = text.split_at(at);
    let mut rest = behind.chars();
    match TYPED.get(n) {
        Some(typed) if text.len() < 2000 => format!("{before}{typed}{behind}"),
        _ => {
            rest.next();
            format!("{before}{}", rest.as_str())
        }
    }
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|e| e != "toml") && path.file_name().unwrap() != ".gitignore"
}

fn same(kept: &Snapshot, fresh: &Snapshot, root: &Path) -> Result<(), String> {
    same::corpora(kept, fresh)?;
    for path in FILES.iter().map(|f| root.join(f)) {
        alike("the settings", &kept.settings(&path), &fresh.settings(&path))?;
        let shown = |s: &Snapshot| isnad::features::diagnostics(s, &path);
        alike("the findings", &shown(kept), &shown(fresh))?;
        let metadata = |s: &Snapshot| s.project().metadata(&path);
        alike("the metadata", &metadata(kept), &metadata(fresh))?;
        let open = |s: &Snapshot| {
            let article = s.open(&path)?;
            Some((article.text.clone(), article.analysis.clone()))
        };
        alike("open articles", &open(kept), &open(fresh))?;
        alike("versions", &kept.version(&path), &fresh.version(&path))?;
        let faults = |s: &Snapshot| s.project().faults(&path);
        alike("faults of settings", &faults(kept), &faults(fresh))?;
    }
    let entries = |s: &Snapshot| s.knowledge().entities().map(|e| e.id.clone()).collect::<Vec<_>>();
    alike("the knowledge", &entries(kept), &entries(fresh))
}

/// A few cases; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var("PROPTEST_CASES") {
        Ok(_) => config,
        Err(_) => ProptestConfig { cases: 40, ..config },
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_corpus_is_that_of_a_fresh_start(
        events in prop::collection::vec(event(), 1..24),
        // Whether changed files are read one by one or the index is made anew.
        few in few(),
        cached in any::<bool>(),
    ) {
        let mut world = World::new(few, cached);
        for event in &events {
            world.happen(event);
        }
        world.is_as_fresh().map_err(TestCaseError::fail)?;
    }
}

/// The index is made anew where more files have changed than are read one by one; what is not in it
/// follows the disk all the same.
#[test]
fn a_folder_read_at_once_tells_of_open_and_of_broken_files() {
    let mut world = World::new(0, false);
    for event in [Event::Open(3, 1), Event::Restart(0), Event::Write(3, 1), Event::Write(0, BROKEN)] {
        world.happen(&event);
    }
    world.is_as_fresh().unwrap_or_else(|difference| panic!("{difference}"));
    for event in [Event::Write(0, 1), Event::Away(2, 1), Event::Write(0, BROKEN)] {
        world.happen(&event);
    }
    world.is_as_fresh().unwrap_or_else(|difference| panic!("{difference}"));
    world.happen(&Event::Write(0, 1));
    world.corpus.rescan();
    world.is_as_fresh().unwrap_or_else(|difference| panic!("{difference}"));
}

/// Of an open file the editor's text tells whether it is one, in whatever order things come.
#[test]
fn what_an_open_text_holds_the_editor_tells() {
    for (on_disk, shown) in [(BROKEN, 1), (1, BROKEN)] {
        let mut world = World::new(64, false);
        world.happen(&Event::Write(0, on_disk));
        world.corpus.settle();
        world.happen(&Event::Open(0, shown));
        world.is_as_fresh().unwrap_or_else(|difference| panic!("{difference}"));
        assert_eq!(world.corpus.snapshot().faults().count(), usize::from(shown == BROKEN));
    }
}

/// How many events there are from one comparison to the next.
const BETWEEN: u64 = 500;

#[test]
fn after_one_long_series_too() {
    let mut runner = TestRunner::new_with_rng(config(), same::random());
    let mut world = World::new(64, true);
    let operations = same::number("ISNAD_OPERATIONS", 1000);
    for done in 1..=operations {
        let event = event().new_tree(&mut runner).unwrap().current();
        world.happen(&event);
        if done % BETWEEN == 0 || done == operations {
            let compared = world.is_as_fresh();
            compared.unwrap_or_else(|difference| panic!("after {done} events {difference}"));
        }
    }
}
