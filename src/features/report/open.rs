//! What rules found, by rule and by article.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::features::markdown::clean;
use crate::rules::Finding;
use crate::settings::Severity;
use crate::text::LineIndex;
use crate::words::clip;

/// Articles with the findings in them.
const ARTICLES: usize = 24;
/// Findings of an article.
const EACH: usize = 12;
/// Letters of the words a finding is about.
const WORDS: usize = 60;

/// What rules found in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenFindings {
    /// How many, by severity.
    pub counts: BTreeMap<Severity, usize>,
    /// How many, by rule, without hints; the gravest first, then the commonest.
    pub rules: Vec<RuleCount>,
    /// The articles with most warnings, and most notes; hints do not count.
    pub articles: Vec<ArticleFindings>,
}

/// How often a rule found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCount {
    /// Id of the rule.
    pub rule: &'static str,
    /// Its findings, by severity.
    pub counts: BTreeMap<Severity, usize>,
    /// Articles that have some.
    pub articles: usize,
}

impl RuleCount {
    /// All its findings.
    pub fn findings(&self) -> usize {
        self.counts.values().sum()
    }
}

/// What rules found in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFindings {
    /// Its file, as a reader knows it.
    pub path: String,
    /// Its headline.
    pub title: String,
    /// When it was published.
    pub published: Option<Date>,
    /// What was found, in order of place; of the worst articles the gravest few, without hints.
    pub found: Found,
}

/// Some findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many, by severity.
    pub counts: BTreeMap<Severity, usize>,
    /// Those shown.
    pub shown: Vec<Open>,
    /// How many, by rule, without hints.
    rules: BTreeMap<&'static str, BTreeMap<Severity, usize>>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its line, from 1.
    pub line: usize,
    /// How much it matters.
    pub severity: Severity,
    /// Id of its rule.
    pub rule: &'static str,
    /// What is the matter.
    pub message: String,
    /// The words it is about.
    pub words: String,
}

impl Found {
    /// Findings that matter: warnings and errors, then notes. Hints do not count.
    pub fn weight(&self) -> (usize, usize) {
        let of = |severity| self.counts.get(&severity).copied().unwrap_or(0);
        (of(Severity::Error) + of(Severity::Warning), of(Severity::Information))
    }
}

/// The findings of an article, as a report keeps them.
pub(super) fn found(findings: &[Finding], text: &str, lines: &LineIndex) -> Found {
    let mut out = Found::default();
    for finding in findings {
        *out.counts.entry(finding.severity).or_default() += 1;
    }
    let mut shown: Vec<&Finding> = findings.iter().filter(|f| f.severity > Severity::Hint).collect();
    for finding in &shown {
        *out.rules.entry(finding.rule).or_default().entry(finding.severity).or_default() += 1;
    }
    shown.sort_by_key(|f| Reverse(f.severity));
    shown.truncate(EACH);
    shown.sort_by_key(|f| f.span);
    out.shown = shown.into_iter().map(|finding| open(finding, text, lines)).collect();
    out
}

fn open(finding: &Finding, text: &str, lines: &LineIndex) -> Open {
    Open {
        line: lines.line_of(finding.span.start) + 1,
        severity: finding.severity,
        rule: finding.rule,
        message: finding.message.clone(),
        words: clip(&clean(finding.span.of(text)), WORDS),
    }
}

impl OpenFindings {
    /// Takes in those of an article.
    pub(super) fn add(&mut self, article: ArticleFindings) {
        sum(&mut self.counts, &article.found.counts);
        for (rule, counts) in &article.found.rules {
            let of_rule = self.of_rule(rule);
            sum(&mut of_rule.counts, counts);
            of_rule.articles += 1;
        }
        if article.found.weight() > (0, 0) {
            self.articles.push(article);
        }
        if self.articles.len() > 2 * ARTICLES {
            self.keep_worst();
        }
    }

    fn of_rule(&mut self, rule: &'static str) -> &mut RuleCount {
        let known = self.rules.iter().position(|r| r.rule == rule);
        let at = known.unwrap_or_else(|| {
            self.rules.push(RuleCount { rule, counts: BTreeMap::new(), articles: 0 });
            self.rules.len() - 1
        });
        &mut self.rules[at]
    }

    fn keep_worst(&mut self) {
        self.articles.sort_by(|a, b| {
            let key = |x: &ArticleFindings| Reverse(x.found.weight());
            key(a).cmp(&key(b)).then_with(|| a.path.cmp(&b.path))
        });
        self.articles.truncate(ARTICLES);
    }

    /// Puts everything in order.
    pub(super) fn finish(mut self) -> Self {
        self.keep_worst();
        let gravest = |r: &RuleCount| r.counts.keys().next_back().copied();
        self.rules.sort_by_key(|r| (Reverse((gravest(r), r.findings())), r.rule));
        self
    }
}

fn sum(all: &mut BTreeMap<Severity, usize>, new: &BTreeMap<Severity, usize>) {
    for (severity, count) in new {
        *all.entry(*severity).or_default() += count;
    }
}
