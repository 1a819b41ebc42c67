//! What the benchmarks have in common: an article made of a folder's, and how times are told.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Words of the article that is edited.
const WORDS: usize = 2000;

/// The articles of a folder, by path.
pub(crate) fn articles(folder: &Path) -> Vec<PathBuf> {
    isnad::corpus::walk(&[folder.to_path_buf()])
}

/// An article of 2,000 words put together from a folder's, with a headline of its own.
pub(crate) fn long_article(headline: &str, articles: &[PathBuf]) -> String {
    let mut text = format!("{headline}\n\n");
    let mut words = 0;
    // From all over the folder; the whole of it as often as it takes.
    let apart = (articles.len() / 50).max(1);
    let texts = articles.iter().step_by(apart).filter_map(|path| std::fs::read_to_string(path).ok());
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    assert!(!texts.is_empty(), "there is an article in the folder");
    for line in texts.iter().cycle().flat_map(|text| text.lines()).filter(|line| !line.is_empty()) {
        let line: Vec<_> = line.split_whitespace().take(WORDS - words).collect();
        words += line.len();
        text.push_str(&line.join(" "));
        text.push('\n');
        if words == WORDS {
            break;
        }
    }
    text
}

/// Where the `n`th edit goes: a boundary of letters, another one each time, all over the text.
pub(crate) fn place(text: &str, n: usize) -> usize {
    (0..n.wrapping_mul(7919) % text.len()).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// How long something took, many times.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// A row of a table: half, nine tenths, 99 of a hundred took no longer.
    pub(crate) fn row(&mut self, what: &str) -> String {
        self.0.sort_unstable();
        let within = |percent: usize| {
            let at = (self.0.len() * percent).div_ceil(100);
            milliseconds(self.0.get(at.saturating_sub(1)).copied().unwrap_or_default())
        };
        let (half, most, nearly_all) = (within(50), within(90), within(99));
        format!("| {what} | {} | {half} | {most} | {nearly_all} |", self.0.len())
    }
}

/// The head of a table of such rows.
pub(crate) const HEAD: &str = "| ms | times | p50 | p90 | p99 |\n| --- | --- | --- | --- | --- |";

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}
