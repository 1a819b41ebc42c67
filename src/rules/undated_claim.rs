//! `undated-claim`: an event, and nothing says when.

use super::{Article, Check, Findings, Rule, RuleOption, Words};
use crate::claims::{Claim, DateStatus, Reason, Weight};
use crate::settings::Level;

pub(super) static RULE: Rule = Rule {
    id: "undated-claim",
    default: Level::Hint,
    title: Words { ar: "حدث لا يُعرف متى كان", en: "An event that nothing dates" },
    page: include_str!("../../docs/rules/undated-claim.md"),
    options: &[
        RuleOption {
            name: "nearby",
            default: Level::Off,
            title: Words {
                ar: "حيث لأحد الأخبار الثلاثة السابقة تاريخ",
                en: "Where one of the three claims before is dated",
            },
        },
        RuleOption {
            name: "plain",
            default: Level::Off,
            title: Words { ar: "الأحداث العلنية أيضا", en: "Public events, too" },
        },
    ],
    checks: &[Check::Article(check)],
};

/// How many claims back a date carries.
const NEARBY: usize = 3;

const ASKS_VERB: Words =
    Words { ar: "حدث بلا تاريخ: متى {0}؟", en: "When did this happen? {0}" };

const ASKS: Words = Words { ar: "حدث بلا تاريخ", en: "When did this happen?" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for (at, claim) in article.analysis.claims.iter().enumerate() {
        if claim.date != DateStatus::None {
            continue;
        }
        let grade = match claim.weight {
            Weight::Strong if !is_telling(claim) => None,
            Weight::Strong if is_dated_nearby(article, at) => findings.option("nearby"),
            Weight::Strong => Some(findings.main()),
            Weight::Plain => findings.option("plain"),
        };
        let Some(grade) = grade else { continue };
        let language = article.language;
        let (span, message) = match claim.event {
            Some(verb) => (verb, ASKS_VERB.say(language, &[&article.quote(verb)])),
            None => (claim.span, ASKS.of(language).to_owned()),
        };
        findings.push(span, grade, message, Vec::new());
    }
}

/// Whether a reader has to know when: casualties, numbers, accusations, military matters.
fn is_telling(claim: &Claim) -> bool {
    let soft = [Reason::Motive, Reason::Superlative, Reason::Prediction];
    claim.reasons.iter().any(|(r, _)| !soft.contains(r))
}

/// Whether one of the claims just before is dated: a reader takes its day along.
fn is_dated_nearby(article: &Article<'_>, at: usize) -> bool {
    let before = article.analysis.claims[..at].iter().rev().take(NEARBY);
    let mut dates = before.map(|c| c.date);
    dates.any(|d| matches!(d, DateStatus::Own | DateStatus::Inherited))
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn asks_when_at_the_verb() {
        let text = "سلّمت بيونغ يانغ قذائف لموسكو. وزار كيم المصنع.";
        let mut draft = Draft::new(text);
        draft.claim("سلّمت بيونغ يانغ قذائف لموسكو.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Military, at("قذائف"))];
            c.date = DateStatus::None;
            c.event = Some(at("سلّمت"));
        });
        draft.claim("وزار كيم المصنع.", |c, _| {
            c.date = DateStatus::None;
        });
        let asked = "hint «سلّمت» حدث بلا تاريخ: متى «سلّمت»؟";
        assert_eq!(draft.findings(RULE.id), [asked]);
        draft.set("undated-claim.plain", Level::Hint);
        let plain = "hint «وزار كيم المصنع.» حدث بلا تاريخ";
        assert_eq!(draft.findings(RULE.id), [asked, plain]);
    }

    #[test]
    fn a_reader_takes_the_last_date_along() {
        let text = "وصل أمس. ثم قتل 5. ثم غادر.";
        let mut draft = Draft::new(text);
        draft.claim("وصل أمس.", |c, _| c.date = DateStatus::Own);
        draft.claim("ثم قتل 5.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Casualty, at("قتل"))];
            c.date = DateStatus::None;
            c.event = Some(at("قتل"));
        });
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        draft.set("undated-claim.nearby", Level::Information);
        let asked = "information «قتل» حدث بلا تاريخ: متى «قتل»؟";
        assert_eq!(draft.findings(RULE.id), [asked]);
    }
}
