//! The program is killed while it reads a folder and keeps its index; the next start answers as a
//! fresh one does.
//!
//! `ISNAD_KILLS=200 cargo test --release --test killed` kills it so often; `ISNAD_SEED` gives other
//! moments. An index file is used by the very program that made it, so the program that is killed is
//! this one, started as `isnad index` or `isnad serve`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod same;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use isnad::corpus::{Cache, Corpus, Project, Reading, Snapshot};
use proptest::prelude::*;
use proptest::test_runner::TestRng;

/// More articles than are read in one step, so that a kill may come between two.
const ARTICLES: usize = 300;

/// What the articles are put together from.
const SENTENCES: &[&str] = &[
    "قال كيم جونغ أون إن كوريا الشمالية أطلقت صاروخا يوم الجمعة.",
    "وزار وزير الدفاع الروسي سيرغي شويغو العاصمة بيونغ يانغ في زيارة رسمية استمرت يومين.",
    "وصل وزير الزراعة السوري محمد السمسماني إلى دمشق.",
    "وقال السمسماني إن الموسم جيد.",
    "التقى بوتين كيم جونج أون في يوليو الماضي.",
    "أعلنت وزارة الدفاع الروسية في 12 يناير 2024 مقتل 25 جنديا في غارة على مدينة خاركيف.",
    "نفى الكرملين ذلك نقلا عن وكالة تاس.",
    "عاد الوفد أمس إلى بيونجيانغ.",
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("index" | "serve") => return isnad::cli::main(),
        // As test programs have it: only tests that have the word in their name are wanted.
        Some(word) if !word.starts_with('-') && !"killed".contains(word) => return ExitCode::SUCCESS,
        _ => {}
    }
    let mut desk = Desk::new();
    let kills = same::number("ISNAD_KILLS", 6);
    let mut seen = Seen::default();
    for n in 0..kills {
        desk.change_articles();
        if desk.random.random_bool(0.5) {
            fs::remove_dir_all(&desk.cache).unwrap();
        }
        desk.kill_one(&mut seen);
        desk.nothing_else_is_left(&mut seen);
        if let Err(difference) = same::corpora(&desk.started(true), &desk.started(false)) {
            eprintln!("after {} kills {difference}", n + 1);
            return ExitCode::FAILURE;
        }
    }
    assert!(kills < 100 || seen.half_written > 0, "some were killed while they wrote");
    println!("{kills} kills: {seen:?}");
    ExitCode::SUCCESS
}

/// What the kills met.
#[derive(Debug, Default)]
struct Seen {
    /// The program had ended before.
    too_late: usize,
    /// An index file was being written.
    half_written: usize,
    /// There was a whole one.
    index_there: usize,
}

/// A folder of articles, the cache that belongs to it, and what befalls them.
struct Desk {
    _folder: tempfile::TempDir,
    root: PathBuf,
    /// The folder of the user's caches, and isnad's in it.
    caches: PathBuf,
    cache: PathBuf,
    random: TestRng,
    /// How many times an article was written.
    written: u64,
    /// How long one reading of everything takes; kills come within that.
    whole: Duration,
    /// How long its index file is.
    length: u64,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        let (root, caches) = (place.join("articles"), place.join("caches"));
        let cache = caches.join("isnad");
        fs::create_dir(&root).unwrap();
        let (random, whole) = (same::random(), Duration::ZERO);
        let mut desk = Self { _folder: folder, root, caches, cache, random, written: 0, whole, length: 0 };
        for n in 0..ARTICLES {
            desk.write_article(n);
        }
        let began = Instant::now();
        assert!(desk.index().wait().unwrap().success());
        desk.whole = began.elapsed();
        let own = desk.project().index_file(&Cache::new(desk.cache.clone()));
        assert!(own.is_file(), "the index file made by another process is one this process can use");
        desk.length = fs::metadata(&own).unwrap().len();
        desk
    }

    fn write_article(&mut self, n: usize) {
        let mut text = format!("خبر رقم {n}\n");
        for _ in 0..self.random.random_range(1..4) {
            let sentence = SENTENCES[self.random.random_range(0..SENTENCES.len())];
            write!(text, "\n{sentence}\n").unwrap();
        }
        let path = self.root.join(format!("{n}.txt"));
        fs::write(&path, text).unwrap();
        // Long ago, and never twice the same: what was written just now is read again at any rate.
        self.written += 1;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + self.written);
        File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    }

    /// Changes nothing, a few articles or most of them, and takes some away.
    fn change_articles(&mut self) {
        let changed = [0, 3, 200][self.random.random_range(0..3)];
        for _ in 0..changed {
            let n = self.random.random_range(0..ARTICLES);
            if self.random.random_bool(0.1) {
                let _ = fs::remove_file(self.root.join(format!("{n}.txt")));
            } else {
                self.write_article(n);
            }
        }
    }

    fn project(&self) -> Project {
        Project::load(vec![self.root.clone()])
    }

    /// What a start gives, with the cache or without.
    fn started(&self, cached: bool) -> Snapshot {
        let cache = cached.then(|| Cache::new(self.cache.clone()));
        let mut corpus = Corpus::new(self.project());
        corpus.set_reading(Reading { cache, ..Reading::default() });
        corpus.settle();
        corpus.snapshot()
    }

    fn program(&self) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env("XDG_CACHE_HOME", &self.caches).env_remove("ISNAD_LOG");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn index(&self) -> Child {
        let mut command = self.program();
        command.arg("index").arg(&self.root).arg("--cache").arg(&self.cache);
        command.stdin(Stdio::null()).spawn().unwrap()
    }

    /// The same that the system kills when it has written some of an index file: the moment of writing is
    /// too short to be met from outside.
    #[cfg(unix)]
    fn index_cut_short(&mut self) -> Child {
        let blocks = self.random.random_range(0..self.length / 512);
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -c 0; ulimit -f {blocks}; exec \"$@\"")).arg("sh");
        command.arg(std::env::current_exe().unwrap());
        command.env("XDG_CACHE_HOME", &self.caches).env_remove("ISNAD_LOG");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.arg("index").arg(&self.root).arg("--cache").arg(&self.cache);
        command.spawn().unwrap()
    }

    /// A server that has been told to read the folder.
    fn serve(&self) -> Child {
        let mut child = self.program().arg("serve").stdin(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.as_mut().unwrap();
        let uri = format!("file://{}", self.root.display());
        let folder = format!(r#"{{"uri":"{uri}","name":"articles"}}"#);
        for body in [
            format!(
                r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{"processId":null,"rootUri":"{uri}","capabilities":{{}},"workspaceFolders":[{folder}]}}}}"#
            ),
            r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#.to_owned(),
        ] {
            write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
        child
    }

    /// Starts the program one way or the other and kills it: some time later, or while it writes an
    /// index file.
    fn kill_one(&mut self, seen: &mut Seen) {
        #[cfg(unix)]
        if self.random.random_bool(0.25) {
            self.index_cut_short().wait().unwrap();
            return;
        }
        let mut child = if self.random.random_bool(0.5) { self.index() } else { self.serve() };
        let until = Instant::now() + self.whole.mul_f64(self.random.random_range(0.0..1.0));
        if self.random.random_bool(0.4) {
            let wait = Duration::from_micros(self.random.random_range(0..200));
            let latest = Instant::now() + self.whole * 3;
            while self.parts() == 0 && Instant::now() < latest && child.try_wait().unwrap().is_none() {
                thread::yield_now();
            }
            thread::sleep(wait);
        } else {
            thread::sleep(until.saturating_duration_since(Instant::now()));
        }
        seen.too_late += usize::from(child.try_wait().unwrap().is_some());
        // On Unix this is SIGKILL.
        let _ = child.kill();
        child.wait().unwrap();
    }

    /// The files in the cache.
    fn kept(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.cache).into_iter().flatten();
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn parts(&self) -> usize {
        self.kept().iter().filter(|name| name.starts_with(".part-")).count()
    }

    /// Only index files, and what was being written, is left in the cache, and nothing new among the
    /// articles.
    fn nothing_else_is_left(&self, seen: &mut Seen) {
        let kept = self.kept();
        for name in &kept {
            assert!(has_ending(name, "index") || name.starts_with(".part-"), "{name} is left");
        }
        seen.half_written += usize::from(self.parts() > 0);
        seen.index_there += usize::from(kept.iter().any(|name| has_ending(name, "index")));
        let articles = fs::read_dir(&self.root).unwrap();
        let names = articles.map(|e| e.unwrap().file_name().into_string().unwrap());
        assert!(names.into_iter().all(|name| has_ending(&name, "txt")), "the articles' folder is as it was");
        assert!(fs::read_dir(&self.caches).into_iter().flatten().count() <= 1);
        // They go after an hour; here each is counted once.
        for name in kept.iter().filter(|name| name.starts_with(".part-")) {
            fs::remove_file(self.cache.join(name)).unwrap();
        }
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == ending)
}
