//! Entries of `isnad-ignores.toml` that match nothing any more, as far as a run can tell: those for
//! an article it has read or that is gone, and those for all where it has read all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::input::{Input, Opened};
use crate::analysis::Analysis;
use crate::rules::{self, Finding, FindingKeys};
use crate::settings::{Ignore, Level};
use crate::text::LineIndex;

/// The rule that looks after ignores.
const RULE: &str = "unused-ignore";

/// What could be found in the articles that were read, by their paths from the root.
#[derive(Debug, Default)]
pub(super) struct Read(BTreeMap<PathBuf, FindingKeys>);

impl Read {
    /// Takes what could be found in one article, where the run has ignores at all.
    pub(super) fn add(&mut self, article: &Opened, keys: Option<FindingKeys>) {
        if let Some(keys) = keys {
            self.0.insert(article.place.clone(), keys);
        }
    }

    /// Each file of ignores that has such entries, with a finding for each.
    pub(super) fn unused(&self, input: &Input) -> Vec<(Opened, Vec<Finding>)> {
        let project = input.project();
        let files = project.ignores().filter_map(|(path, file)| {
            let settings = project.settings(path);
            let default = rules::rule(RULE).map_or(Level::Off, |r| r.default);
            let severity = settings.rules.get(RULE).copied().unwrap_or(default).severity()?;
            let language = input.language();
            let unused = file.entries.iter().filter(|e| self.is_unused(input, path, e));
            let findings = unused.map(|entry| Finding {
                span: entry.span,
                rule: RULE,
                severity,
                message: rules::unused_entry(language).to_owned(),
                related: Vec::new(),
                mend: Vec::new(),
            });
            let findings: Vec<_> = findings.collect();
            let text = project.text(path)?.to_string();
            let opened = Opened {
                path: Input::shown(path),
                place: path.to_path_buf(),
                lines: LineIndex::new(&text),
                analysis: Analysis::default(),
                settings,
                language,
                text,
            };
            (!findings.is_empty()).then_some((opened, findings))
        });
        files.collect()
    }

    fn is_unused(&self, input: &Input, file: &Path, entry: &Ignore) -> bool {
        let Some(folder) = file.parent().filter(|_| !rules::compares(&entry.rule)) else {
            return false;
        };
        let matches = |keys: &FindingKeys| keys.iter().any(|key| entry.holds_for(&key));
        let whole = input.project().roots().iter().any(|root| folder.starts_with(root));
        match &entry.file {
            Some(article) => {
                let article = folder.join(article);
                match self.0.get(&article) {
                    Some(keys) => !matches(keys),
                    None => whole && !article.exists(),
                }
            }
            None => whole && !self.0.iter().any(|(path, keys)| path.starts_with(folder) && matches(keys)),
        }
    }
}
