//! After any series of events the corpus is that of a fresh start on the same files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use isnad::corpus::{Batch, Cache, Corpus, Project, Reading, Snapshot, is_local};
use proptest::prelude::*;

/// Files things happen to. Not all are articles: one is hidden, one may be ignored, one has
/// another ending.
const FILES: &[&str] = &[
    "a.txt",
    "2024-05-06 b.md",
    "sub/c.txt",
    "sub/deep/d.txt",
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
];

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

const IGNORES: &[&str] = &["", "*.md\n", "sub/\n", "deep\n"];

#[derive(Clone, Debug)]
enum Event {
    /// A file is written and the corpus told.
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    /// A folder goes.
    DeleteFolder,
    Open(usize, usize),
    Close(usize),
    /// A job is handed out and reads, but its batches do not come back yet.
    Read,
    /// The batches of the job at this place of those that are out come back.
    Hear(usize),
    /// The program ends and starts again, with the same files open.
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    // Compiling the knowledge takes longest, so its file comes up seldom.
    let file = prop_oneof![8 => 0..9usize, 1 => 9..FILES.len()];
    let event = prop_oneof![
        4 => (file.clone(), 0..6usize).prop_map(|(f, t)| Event::Write(f, t)),
        1 => file.clone().prop_map(Event::Delete),
        1 => (file.clone(), file.clone()).prop_map(|(a, b)| Event::Rename(a, b)),
        1 => Just(Event::DeleteFolder),
        3 => (file.clone(), 0..6usize).prop_map(|(f, t)| Event::Open(f, t)),
        2 => file.prop_map(Event::Close),
        3 => Just(Event::Read),
        3 => (0..3usize).prop_map(Event::Hear),
        1 => Just(Event::Restart),
    ];
    prop::collection::vec(event, 1..24)
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
    root: PathBuf,
    corpus: Corpus,
    reading: Reading,
    open: BTreeMap<PathBuf, &'static str>,
    out: Vec<Vec<Batch>>,
}

impl World {
    fn happen(&mut self, event: &Event) {
        let path = |file: usize| self.root.join(FILES[file]);
        match *event {
            Event::Write(file, n) => {
                let path = path(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, contents(FILES[file], n)).unwrap();
                self.corpus.refresh(&path);
            }
            Event::Delete(file) => {
                let path = path(file);
                let _ = fs::remove_file(&path);
                self.corpus.refresh(&path);
            }
            Event::Rename(from, to) => {
                let (from, to) = (path(from), path(to));
                // A settings file under an article's name, or the other way round, is for the
                // reader of the other to find broken; names change within one kind.
                if is_article(&from) == is_article(&to) && is_article(&from) {
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    let _ = fs::rename(&from, &to);
                    self.corpus.refresh(&from);
                    self.corpus.refresh(&to);
                }
            }
            Event::DeleteFolder => {
                let folder = self.root.join("sub");
                let _ = fs::remove_dir_all(&folder);
                self.corpus.refresh(&folder);
            }
            Event::Open(file, n) => {
                let path = path(file);
                if FILES[file] != ".gitignore" {
                    let text = contents(FILES[file], n);
                    self.open.insert(path.clone(), text);
                    self.corpus.set_open(&path, text.into(), 1);
                }
            }
            Event::Close(file) => {
                let path = path(file);
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
            Event::Restart => {
                self.out.clear();
                self.corpus = self.started(self.reading.clone());
            }
        }
    }

    fn started(&self, reading: Reading) -> Corpus {
        let mut corpus = Corpus::new(Project::load(vec![self.root.clone()]));
        corpus.set_reading(reading);
        for (path, text) in &self.open {
            corpus.set_open(path, (*text).into(), 1);
        }
        corpus
    }

    /// The corpus of a fresh start on the same files with the same files open.
    fn fresh(&self) -> Corpus {
        let mut corpus = self.started(Reading::default());
        corpus.settle();
        corpus
    }
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|e| e != "toml") && path.file_name().unwrap() != ".gitignore"
}

fn same(kept: &Snapshot, fresh: &Snapshot, root: &Path) -> Result<(), TestCaseError> {
    let articles = |s: &Snapshot| s.articles().collect::<Vec<_>>();
    prop_assert_eq!(articles(kept), articles(fresh));
    prop_assert_eq!(kept.len(), fresh.len());
    // Names that mean somebody in one article alone need not be listed.
    let listed = |s: &Snapshot| {
        let ids = s.entities().filter(|id| !is_local(id));
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    let ids = listed(fresh);
    prop_assert_eq!(listed(kept), ids.clone());
    for id in ids {
        let naming = |s: &Snapshot| s.naming(&id).map(|n| n.path.to_path_buf()).collect::<Vec<_>>();
        prop_assert_eq!(naming(kept), naming(fresh));
        prop_assert_eq!(kept.counts(&id), fresh.counts(&id));
        prop_assert_eq!(kept.spellings(&id), fresh.spellings(&id));
    }
    let faults = |s: &Snapshot| s.faults().cloned().collect::<Vec<_>>();
    prop_assert_eq!(faults(kept), faults(fresh));
    for path in FILES.iter().map(|f| root.join(f)) {
        prop_assert_eq!(kept.settings(&path), fresh.settings(&path));
        let shown = |s: &Snapshot| isnad::features::diagnostics(s, &path);
        prop_assert_eq!(shown(kept), shown(fresh));
        let metadata = |s: &Snapshot| s.project().metadata(&path);
        prop_assert_eq!(metadata(kept), metadata(fresh));
        let open = |s: &Snapshot| {
            let article = s.open(&path)?;
            Some((article.text.clone(), article.analysis.clone()))
        };
        prop_assert_eq!(open(kept), open(fresh));
        prop_assert_eq!(kept.version(&path), fresh.version(&path));
        let faults = |s: &Snapshot| s.project().faults(&path);
        prop_assert_eq!(faults(kept), faults(fresh));
    }
    let entries = |s: &Snapshot| s.knowledge().entities().map(|e| e.id.clone()).collect::<Vec<_>>();
    prop_assert_eq!(entries(kept), entries(fresh));
    Ok(())
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
        events in events(),
        // Whether changed files are read one by one or the index is made anew.
        few in prop_oneof![Just(0), Just(3), Just(64)],
        cached in any::<bool>(),
    ) {
        let folder = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        let cache = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        let root = folder.path().to_path_buf();
        let cache = cached.then(|| Cache::new(cache.path().to_path_buf()));
        let reading = Reading { few, cache, ..Reading::default() };
        let mut corpus = Corpus::new(Project::load(vec![root.clone()]));
        corpus.set_reading(reading.clone());
        let mut world = World {
            corpus,
            root,
            reading,
            open: BTreeMap::new(),
            out: Vec::new(),
        };
        for event in &events {
            world.happen(event);
        }
        // What is still under way comes back late, then the rest is done.
        for batches in std::mem::take(&mut world.out) {
            for batch in batches {
                world.corpus.apply(batch);
            }
        }
        world.corpus.settle();
        same(&world.corpus.snapshot(), &world.fresh().snapshot(), &world.root)?;
    }
}
