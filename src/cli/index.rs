//! `isnad index`: the index file of a folder, made or refreshed: what the language server does when it
//! starts, from the shell.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::input::absolute;
use super::terminal::{self, BOLD, Screen};
use super::{Fault, UNREAD, language, locale};
use crate::corpus::{Cache, Corpus, Project, Reading};
use crate::words::{self, Language};

/// Arguments of `isnad index`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folders of articles, as an editor has them open
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read the names of the knowledge base only; the rest is read when an editor opens the folder
    #[arg(long)]
    fast: bool,
    /// Keep the index files in this folder in place of the user's cache
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,
    /// Language of the messages; else that of isnad.toml, else that of the locale
    #[arg(long, value_name = "ar|en", value_parser = language)]
    language: Option<Language>,
}

/// Reads what has changed, with a bar, and says how much there is.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let began = Instant::now();
    let mut project = Project::load(arguments.paths.iter().map(|p| absolute(p)).collect());
    project.set_language(locale());
    let cache = arguments.cache.clone().map(Cache::new).or_else(Cache::of_user);
    let file = cache.as_ref().map(|cache| project.index_file(cache));
    let mut corpus = Corpus::new(project);
    corpus.set_reading(Reading {
        cache,
        few: 0,
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        asked_meanwhile: false,
        second_pass: !arguments.fast,
        ..Reading::default()
    });
    read(&mut corpus);
    let snapshot = corpus.snapshot();
    let first = arguments.paths.first().map(|p| absolute(p)).unwrap_or_default();
    let language = arguments.language.unwrap_or_else(|| snapshot.language(&first));
    for fault in snapshot.faults() {
        terminal::complain(&format!("{}: {}", fault.path.display(), fault.message(language)));
    }
    let mut screen = Screen::new();
    let articles = words::count(language, "count.article", snapshot.len());
    let names = words::count(language, "count.name", snapshot.entities().count());
    let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
    let line = words::say(language, "index.done", &[&articles, &names, &seconds]);
    let line = screen.styled(BOLD, &line);
    writeln!(screen, "{line}")?;
    if let Some(file) = file
        && let Ok(kept) = std::fs::metadata(&file)
    {
        let (megabytes, rest) = (kept.len() / 1_000_000, kept.len() / 100_000 % 10);
        let size = format!("{megabytes}.{rest}");
        let path = words::isolate(&file.display().to_string());
        writeln!(screen, "{}", words::say(language, "index.kept", &[&size, &path]))?;
    }
    screen.flush()?;
    Ok(if snapshot.faults().next().is_some() { UNREAD } else { 0 })
}

fn read(corpus: &mut Corpus) {
    let bar = terminal::bar(usize::MAX);
    let never = AtomicBool::new(false);
    while let Some(job) = corpus.next_job() {
        job.run(&never, |batch| {
            bar.set_length(batch.progress.total as u64);
            bar.set_position(batch.progress.done as u64);
            corpus.apply(batch);
        });
    }
    bar.finish_and_clear();
}
