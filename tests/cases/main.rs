//! Language cases in Markdown: each section of `tests/cases/*/*.md` is a test, named by its folder,
//! its file and its heading. `docs/cases.md` tells how to write one.
//!
//! `cargo test --test cases -- WORD` runs the sections whose name holds the word, `UPDATE_EXPECT=1`
//! before it writes what is read today into the files.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod check;
#[path = "../fixture/mod.rs"]
mod fixture;
mod format;
#[path = "../marked/mod.rs"]
mod marked;
mod refused;
mod shown;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};

use check::{Directory, Outcome};
use format::Section;

/// What is to be written into the files, once all tests are through.
type Edits = Arc<Mutex<BTreeMap<PathBuf, Vec<(Range<usize>, String)>>>>;

fn main() -> ExitCode {
    let arguments = Arguments::from_iter(arguments(std::env::args()));
    let edits = std::env::var_os("UPDATE_EXPECT").map(|_| Edits::default());
    let mut trials = refused::trials();
    trials.push(Trial::test("refused/files-that-would-not-be-read", strays));
    for directory in Directory::ALL {
        for path in files(directory) {
            trials.extend(file(directory, path, edits.as_ref()));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(edits) = edits {
        write(&edits);
    }
    conclusion.exit_code()
}

/// The arguments, without the word `cases` of `cargo test cases -- NAME`: Cargo hands on both as
/// filters, and here there is one.
fn arguments(all: impl Iterator<Item = String>) -> Vec<String> {
    all.enumerate().filter(|(at, word)| *at == 0 || word != "cases").map(|(_, word)| word).collect()
}

/// The case files of a directory, in order.
fn files(directory: Directory) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(directory.name());
    let entries = fs::read_dir(folder).expect("the folder of a directory of cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths.filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    paths
}

/// Fails where a folder or file beside the cases would be passed over in silence.
fn strays() -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for entry in fs::read_dir(root)?.collect::<Result<Vec<_>, _>>()? {
        let path = entry.path();
        if path.is_dir() && !Directory::ALL.iter().any(|d| path.ends_with(d.name())) {
            return Err(format!("{}: no folder of cases", shown::path(&path)).into());
        }
        let files = if path.is_dir() { fs::read_dir(&path)?.collect() } else { Ok(Vec::new()) };
        for file in files? {
            if file.path().extension().is_none_or(|e| e != "md") {
                return Err(format!("{}: a case file ends in .md", shown::path(&file.path())).into());
            }
        }
    }
    Ok(())
}

/// The tests of a file; a single one that fails where the file is malformed.
fn file(directory: Directory, path: PathBuf, edits: Option<&Edits>) -> Vec<Trial> {
    let text: Arc<str> = fs::read_to_string(&path).expect("a case file").into();
    let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let prefix = format!("{}/{stem}", directory.name());
    let sections = match format::sections(&text, directory.has_marks()) {
        Ok(sections) => sections,
        Err(fault) => {
            let message = format!("{}:{}: {}", shown::path(&path), fault.line, fault.message);
            return vec![Trial::test(prefix, move || Err(message.into()))];
        }
    };
    let path: Arc<Path> = path.into();
    let trials = sections.into_iter().map(|section| {
        let (path, text, edits) = (Arc::clone(&path), Arc::clone(&text), edits.cloned());
        let name = format!("{prefix}/{}", section.name);
        Trial::test(name, move || run(directory, &path, &text, &section, edits.as_ref()))
    });
    trials.collect()
}

/// Runs a section: fails with all that is not as expected, or notes it to be written.
fn run(
    directory: Directory,
    path: &Path,
    text: &str,
    section: &Section,
    edits: Option<&Edits>,
) -> Result<(), Failed> {
    let at = |line| format!("{}:{line}", shown::path(path));
    let outcomes = check::section(directory, text, section)
        .map_err(|fault| format!("{}: {}", at(fault.line), fault.message))?;
    let mut report = String::new();
    for outcome in outcomes {
        match (edits, outcome.mismatch()) {
            (_, None) => {}
            (Some(edits), Some(_)) if !outcome.known_fault => note(edits, path, outcome),
            (_, Some(message)) => {
                let _ = write!(report, "\n{}: {message}", at(outcome.line));
            }
        }
    }
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

fn note(edits: &Edits, path: &Path, outcome: Outcome) {
    let mut edits = edits.lock().expect("no test panicked here");
    edits.entry(path.to_path_buf()).or_default().push((outcome.range, outcome.got));
}

/// Puts what was got into the files, from their ends, so that the places before stay right.
fn write(edits: &Edits) {
    let mut edits = edits.lock().expect("all tests are through");
    for (path, places) in edits.iter_mut() {
        let mut text = fs::read_to_string(path).expect("the file that was read before");
        places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, got) in places {
            text.replace_range(range.clone(), got);
        }
        fs::write(path, text).expect("a file that can be written");
        println!("updated {}", shown::path(path));
    }
}
