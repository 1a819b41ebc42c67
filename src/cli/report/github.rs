//! Findings as workflow commands of GitHub, which shows them beside the lines of a change.

use std::io::Write;

use super::related;
use crate::cli::Fault;
use crate::cli::input::Opened;
use crate::cli::place::Place;
use crate::cli::terminal::Screen;
use crate::corpus::ReadFault;
use crate::rules::Finding;
use crate::settings::Severity;
use crate::text::Encoding;
use crate::words::isolate;

pub(in crate::cli) struct Github {
    screen: Screen,
}

impl Github {
    pub(super) fn new(screen: Screen) -> Self {
        Self { screen }
    }

    pub(super) fn article(&mut self, article: &Opened, findings: &[Finding]) -> Result<(), Fault> {
        for finding in findings {
            let mut message = finding.message.clone();
            // An annotation has one place: what stands in other files is told behind it.
            related(article, finding, |words, related| {
                if related.path.is_some() {
                    let line = words.lines.line_of(words.span.start) + 1;
                    let place = isolate(&format!("{}:{line}", words.path.display()));
                    message = format!("{message}\n{}: {place}", related.note);
                }
            });
            let at = Place::new(&article.text, &article.lines, finding.span, Encoding::Utf16);
            writeln!(
                self.screen,
                "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                command(finding.severity),
                property(&article.path.display().to_string()),
                at.line,
                at.end_line,
                at.column,
                at.end_column,
                property(finding.rule),
                data(&message),
            )?;
        }
        Ok(())
    }

    pub(super) fn unread(&mut self, fault: &ReadFault) -> Result<(), Fault> {
        let path = property(&fault.path.display().to_string());
        let reason = data(&fault.why.to_string());
        writeln!(self.screen, "::error file={path},title=isnad::{reason}")?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), Fault> {
        self.screen.flush()?;
        Ok(())
    }
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// A message, escaped as the runner's own toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, escaped as the runner's own toolkit does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_command_is_escaped() {
        assert_eq!(data("50%: a\r\nb"), "50%25: a%0D%0Ab");
        assert_eq!(property("a,b:c%.txt"), "a%2Cb%3Ac%25.txt");
    }
}
