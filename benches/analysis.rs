//! What the analysis of an article costs, and the time floor's share of it.
//!
//! `cargo bench --bench analysis`; the articles are the five seeds.
#![allow(missing_docs, clippy::unwrap_used)] // A benchmark may give up.

use std::fs;
use std::path::Path;

use divan::{Bencher, black_box};
use isnad::analysis::{Metadata, analyse};
use isnad::dates;
use isnad::knowledge::Knowledge;
use isnad::text::{Tokens, block};
use jiff::civil::Date;

const PUBLISHED: Date = Date::constant(2024, 7, 20);

fn main() {
    divan::main();
}

/// The seeds' texts.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect()
}

/// The five articles from their text to their claims.
#[divan::bench]
fn whole_analysis(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let knowledge = Knowledge::built_in();
    let metadata = Metadata { configured: Some(PUBLISHED), ..Metadata::default() };
    bencher.bench_local(|| {
        for text in &articles {
            black_box(analyse(black_box(text), &metadata, &knowledge));
        }
    });
}

/// The time floor alone: expressions of all their blocks found and resolved.
#[divan::bench]
fn time_floor(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let blocks: Vec<Vec<(usize, &str, Tokens)>> = articles.iter().map(|t| tokenised(t)).collect();
    bencher.bench_local(|| {
        for blocks in &blocks {
            let facts: Vec<_> =
                blocks.iter().map(|(at, text, tokens)| (*at, dates::find(black_box(text), tokens))).collect();
            let flat: Vec<_> = facts.iter().flat_map(|(at, facts)| facts.iter().map(|f| (*at, f))).collect();
            black_box(dates::resolve(&flat, Some(PUBLISHED)));
        }
    });
}

/// Working the day of publication out, where nothing states it.
#[divan::bench]
fn publication_date(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let facts: Vec<Vec<dates::TimeFact>> = articles
        .iter()
        .map(|t| {
            let blocks = tokenised(t);
            blocks.iter().flat_map(|(_, text, tokens)| dates::find(text, tokens)).collect()
        })
        .collect();
    bencher.bench_local(|| {
        for facts in &facts {
            let refs: Vec<_> = facts.iter().collect();
            black_box(dates::infer(black_box(&refs), None));
        }
    });
}

fn tokenised(text: &str) -> Vec<(usize, &str, Tokens)> {
    let of = |span: isnad::text::Span| {
        let words = span.of(text);
        (span.start, words, Tokens::new(words))
    };
    block::split(text).into_iter().map(of).collect()
}
