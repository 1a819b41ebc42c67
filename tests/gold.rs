//! The seeds against their hand labels (`tests/gold`, copied from the project's labels): what the
//! analysis must reach on them. The full figures come from the labels' own scorer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a test's helpers fail by panicking; the counts are small"
)]

mod marked;

use std::fs;
use std::path::{Path, PathBuf};

use isnad::analysis::{Analysis, Metadata, analyse};
use isnad::claims::SourceStatus;
use isnad::knowledge::Knowledge;
use marked::Mark;

struct Seed {
    text: String,
    marks: Vec<Mark>,
    /// Rows of the claims table: sentence id, columns.
    claims: Vec<Vec<String>>,
    analysis: Analysis,
}

fn seeds() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut files: Vec<PathBuf> = fs::read_dir(&root).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.to_string_lossy().ends_with(".mentions.txt"));
    files.sort();
    files.iter().map(|file| seed(file)).collect()
}

fn seed(file: &Path) -> Seed {
    let (text, marks) = marked::parse(&fs::read_to_string(file).unwrap());
    let beside =
        |ending: &str| fs::read_to_string(file.to_string_lossy().replace(".mentions.txt", ending)).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&beside(".meta.json")).unwrap();
    let published = meta["published"].as_str().map(|d| d.parse().unwrap());
    let rows = beside(".claims.tsv");
    let claims = rows.lines().skip(1).map(|l| l.split('\t').map(str::to_owned).collect()).collect();
    let metadata = Metadata { configured: published, ..Metadata::default() };
    let analysis = analyse(&text, &metadata, &Knowledge::built_in());
    Seed { text, marks, claims, analysis }
}

#[derive(Default)]
struct Count {
    found: usize,
    predicted: usize,
    gold: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

#[test]
fn mentions_and_their_links() {
    let mut count = Count::default();
    let mut linked = 0;
    for seed in seeds() {
        let gold: Vec<&Mark> = seed.marks.iter().filter(|m| m.kind != 'T').collect();
        let got = marked::mentions(&seed.analysis);
        count.gold += gold.len();
        count.predicted += got.len();
        for mark in gold {
            if let Some(hit) = got.iter().find(|m| (m.span, m.kind) == (mark.span, mark.kind)) {
                count.found += 1;
                linked += usize::from(hit.value == mark.value);
            }
        }
    }
    assert!(count.f1() >= 0.985, "mentions F1 {}", count.f1());
    assert!(linked as f64 >= 0.99 * count.found as f64, "linked {linked} of {}", count.found);
}

#[test]
fn times_and_their_values() {
    let mut count = Count::default();
    let mut right = 0;
    for seed in seeds() {
        let gold: Vec<&Mark> = seed.marks.iter().filter(|m| m.kind == 'T').collect();
        count.gold += gold.len();
        count.predicted += seed.analysis.times.len();
        for value in seed.analysis.times.iter().filter_map(|t| t.value) {
            assert_eq!(value.to_string().parse(), Ok(value));
        }
        for mark in gold {
            if let Some(time) = seed.analysis.times.iter().find(|t| t.span == mark.span) {
                count.found += 1;
                let value = time.value.map(|v| v.to_string());
                right += usize::from(value.as_deref() == Some(mark.value.trim_end_matches('?')));
            }
        }
    }
    assert!(count.f1() >= 0.98, "times F1 {}", count.f1());
    assert!(right as f64 >= 0.97 * count.gold as f64, "values right {right} of {}", count.gold);
}

#[test]
fn claims_and_their_sources() {
    let (mut gold, mut found, mut source, mut spurious) = (0_usize, 0_usize, 0_usize, 0_usize);
    for seed in seeds() {
        // The labels have a row for each sentence, in order, as the analysis splits them.
        assert_eq!(
            seed.claims.len(),
            seed.analysis.sentences.len(),
            "{}",
            seed.text.lines().next().unwrap_or("")
        );
        for (i, row) in seed.claims.iter().enumerate() {
            let claim = seed.analysis.claims.iter().find(|c| c.sentence == i);
            if row[2] == "yes" {
                gold += 1;
                found += usize::from(claim.is_some());
                source += usize::from(claim.is_some_and(|c| status(c.source) == row[3]));
            } else {
                spurious += usize::from(claim.is_some());
            }
        }
    }
    assert!(found as f64 >= 0.97 * gold as f64, "claims found {found} of {gold}");
    assert!(spurious <= 3, "spurious {spurious}");
    assert!(source as f64 >= 0.88 * gold as f64, "sources right {source} of {gold}");
}

fn status(source: SourceStatus) -> &'static str {
    match source {
        SourceStatus::Named => "named",
        SourceStatus::Carried => "carried",
        SourceStatus::Vague => "vague",
        SourceStatus::None => "none",
    }
}
