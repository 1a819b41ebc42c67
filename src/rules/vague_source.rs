//! `vague-source`: somebody says it, but nobody can tell who.

use super::{Article, Check, Findings, Rule, RuleOption, Words};
use crate::claims::{Claim, SourceStatus, Weight};
use crate::settings::Level;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    id: "vague-source",
    default: Level::Information,
    title: Words { ar: "مصدر لا يُعرف من هو", en: "A source that cannot be identified" },
    page: include_str!("../../docs/rules/vague-source.md"),
    options: &[
        RuleOption {
            name: "heavy",
            default: Level::Warning,
            title: Words {
                ar: "ما يرجَّح أن يعيده المحرر ليُسمى مصدره",
                en: "Where an editor would most likely send it back for a name",
            },
        },
        RuleOption {
            name: "single",
            default: Level::Hint,
            title: Words { ar: "سائر ما يثقل", en: "Whatever else weighs" },
        },
        RuleOption {
            name: "plain",
            default: Level::Off,
            title: Words {
                ar: "في الأحداث العلنية والمعلومات العامة أيضا",
                en: "In public events and background, too",
            },
        },
    ],
    checks: &[Check::Article(check)],
};

/// From this likelihood on that a desk editor asks who it is a claim would be sent back, and from this one on
/// it is marked where the writer sees it. `docs/rules/vague-source.md` has how often that is right.
const SENT_BACK: f32 = 0.55;
const MARKED: f32 = 0.2;

const MESSAGE: Words = Words { ar: "مصدر مجهول: {0}", en: "Unnamed source: {0}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for claim in &article.analysis.claims {
        let (SourceStatus::Vague, Some(cue)) = (claim.source, claim.source_span) else {
            continue;
        };
        let asked = if article.analysis.no_news { 0.0 } else { claim.asks.unnamed };
        let grade = match claim.weight {
            _ if asked >= SENT_BACK => findings.option("heavy"),
            _ if asked >= MARKED => Some(findings.main()),
            Weight::Strong => findings.option("single"),
            Weight::Plain => findings.option("plain"),
        };
        if let Some(grade) = grade {
            let message = MESSAGE.say(article.language, &[&article.quote(cue)]);
            findings.push(cue, grade, message, related(article, claim));
        }
    }
}

/// The words that ask for a better source.
fn related(article: &Article<'_>, claim: &Claim) -> Vec<(Span, String)> {
    const SAID: Words = Words { ar: "ما نُسب إليه: {0}", en: "Attributed to it: {0}" };
    let first = claim.reasons.first();
    let note = |span| SAID.say(article.language, &[&article.quote(span)]);
    first.map(|&(_, span)| (span, note(span))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;
    use crate::claims::Reason;

    const REPORTS: &str = "وتحدثت تقارير عن مقتل 20 جنديا.";

    /// A claim on تقارير of that likelihood and weight.
    fn on_reports(asked: f32, weight: Weight) -> Draft {
        let mut draft = Draft::new(REPORTS);
        draft.claim(REPORTS, |c, at| {
            c.source = SourceStatus::Vague;
            c.source_span = Some(at("تقارير"));
            (c.asks.unnamed, c.weight) = (asked, weight);
            c.reasons = vec![(Reason::Casualty, at("مقتل 20 جنديا"))];
        });
        draft
    }

    #[test]
    fn the_level_goes_by_how_likely_an_editor_asks() {
        let said =
            |level: &str| format!("{level} «تقارير» مصدر مجهول: «تقارير» + ما نُسب إليه: «مقتل 20 جنديا»");
        let findings = |asked, weight| on_reports(asked, weight).findings(RULE.id);
        assert_eq!(findings(SENT_BACK, Weight::Strong), [said("warning")]);
        assert_eq!(findings(MARKED, Weight::Plain), [said("information")]);
        assert_eq!(findings(0.0, Weight::Strong), [said("hint")]);
        assert_eq!(findings(0.0, Weight::Plain), [""; 0]);
    }

    #[test]
    fn each_option_can_be_set() {
        let mut draft = on_reports(SENT_BACK, Weight::Strong);
        draft.set("vague-source.heavy", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        let mut draft = on_reports(0.0, Weight::Plain);
        draft.set("vague-source.plain", Level::Hint);
        assert_eq!(draft.findings(RULE.id).len(), 1);
    }
}
