//! Code actions: what can be done about the words under the cursor.
//!
//! One file an action: a function from a [`Place`] to what it offers there, listed in [`ALL`].

mod add_entry;
mod add_spelling;
mod add_year;
mod attribute;
mod date_mend;
mod fix_all;
mod front_matter;
mod give_day;
mod house;
mod ignore;
mod introduce;
mod lone_mark;
mod mend;
mod month_name;
mod own_file;
mod spelling;
mod write_out;

use std::path::Path;
use std::sync::Arc;

pub(super) use add_entry::in_latin;

use super::diagnostics::{Diagnostic, Source, diagnostics};
use super::location::At;
use crate::analysis::Analysis;
use crate::corpus::Snapshot;
use crate::dates::Time;
use crate::settings::Ignore;
use crate::text::Span;
use crate::words::{self, Language};

/// What sort of action it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Mends a finding.
    Fix,
    /// Mends all in a file that can be mended without a second look.
    FixAll,
    /// Says the same otherwise.
    Rewrite,
    /// Tells isnad something, in a knowledge file.
    Learn,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, in the language set.
    pub title: String,
    /// What sort.
    pub kind: ActionKind,
    /// What it changes; no two overlap.
    pub edits: Vec<Edit>,
    /// What isnad itself does.
    pub command: Option<Command>,
    /// Whether it is the one to take where there is no reason for another.
    pub preferred: bool,
    /// The diagnostics it mends.
    pub mends: Vec<(Source, At)>,
}

/// Something isnad itself does when it is told to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Adds an entry to the file of ignores that counts for an article.
    Ignore {
        /// The entry.
        entry: Ignore,
        /// The article.
        near: Arc<Path>,
    },
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file. One that does not exist is made, if the edit adds something at its start.
    pub path: Arc<Path>,
    /// The bytes that go; empty to add something.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Every action, in the order in which they are offered.
const ALL: [fn(&Place<'_>, &mut Vec<CodeAction>); 14] = [
    mend::offer,
    date_mend::offer,
    attribute::offer,
    give_day::offer,
    introduce::offer,
    lone_mark::offer,
    front_matter::offer,
    write_out::offer,
    add_year::offer,
    month_name::offer,
    add_entry::offer,
    add_spelling::offer,
    spelling::offer,
    ignore::offer,
];

pub use fix_all::fix_all;

/// What can be done about some words of an open article (an empty span is a cursor).
pub fn code_actions(snapshot: &Snapshot, path: &Path, span: Span) -> Vec<CodeAction> {
    let mut out = Vec::new();
    if let Some(place) = place_at(snapshot, path, span) {
        for offer in ALL {
            offer(&place, &mut out);
        }
    }
    out
}

fn place_at<'a>(snapshot: &'a Snapshot, path: &Path, span: Span) -> Option<Place<'a>> {
    let open = snapshot.open(path)?;
    let findings = diagnostics(snapshot, path);
    let (findings, elsewhere): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|d| matches!(d.at, At::Span(at) if meet(at, span)));
    Some(Place {
        snapshot,
        path: path.into(),
        text: &open.text.text,
        analysis: &open.analysis,
        language: snapshot.language(path),
        ignores_path: snapshot.project().ignores_for(path).and_then(|file| below(&file, path)),
        span,
        findings,
        elsewhere,
    })
}

/// Where actions are asked for.
struct Place<'a> {
    snapshot: &'a Snapshot,
    path: Arc<Path>,
    text: &'a str,
    analysis: &'a Analysis,
    language: Language,
    /// The article's path from the file that keeps its ignores.
    ignores_path: Option<String>,
    span: Span,
    /// What is found there.
    findings: Vec<Diagnostic>,
    /// What is found elsewhere in the file.
    elsewhere: Vec<Diagnostic>,
}

impl<'a> Place<'a> {
    /// The time expressions there.
    fn times(&self) -> impl Iterator<Item = &'a Time> {
        let times = self.analysis.times.iter();
        times.filter(|t| meet(t.span, self.span))
    }

    /// Whether the article is written in Markdown, where comments are not shown.
    fn is_markdown(&self) -> bool {
        self.path.extension().and_then(|ending| ending.to_str()).is_some_and(|e| e.eq_ignore_ascii_case("md"))
    }

    /// An edit of the article.
    fn edit(&self, span: Span, text: String) -> Edit {
        Edit { path: Arc::clone(&self.path), span, text }
    }

    /// Words of isnad's around words that would stand in the article.
    fn title(&self, key: &str, words: &str) -> String {
        let quoted = words::quote(self.language, words);
        words::say(self.language, key, &[&quoted])
    }

    /// The findings there of these sources.
    fn found(&self, codes: &[&str]) -> Vec<(Source, At)> {
        let found = self.findings.iter();
        let found = found.filter(|d| codes.contains(&d.source.code()));
        found.map(|d| (d.source, d.at)).collect()
    }
}

/// An article's path from the folder of a file above it.
fn below(file: &Path, article: &Path) -> Option<String> {
    let path = article.strip_prefix(file.parent()?).ok()?;
    let steps = path.components().map(|c| c.as_os_str().to_string_lossy());
    Some(steps.collect::<Vec<_>>().join("/"))
}

/// Whether two spans share a byte or touch.
const fn meet(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
