//! How fast the knowledge base is there. `cargo bench --bench knowledge`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;

use divan::Bencher;
use isnad::knowledge::Knowledge;

fn main() {
    divan::main();
}

/// The built-in knowledge in a new process, from its start to the first answer: what one call here
/// costs is what every start of the program pays.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn built_in() -> usize {
    let knowledge = Knowledge::built_in();
    knowledge.gazetteer().lookup("روسيا").len()
}

/// A workspace's knowledge file with a handful of entries laid over it, as after every edit.
#[divan::bench]
fn with_a_small_file(bencher: Bencher<'_, '_>) {
    let entry = |i: usize| {
        format!(
            "[[place]]\nid = \"town-{i}\"\nclass = \"city\"\nar = \"بلدة رقم {i}\"\nen = \"Town {i}\"\n\n"
        )
    };
    let text: String = (0..20).map(entry).collect();
    let files = [(PathBuf::from("knowledge/own.toml"), text)];
    bencher.bench_local(|| Knowledge::with_files(divan::black_box(&files)).0.len());
}

/// Everything decoded and folded, the most a search can cost.
#[divan::bench]
fn search(bencher: Bencher<'_, '_>) {
    let knowledge = Knowledge::built_in();
    bencher.bench_local(|| knowledge.search(divan::black_box("شويغو"), 10).len());
}
