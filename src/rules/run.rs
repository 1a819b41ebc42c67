//! Running the rules over an article. One run serves all who ask: what an editor shows under the settings
//! in force, and what is kept to tell which ignores still match something.

use std::sync::LazyLock;

use super::block::BlockView;
use super::ignored::{self, FindingKeys};
use super::{Article, Check, Finding, RULES, Related, Replacement, Rule, compares, unused_ignore};
use crate::analysis::Analysis;
use crate::settings::{Level, Settings, Severity};
use crate::text::Span;
use crate::words::Language;

/// A finding with what its severity hangs on, so that other settings need no other run.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) finding: Finding,
    /// The place of its rule in [`RULES`].
    pub(super) rule: usize,
    /// The option of the rule that asks for it; none where it is of the rule's main matter.
    option: Option<&'static str>,
}

impl Found {
    /// The finding as settings have it; nothing where its rule or option is off.
    fn under(mut self, settings: &Settings) -> Option<Self> {
        let rule = RULES.get(self.rule)?;
        let main = rule.level(settings).severity()?;
        self.finding.severity = match self.option {
            Some(name) => option_level(rule, name, settings)?.severity()?,
            None => main,
        };
        Some(self)
    }
}

/// The findings of all rules that are on, in order of place, without those that somebody lets
/// stand.
pub fn check(article: Article<'_>) -> Vec<Finding> {
    // A comment is held against whatever could be found, other articles need what is shown alone.
    if !ignored::has_comments(article.text) {
        let found = run(&article, article.settings, |_| true);
        return shown(found, &article, &[]);
    }
    let own = OwnFindings::new(&article);
    check_from(article, &own)
}

/// The same where the rules that look at the article alone have been run already: only those that
/// compare it with others are run.
pub fn check_from(article: Article<'_>, own: &OwnFindings) -> Vec<Finding> {
    if own.language != article.language {
        let own = OwnFindings::new(&article);
        return check_from(article, &own);
    }
    let comments = ignored::comments(article.text, article.analysis);
    let levels = if comments.is_empty() { article.settings } else { &EVERYTHING };
    let mut found = run(&article, levels, |rule| compares(rule.id));
    found.extend_from_slice(&own.found);
    let mut unused = Findings::of(&unused_ignore::RULE, Level::Hint.severity(), levels);
    if let Some(findings) = &mut unused {
        unused_ignore::check(&article, &comments, &found, findings);
    }
    found.extend(unused.into_iter().flat_map(|f| f.list));
    let found = found.into_iter().filter_map(|f| f.under(article.settings)).collect();
    shown(found, &article, &comments)
}

/// Findings in order of place, and of their rules where they have the same, without those that somebody
/// lets stand.
fn shown(mut found: Vec<Found>, article: &Article<'_>, comments: &[ignored::Comment]) -> Vec<Finding> {
    found.sort_by_key(|f| (f.finding.span, f.rule));
    let mut findings: Vec<_> = found.into_iter().map(|f| f.finding).collect();
    ignored::drop_from(&mut findings, article, comments);
    findings
}

/// What the rules that ask nothing of other articles find in one, whatever is set. It is kept with an open
/// article where the workspace has ignores, whose use it tells.
#[derive(Clone, Debug)]
pub struct OwnFindings {
    /// The language of the messages.
    language: Language,
    found: Vec<Found>,
}

impl OwnFindings {
    /// Runs the rules over an article. Of its settings none makes a difference.
    pub fn new(article: &Article<'_>) -> Self {
        let found = run(article, &EVERYTHING, |rule| !compares(rule.id));
        Self { language: article.language, found }
    }

    /// What the findings are known by.
    pub fn keys(&self, text: &str, analysis: &Analysis) -> FindingKeys {
        FindingKeys::new(text, analysis, &self.found)
    }
}

/// Settings with every rule and option on.
static EVERYTHING: LazyLock<Settings> = LazyLock::new(|| {
    let mut settings = Settings::default();
    let mut set = |name: String, level: Level| {
        let level = if level == Level::Off { Level::Hint } else { level };
        settings.rules.insert(name, level);
    };
    for rule in RULES {
        set(rule.id.to_owned(), rule.default);
        for option in rule.options {
            set(format!("{}.{}", rule.id, option.name), option.default);
        }
    }
    settings
});

/// What rules find, each under its level; those of `which` that are on.
fn run(article: &Article<'_>, levels: &Settings, which: impl Fn(&Rule) -> bool) -> Vec<Found> {
    let mut out = Vec::new();
    let blocks = BlockView::all(article);
    for rule in RULES.iter().filter(|rule| which(rule)) {
        let Some(mut findings) = Findings::of(rule, rule.level(levels).severity(), levels) else {
            continue;
        };
        for check in rule.checks {
            match check {
                Check::Block(check) => blocks.iter().for_each(|block| check(block, &mut findings)),
                Check::Article(check) => check(article, &mut findings),
            }
        }
        out.append(&mut findings.list);
    }
    out
}

/// The level of one of a rule's options; `None` where it has none of that name.
fn option_level(rule: &Rule, name: &str, settings: &Settings) -> Option<Level> {
    let option = rule.options.iter().find(|o| o.name == name)?;
    Some(settings.level(&format!("{}.{name}", rule.id), option.default))
}

/// How much a finding matters, and by which of its rule's options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grade {
    severity: Severity,
    option: Option<&'static str>,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    rule: &'static Rule,
    /// The place of the rule in [`RULES`].
    number: usize,
    severity: Severity,
    levels: &'a Settings,
    list: Vec<Found>,
}

impl<'a> Findings<'a> {
    /// Of a rule that is on.
    fn of(rule: &'static Rule, severity: Option<Severity>, levels: &'a Settings) -> Option<Self> {
        let number = RULES.iter().position(|r| r.id == rule.id)?;
        Some(Self { rule, number, severity: severity?, levels, list: Vec::new() })
    }

    /// Adds a finding of the rule's main matter, with other words of the article.
    pub(super) fn add(&mut self, span: Span, message: String, related: Vec<(Span, String)>) {
        self.push(span, self.main(), message, related);
    }

    /// Adds a finding of the rule's main matter that is mended by replacing words.
    pub(super) fn add_mended(&mut self, span: Span, message: String, mend: Vec<Replacement>) {
        self.add_mended_with(span, message, Vec::new(), mend);
    }

    /// Adds a finding of the rule's main matter that is mended by replacing words, with other words of
    /// the article.
    pub(super) fn add_mended_with(
        &mut self,
        span: Span,
        message: String,
        related: Vec<(Span, String)>,
        mend: Vec<Replacement>,
    ) {
        self.add(span, message, related);
        if let Some(last) = self.list.last_mut() {
            last.finding.mend = mend;
        }
    }

    /// Adds a finding of the rule's main matter, with words here or in other articles.
    pub(super) fn add_linked(&mut self, span: Span, message: String, related: Vec<Related>) {
        self.add(span, message, Vec::new());
        self.relate(related);
    }

    /// Adds a finding of some weight, with other words of the article.
    pub(super) fn push(
        &mut self,
        span: Span,
        Grade { severity, option }: Grade,
        message: String,
        related: Vec<(Span, String)>,
    ) {
        let related = related.into_iter().map(|(span, note)| Related::here(span, note)).collect();
        let finding = Finding { span, rule: self.rule.id, severity, message, related, mend: Vec::new() };
        self.list.push(Found { finding, rule: self.number, option });
    }

    /// Gives the last finding words that matter to it, here or in other articles.
    pub(super) fn relate(&mut self, related: Vec<Related>) {
        if let Some(last) = self.list.last_mut() {
            last.finding.related = related;
        }
    }

    /// The weight of the rule's main matter.
    pub(super) const fn main(&self) -> Grade {
        Grade { severity: self.severity, option: None }
    }

    /// The weight of one of the rule's options, unless it is off.
    pub(super) fn option(&self, name: &'static str) -> Option<Grade> {
        let severity = option_level(self.rule, name, self.levels)?.severity()?;
        Some(Grade { severity, option: Some(name) })
    }
}

#[cfg(test)]
mod tests {
    use itertools::Itertools;

    use super::super::{NoOthers, setting_names};
    use super::*;
    use crate::analysis::{Metadata, analyse};
    use crate::knowledge::Knowledge;

    const TEXT: &str = "مقتل 10 مدنيين في غارة\n\nقتل 10 مدنيين في غارة على دمشق. وقالت مصادر إن 3 \
        جنود قتلوا مؤخرا. كتب بوyبا \"هذا. وقال.ثم غادر. ويبدأ في 25 أيار. <!-- isnad-ignore: mixed-script, \
        vague-date -->\n\n<!-- isnad-ignore: glued-text -->\n\nأعلن الجيش أنه قتل 5 مسلحين.";

    fn article<'a>(
        text: &'a str,
        analysis: &'a Analysis,
        knowledge: &'a Knowledge,
        settings: &'a Settings,
        language: Language,
    ) -> Article<'a> {
        Article { text, analysis, knowledge, settings, language, others: &NoOthers }
    }

    #[test]
    fn one_run_serves_under_any_settings() {
        let knowledge = Knowledge::built_in();
        let metadata = Metadata { configured: "2024-01-10".parse().ok(), ..Metadata::default() };
        let plain = TEXT.replace("isnad-ignore", "note");
        let mut counts = Vec::new();
        for text in [TEXT, plain.as_str()] {
            let analysis = analyse(text, &metadata, &knowledge);
            let defaults = Settings::default();
            let own = OwnFindings::new(&article(text, &analysis, &knowledge, &defaults, Language::Ar));
            for (name, level) in setting_names().into_iter().cartesian_product([Level::Off, Level::Error]) {
                let mut settings = Settings::default();
                settings.rules.insert(name.clone(), level);
                let article = article(text, &analysis, &knowledge, &settings, Language::Ar);
                let found = check(article);
                assert_eq!(check_from(article, &own), found, "{name} {level:?}");
                let set = run(&article, &settings, |_| true);
                let set = shown(set, &article, &ignored::comments(text, &analysis));
                let is_of_others = |f: &&Finding| f.rule != unused_ignore::RULE.id;
                assert!(found.iter().filter(is_of_others).eq(&set), "{name} {level:?}");
                counts.push(found.len());
            }
        }
        assert!(!counts.contains(&0) && !counts.iter().all_equal(), "{counts:?}");
    }

    #[test]
    fn another_language_has_its_own_words() {
        let knowledge = Knowledge::built_in();
        let analysis = analyse(TEXT, &Metadata::default(), &knowledge);
        let settings = Settings::default();
        let article = |language| article(TEXT, &analysis, &knowledge, &settings, language);
        let own = OwnFindings::new(&article(Language::Ar));
        assert_eq!(check_from(article(Language::En), &own), check(article(Language::En)));
    }
}
