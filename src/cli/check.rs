//! `isnad check`: the findings of all rules, for people and for machines.

mod unused;

use clap::ValueEnum;

use super::input::{Input, Opened};
use super::report::{Format, Report, Summary};
use super::{Articles, FOUND, Fault, UNREAD};
use crate::rules::Finding;
use crate::settings::Severity;

/// Arguments of `isnad check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    articles: Articles,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show hints in the text format, too; the other formats always hold them
    #[arg(long)]
    hints: bool,
    /// Leave with status 1 where a finding is at least this severe
    #[arg(long, value_enum, default_value_t = Threshold::Error, value_name = "SEVERITY")]
    fail_on: Threshold,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Threshold {
    Hint,
    Information,
    Warning,
    Error,
    Never,
}

impl Threshold {
    fn is_met(self, severity: Severity) -> bool {
        match self {
            Self::Hint => true,
            Self::Information => severity >= Severity::Information,
            Self::Warning => severity >= Severity::Warning,
            Self::Error => severity >= Severity::Error,
            Self::Never => false,
        }
    }
}

/// Checks the articles and reports what was found.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Fault> {
    let input = Input::new(&arguments.articles);
    let mut report = Report::new(arguments.format, input.language(), arguments.hints);
    let mut summary = Summary { unread: input.complain_of_project(), ..Summary::default() };
    let corpus = input.gather();
    let check = |article: Opened| {
        let (findings, keys) = article.findings_and_keys(&input, &corpus);
        (article, findings, keys)
    };
    let mut read = unused::Read::default();
    input.each(check, |checked| {
        match checked {
            Ok((article, findings, keys)) => {
                read.add(&article, keys);
                summary.articles += 1;
                summary.add(&findings);
                summary.unread |= input.complain_of_front_matter(&article);
                report.article(&article, &findings)?;
            }
            Err(fault) => {
                summary.unread = true;
                input.complain(&fault);
                report.unread(&fault)?;
            }
        }
        Ok(())
    })?;
    for (file, findings) in read.unused(&input) {
        summary.add(&findings);
        report.article(&file, &findings)?;
    }
    report.finish(&summary)?;
    let fails = summary.counts.keys().any(|&s| arguments.fail_on.is_met(s));
    Ok(match (summary.unread, fails) {
        (true, _) => UNREAD,
        (false, true) => FOUND,
        (false, false) => 0,
    })
}

impl Summary {
    fn add(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.counts.entry(finding.severity).or_default() += 1;
            if finding.severity > Severity::Hint {
                *self.rules.entry(finding.rule).or_default() += 1;
            }
        }
    }
}
