//! `undated-claim`: an event, and nothing says when.

use super::{Article, Findings, Rule, RuleOption, Words};
use crate::claims::{DateStatus, Weight};
use crate::settings::Level;

pub(super) static RULE: Rule = Rule {
    id: "undated-claim",
    default: Level::Information,
    title: Words {
        ar: "حدث لا يُعرف متى كان",
        en: "An event that nothing dates",
    },
    page: include_str!("../../docs/rules/undated-claim.md"),
    options: &[RuleOption {
        name: "plain",
        default: Level::Off,
        title: Words {
            ar: "الأحداث العلنية أيضا",
            en: "Public events, too",
        },
    }],
    check,
};

const ASKS_VERB: Words = Words {
    ar: "حدث بلا تاريخ: متى {0}؟",
    en: "When did this happen? {0}",
};

const ASKS: Words = Words {
    ar: "حدث بلا تاريخ",
    en: "When did this happen?",
};

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for claim in &article.analysis.claims {
        if claim.date != DateStatus::None {
            continue;
        }
        let severity = match claim.weight {
            Weight::Strong => Some(findings.severity),
            Weight::Plain => findings.option("plain"),
        };
        let Some(severity) = severity else { continue };
        let language = article.language;
        let (span, message) = match claim.event {
            Some(verb) => (verb, ASKS_VERB.say(language, &[&article.quote(verb)])),
            None => (claim.span, ASKS.of(language).to_owned()),
        };
        findings.push(span, severity, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn asks_when_at_the_verb() {
        let text = "سلّمت بيونغ يانغ قذائف لموسكو. وزار كيم المصنع.";
        let mut draft = Draft::new(text);
        draft.claim(
            "سلّمت بيونغ يانغ قذائف لموسكو.",
            |c, at| {
                c.weight = Weight::Strong;
                c.date = DateStatus::None;
                c.event = Some(at("سلّمت"));
            },
        );
        draft.claim("وزار كيم المصنع.", |c, _| {
            c.date = DateStatus::None;
        });
        let asked = "information «سلّمت» حدث بلا تاريخ: متى «سلّمت»؟";
        assert_eq!(draft.findings(RULE.id), [asked]);
        draft.set("undated-claim.plain", Level::Hint);
        let plain = "hint «وزار كيم المصنع.» حدث بلا تاريخ";
        assert_eq!(draft.findings(RULE.id), [asked, plain]);
    }
}
