//! How fast the tagger reads: tokens a second on one core. `cargo bench --bench tagger`.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use divan::counter::ItemsCount;
use isnad::knowledge::Knowledge;
use isnad::names::{NameFacts, known, tagger};
use isnad::text::Tokens;

fn main() {
    divan::main();
}

/// The blocks of the seeds with what the knowledge base finds in them.
fn blocks() -> Vec<(String, Tokens, NameFacts)> {
    let knowledge = Knowledge::built_in();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut files: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let texts = files.iter().map(|f| std::fs::read_to_string(f).unwrap());
    let lines: Vec<String> = texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines
        .into_iter()
        .map(|line| {
            let tokens = Tokens::new(&line);
            let facts = known(&line, &tokens, &knowledge);
            (line, tokens, facts)
        })
        .collect()
}

#[divan::bench]
fn tag(bencher: Bencher<'_, '_>) {
    let blocks = blocks();
    let count: usize = blocks.iter().map(|(_, tokens, _)| tokens.len()).sum();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for (text, tokens, facts) in &blocks {
            divan::black_box(tagger::tag(text, tokens, facts));
        }
    });
}
