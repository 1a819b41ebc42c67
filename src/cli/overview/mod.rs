//! `isnad report`: one page about many articles, for somebody who reads rather than edits them.
//!
//! The data are the feature's ([`crate::features::report`]); here they are drawn. What `isnad check`
//! writes stands in `cli/report/`.

mod company;
mod findings;
mod html;
mod layout;
mod places;
mod sheet;
mod sources;
mod when;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use super::input::{Input, Opened};
use super::page::escape;
use super::terminal::Screen;
use super::{Articles, Fault, UNREAD, output};
use crate::corpus::Article;
use crate::features::report::{Gathering, Read, Report, Share};
use crate::words::{Language, say};

/// Arguments of `isnad report`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    articles: Articles,
    /// The page to write; standard output where none is given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Reads the articles and writes the page.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    let mut unread = input.complain_of_project();
    let language = input.language();
    let corpus = input.gather();
    let share = |article: Opened| {
        let findings = article.findings(input.knowledge(), &corpus);
        let Opened { text, analysis, .. } = &article;
        let read = Read {
            path: &article.path.display().to_string(),
            facts: &Article::new(article.place.as_path().into(), text, analysis),
            text,
            lines: &article.lines,
            analysis,
            findings: &findings,
        };
        Share::new(read, input.knowledge(), language)
    };
    let mut gathering = Gathering::default();
    unread |= input.each_read(share, |share| {
        gathering.add(share);
        Ok(())
    })?;
    let report = gathering.report(input.knowledge(), language);
    let page = html::render(&View { report: &report, language, subject: &subject(&arguments.articles) });
    if let Some(path) = &arguments.out {
        output::put(path, page.as_bytes())?;
    } else {
        let mut screen = Screen::new();
        screen.write_all(page.as_bytes())?;
        screen.flush()?;
    }
    Ok(if unread { UNREAD } else { 0 })
}

/// Most paths that the page names.
const PATHS: usize = 3;

/// What the report is about: the paths as they were given.
fn subject(articles: &Articles) -> Vec<String> {
    let paths = articles.paths.iter().take(PATHS);
    let mut out: Vec<String> = paths.map(|p| p.display().to_string()).collect();
    if articles.paths.len() > PATHS {
        out.push("…".to_owned());
    }
    out
}

/// What is drawn, and for whom.
struct View<'a> {
    report: &'a Report,
    language: Language,
    /// The paths that the report is about.
    subject: &'a [String],
}

/// The beginning of a section with its heading.
fn opening(id: &str, heading: &str) -> String {
    format!("<section id=\"{id}\" class=\"card\">\n<h2>{}</h2>\n", escape(heading))
}

/// The note under a heading.
fn note(words: &str) -> String {
    format!("<p class=\"note\">{}</p>\n", escape(words))
}

impl View<'_> {
    /// A list whose first few stand there, the others behind a line that opens.
    fn list(&self, class: &str, shown: usize, items: &[String]) -> String {
        let (first, rest) = items.split_at(shown.min(items.len()));
        let mut out = format!("<ol class=\"{class}\">\n{}</ol>\n", first.concat());
        if !rest.is_empty() {
            let more = say(self.language, "report.more", &[&rest.len().to_string()]);
            let _ = writeln!(
                out,
                "<details class=\"more\"><summary>{more}</summary>\n<ol class=\"{class}\">\n{}</ol>\n</details>",
                rest.concat()
            );
        }
        out
    }
}

/// A number as a reader likes it: 29,385.
fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown = [0_u64, 999, 1000, 29_385, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "29,385", "1,234,567"]);
    }
}
