//! Findings for people: grouped by article, each with its line and the words marked. Every line is
//! of one direction, so that a terminal does not scramble it.

use std::io::Write;

use super::{Summary, related};
use crate::cli::Fault;
use crate::cli::input::Opened;
use crate::cli::place::Place;
use crate::cli::terminal::{BOLD, DIM, Screen, of_severity, printable};
use crate::rules::Finding;
use crate::settings::Severity;
use crate::text::Encoding;
use crate::words::{self, Language};

/// How many letters of the line are shown on each side of the words.
const AROUND: usize = 55;
/// How much of a title is shown.
const TITLE: usize = 90;

pub(in crate::cli) struct Text {
    screen: Screen,
    language: Language,
    hints: bool,
}

impl Text {
    pub(super) fn new(screen: Screen, language: Language, hints: bool) -> Self {
        Self { screen, language, hints }
    }

    pub(super) fn article(&mut self, article: &Opened, findings: &[Finding]) -> Result<(), Fault> {
        let is_shown = |f: &&Finding| self.hints || f.severity > Severity::Hint;
        let shown: Vec<_> = findings.iter().filter(is_shown).collect();
        if !shown.is_empty() {
            self.heading(article)?;
        }
        shown.into_iter().try_for_each(|f| self.finding(article, f))
    }

    fn heading(&mut self, article: &Opened) -> Result<(), Fault> {
        let title = article.analysis.title(&article.text);
        let title = words::clip(title.trim_start_matches(['#', ' ']), TITLE);
        let date = article.analysis.published.date;
        let date = date.map_or_else(String::new, |d| format!("  {d}"));
        let title = self.screen.styled(BOLD, &printable(&title));
        let date = self.screen.styled(DIM, &date);
        let path = article.path.display().to_string();
        let path = self.screen.styled(BOLD, &printable(&path));
        writeln!(self.screen, "{path}{date}\n{title}\n")?;
        Ok(())
    }

    fn finding(&mut self, article: &Opened, finding: &Finding) -> Result<(), Fault> {
        let screen = &self.screen;
        let (text, lines) = (&article.text, &article.lines);
        let at = Place::new(text, lines, finding.span, Encoding::Utf32);
        let path = article.path.display().to_string();
        let place = format!("{}:{}:{}", printable(&path), at.line, at.column);
        let severity = screen.styled(of_severity(finding.severity), finding.severity.name());
        let rule = screen.styled(DIM, finding.rule);
        let line = lines.line_span(text, at.line - 1);
        let line = screen.look.marked(text, line, finding.span, AROUND);
        let message = printable(&finding.message);
        writeln!(self.screen, "{place}  {severity}  {rule}")?;
        writeln!(self.screen, "    {message}")?;
        writeln!(self.screen, "    {line}")?;
        related(article, finding, |words, related| {
            if related.path.is_none() {
                return Ok(());
            }
            let at = Place::new(words.text, words.lines, words.span, Encoding::Utf32);
            let path = words.path.display().to_string();
            let note = printable(&related.note);
            writeln!(self.screen, "    {note}\n    {}:{}:{}", printable(&path), at.line, at.column)
        })
        .into_iter()
        .collect::<Result<(), _>>()?;
        writeln!(self.screen)?;
        Ok(())
    }

    pub(super) fn finish(mut self, summary: &Summary) -> Result<(), Fault> {
        let counts = self.counts(summary);
        let counts = self.screen.styled(BOLD, &counts);
        writeln!(self.screen, "{counts}")?;
        if !self.hints && summary.counts.contains_key(&Severity::Hint) {
            let more = words::say(self.language, "check.hints", &[]);
            writeln!(self.screen, "{more}\n    isnad check --hints")?;
        }
        let most = summary.rules.iter().max_by_key(|(_, n)| **n);
        if let Some((rule, _)) = most {
            let silence = words::say(self.language, "check.silence", &[]);
            let explain = words::say(self.language, "check.explain", &[]);
            writeln!(self.screen, "{silence}\n    [rules]\n    {rule} = \"off\"")?;
            writeln!(self.screen, "{explain}\n    isnad explain {rule}")?;
        }
        self.screen.flush()?;
        Ok(())
    }

    fn counts(&self, summary: &Summary) -> String {
        let count = |key: &str, n| words::count(self.language, key, n);
        let articles = count("count.article", summary.articles);
        let found = Severity::ALL.into_iter().rev().filter_map(|severity| {
            let n = *summary.counts.get(&severity)?;
            Some(count(&format!("count.{}", severity.name()), n))
        });
        let found: Vec<_> = found.collect();
        if found.is_empty() {
            return words::say(self.language, "check.nothing", &[&articles]);
        }
        let comma = words::say(self.language, "check.comma", &[]);
        words::say(self.language, "check.found", &[&articles, &found.join(&comma)])
    }
}
