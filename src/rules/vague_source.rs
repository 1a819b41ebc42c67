//! `vague-source`: somebody says it, but nobody can tell who.

use super::{Article, Check, Findings, Rule, RuleOption, Words, context};
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
            name: "toll",
            default: Level::Warning,
            title: Words {
                ar: "ضحايا لهم عدد لا يقوله إلا مصدر مجهول",
                en: "Counted casualties that rest on it alone",
            },
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

const MESSAGE: Words = Words { ar: "مصدر مجهول: {0}", en: "Unnamed source: {0}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for (at, claim) in article.analysis.claims.iter().enumerate() {
        let (SourceStatus::Vague, Some(cue)) = (claim.source, claim.source_span) else {
            continue;
        };
        let grade = match claim.weight {
            Weight::Strong if rests_on_it_alone(article, at) => findings.option("toll"),
            Weight::Strong => Some(findings.main()),
            Weight::Plain => findings.option("plain"),
        };
        if let Some(grade) = grade {
            let message = MESSAGE.say(article.language, &[&article.quote(cue)]);
            findings.push(cue, grade, message, related(article, claim));
        }
    }
}

/// Whether counted casualties of these days rest on somebody unknown: no source of a name gives
/// the same count.
fn rests_on_it_alone(article: &Article<'_>, at: usize) -> bool {
    let claim = &article.analysis.claims[at];
    let told = claim.toll.is_some_and(|c| !c.given && !c.loose) && !claim.chain.is_empty();
    let named = claim.chain.iter().any(|link| !link.vague);
    let official = claim.chain.first().is_some_and(|link| link.official);
    told && !named
        && !official
        && !context::repeats_the_unknown(article, at)
        && !context::opens_and_is_named_below(article, at)
        && !context::is_background(article, at)
        && !context::has_a_name_beside(article, at)
        && !context::is_history(article, at)
        && !context::is_counted_by_name(article, claim)
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
    use crate::claims::{Count, Link, Means, Reason, Strength};

    #[test]
    fn only_where_it_matters() {
        let text = "وتحدثت تقارير عن مقتل 20 جنديا. ويذكر أن الزيارة هي الثانية.";
        let mut draft = Draft::new(text);
        draft.claim("وتحدثت تقارير عن مقتل 20 جنديا.", |c, at| {
            c.source = SourceStatus::Vague;
            c.source_span = Some(at("تقارير"));
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Casualty, at("مقتل 20 جنديا"))];
        });
        draft.claim("ويذكر أن الزيارة هي الثانية.", |c, at| {
            c.source = SourceStatus::Vague;
            c.source_span = Some(at("ويذكر أن"));
        });
        let strong = "information «تقارير» مصدر مجهول: «تقارير» + ما نُسب إليه: «مقتل 20 جنديا»";
        assert_eq!(draft.findings(RULE.id), [strong]);
        draft.set("vague-source.plain", Level::Hint);
        let plain = "hint «ويذكر أن» مصدر مجهول: «ويذكر أن»";
        assert_eq!(draft.findings(RULE.id), [strong, plain]);
    }

    /// A toll on مصادر, with the claim's link shaped.
    fn toll_on_sources(shape: impl Fn(&mut Link)) -> Draft {
        let mut draft = Draft::new(&SECURITY.join(" "));
        draft.claim(SECURITY[0], |c, at| {
            c.source = SourceStatus::Vague;
            c.source_span = Some(at("مصادر"));
            c.weight = Weight::Strong;
            let (span, number) = (at("20 جنديا"), at("20"));
            c.toll = Some(Count { span, number, loose: false, given: false });
            let mut link = Link {
                span: at("مصادر"),
                entities: Vec::new(),
                means: Means::Verb,
                strength: Strength::Neutral,
                cue: at("وقالت"),
                vague: true,
                official: false,
            };
            shape(&mut link);
            c.chain = vec![link];
        });
        draft
    }

    const SECURITY: [&str; 2] = ["وقالت مصادر إن 20 جنديا قتلوا.", "وقال قائد الشرطة إن الأمر جار."];

    #[test]
    fn a_toll_that_rests_on_it_alone_is_a_warning() {
        let mut draft = toll_on_sources(|_| {});
        assert_eq!(draft.findings(RULE.id), ["warning «مصادر» مصدر مجهول: «مصادر»"]);
        draft.set("vague-source.toll", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }

    #[test]
    fn the_press_of_a_state_is_no_warning() {
        let draft = toll_on_sources(|link| link.official = true);
        assert_eq!(draft.findings(RULE.id), ["information «مصادر» مصدر مجهول: «مصادر»"]);
    }

    #[test]
    fn an_opening_whose_next_lines_name_somebody_is_no_warning() {
        let mut draft = toll_on_sources(|_| {});
        draft.claim(SECURITY[1], |c, _| c.source = SourceStatus::Named);
        assert_eq!(draft.findings(RULE.id), ["information «مصادر» مصدر مجهول: «مصادر»"]);
    }
}
