//! What a keystroke costs in process: the analysis of a 2,000-word article and its entries in the
//! index, with an archive behind it.
//!
//! `ISNAD_CORPUS=FOLDER cargo bench --bench corpus`; without a folder, a few hundred articles are made
//! of the seeds.

#![allow(clippy::unwrap_used)] // A benchmark may give up.

mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use isnad::corpus::{Corpus, Project};
use isnad::features;

const EDITS: usize = 2000;

fn main() {
    let made = tempfile::tempdir().unwrap();
    let given = std::env::var_os("ISNAD_CORPUS").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| {
        make_articles(made.path());
        made.path().to_path_buf()
    });
    let folder = folder.canonicalize().unwrap();
    let articles = sample::articles(&folder);
    let text = sample::long_article("مقال طويل", &articles);
    let mut corpus = Corpus::new(Project::load(vec![folder.clone()]));
    corpus.settle();
    println!("{} articles, two thousand words edited\n\n{}", corpus.snapshot().len(), sample::HEAD);
    let path = folder.join("edited.txt");
    corpus.set_open(&path, text.clone().into(), 0);

    let (mut letters, mut findings) = (sample::Times::default(), sample::Times::default());
    for n in 0..EDITS {
        let at = sample::place(&text, n);
        let edited = format!("{}ب{}", &text[..at], &text[at..]);
        // Each edit is typed and taken back, so that the text stays what it was.
        for text in [edited, text.clone()] {
            letters.add(keystroke(&mut corpus, &path, text));
            findings.add(look(&corpus, &path));
        }
    }
    println!("{}", letters.row("a letter typed or taken back: analysis and index"));
    println!("{}", findings.row("what there is to say of it then"));
}

/// What the rules take.
fn look(corpus: &Corpus, path: &Path) -> Duration {
    let snapshot = corpus.snapshot();
    let began = Instant::now();
    std::hint::black_box(features::diagnostics(&snapshot, path));
    began.elapsed()
}

fn keystroke(corpus: &mut Corpus, path: &Path, text: String) -> Duration {
    let text: Arc<str> = text.into();
    let began = Instant::now();
    corpus.set_open(path, text, 1);
    began.elapsed()
}

/// Four hundred articles, each of other paragraphs of the seeds.
fn make_articles(folder: &Path) {
    let seeds = sample::articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"));
    let seeds: Vec<_> = seeds.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let paragraphs = seeds.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    let paragraphs: Vec<_> = paragraphs.collect();
    for n in 0..400 {
        let own = (0..8).map(|k| paragraphs[(n * 31 + k * 17) % paragraphs.len()]);
        let text = own.collect::<Vec<_>>().join("\n\n");
        fs::write(folder.join(format!("{n}.txt")), text).unwrap();
    }
}
