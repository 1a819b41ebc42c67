//! Writes what the claims of articles show: `claim-signals DIR… > signals.jsonl`.
//!
//! A folder has articles, `NAME.txt`, each with its day of publication in `NAME.meta.json`
//! (`{"published": "2018-06-07"}`). An article is a line: `{"name": …, "claims": [{"start", "end", "signals"}]}`,
//! with offsets in bytes. `training/README.md` tells what is done with it.

#![allow(clippy::expect_used, reason = "a training run ends at the first fault")]

use std::fs;
use std::path::{Path, PathBuf};

use isnad::analysis::{Metadata, claim_signals};
use isnad::knowledge::Knowledge;
use rayon::prelude::*;
use serde_json::{Value, json};

fn main() {
    let knowledge = Knowledge::built_in();
    let articles: Vec<PathBuf> = std::env::args().skip(1).flat_map(|dir| articles(Path::new(&dir))).collect();
    let lines: Vec<String> = articles.par_iter().map(|path| line(path, &knowledge)).collect();
    for line in lines {
        println!("{line}");
    }
}

/// The articles of a folder, in the order of their names.
fn articles(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a folder of articles");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let mut articles: Vec<PathBuf> = paths.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    articles.sort();
    articles
}

fn line(path: &Path, knowledge: &Knowledge) -> String {
    let text = fs::read_to_string(path).expect("an article");
    let meta = fs::read_to_string(path.with_extension("meta.json")).expect("its day of publication");
    let meta: Value = serde_json::from_str(&meta).expect("JSON");
    let published = meta["published"].as_str().map(|day| day.parse().expect("a day"));
    let metadata = Metadata { configured: published, ..Metadata::default() };
    let claims = claim_signals(&text, &metadata, knowledge).into_iter().map(
        |(claim, signals)| json!({ "start": claim.span.start, "end": claim.span.end, "signals": signals }),
    );
    let name = path.file_stem().map(|name| name.to_string_lossy());
    json!({ "name": name, "claims": claims.collect::<Vec<_>>() }).to_string()
}
