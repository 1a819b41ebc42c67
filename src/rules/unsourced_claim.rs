//! `unsourced-claim`: something any newsroom would ask a source for, and nobody says it.

use super::run::Grade;
use super::{Article, Check, Findings, Rule, RuleOption, Words};
use crate::claims::{Claim, Reason, SourceStatus, Weight};
use crate::settings::Level;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    id: "unsourced-claim",
    default: Level::Warning,
    title: Words {
        ar: "خبر يحتاج إلى مصدر ولا مصدر له",
        en: "A number, accusation or military matter that nobody is named for",
    },
    page: include_str!("../../docs/rules/unsourced-claim.md"),
    options: &[
        RuleOption {
            name: "likely",
            default: Level::Information,
            title: Words {
                ar: "ما يرجَّح أن يسأل المحرر عن مصدره",
                en: "Where an editor is likely to ask who says so",
            },
        },
        RuleOption {
            name: "single",
            default: Level::Hint,
            title: Words {
                ar: "سائر ما يثقل بلا مصدر", en: "Whatever else weighs and has no source"
            },
        },
        RuleOption {
            name: "plain",
            default: Level::Off,
            title: Words {
                ar: "أحداث علنية ومعلومات عامة بلا مصدر",
                en: "Public events and background without a source, too",
            },
        },
    ],
    checks: &[Check::Article(check)],
};

/// From this likelihood on that a desk editor asks for a source a claim would be sent back, and from this one
/// on it is marked where the writer sees it. `docs/rules/unsourced-claim.md` has how often that is right.
const SENT_BACK: f32 = 0.45;
const MARKED: f32 = 0.2;

const PLAIN: Words = Words { ar: "خبر بلا مصدر", en: "No source for this" };

/// What is missing, by what makes the claim a strong one; `{0}` are the words.
const fn message(reason: Reason) -> Words {
    let (ar, en) = match reason {
        Reason::Casualty => ("ضحايا بلا مصدر: {0}", "No source for these casualties: {0}"),
        Reason::Number => ("رقم بلا مصدر: {0}", "No source for this number: {0}"),
        Reason::Accusation => ("اتهام بلا مصدر: {0}", "No source for this accusation: {0}"),
        Reason::Military => ("معلومة عسكرية بلا مصدر: {0}", "No source for this military matter: {0}"),
        Reason::Motive => ("دافع بلا مصدر: {0}", "No source for this motive: {0}"),
        Reason::Superlative => ("وصف قاطع بلا مصدر: {0}", "No source for this superlative: {0}"),
        Reason::Prediction => ("توقع بلا مصدر: {0}", "No source for this prediction: {0}"),
    };
    Words { ar, en }
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for claim in article.analysis.claims.iter().filter(|c| c.source == SourceStatus::None) {
        // Essays and press reviews have an author who says it all.
        let asked = if article.analysis.no_news { 0.0 } else { claim.asks.unsourced };
        let grade = match claim.weight {
            _ if asked >= SENT_BACK => Some(findings.main()),
            _ if asked >= MARKED => findings.option("likely"),
            Weight::Strong => findings.option("single"),
            Weight::Plain => findings.option("plain"),
        };
        if let Some(grade) = grade {
            add(article, claim, grade, findings);
        }
    }
}

/// A finding at the words that matter most, with the other words beside it.
fn add(article: &Article<'_>, claim: &Claim, grade: Grade, findings: &mut Findings<'_>) {
    let say = |&(reason, span): &(Reason, Span)| {
        let words = article.quote(span);
        (span, message(reason).say(article.language, &[&words]))
    };
    let counted = claim.toll.map(|c| (Reason::Casualty, c.span));
    let counted = counted.or(claim.forces.map(|c| (Reason::Number, c.span)));
    let first = counted.or_else(|| claim.reasons.first().copied());
    let (span, message) =
        first.map_or_else(|| (claim.span, PLAIN.of(article.language).to_owned()), |reason| say(&reason));
    let others = claim.reasons.iter().map(say);
    let related = others.filter(|(other, _)| !other.overlaps(span));
    findings.push(span, grade, message, related.collect());
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;
    use crate::claims::Count;

    #[test]
    fn the_squiggle_goes_to_the_words_that_matter() {
        let mut draft = Draft::new("وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.");
        draft.claim(
            "وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.",
            |c, at| {
                c.weight = Weight::Strong;
                c.asks.unsourced = 0.9;
                c.reasons = vec![(Reason::Number, at("أكثر من 10,000 جندي")), (Reason::Military, at("جبهة"))];
                let (span, number) = (at("أكثر من 10,000 جندي"), at("10,000"));
                c.forces = Some(Count { span, number, loose: false, given: false });
            },
        );
        assert_eq!(
            draft.findings(RULE.id),
            ["warning «أكثر من 10,000 جندي» رقم بلا مصدر: «أكثر من 10,000 جندي» \
                 + معلومة عسكرية بلا مصدر: «جبهة»"]
        );
        assert_eq!(
            draft.english().findings(RULE.id),
            ["warning «أكثر من 10,000 جندي» No source for this number: “أكثر من 10,000 جندي” \
                 + No source for this military matter: “جبهة”"]
        );
    }

    #[test]
    fn plain_claims_only_where_asked_for() {
        let mut draft = Draft::new("وزار شويغو بيونغ يانغ.");
        draft.claim("وزار شويغو بيونغ يانغ.", |_, _| {});
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        draft.set("unsourced-claim.plain", Level::Hint);
        assert_eq!(draft.findings(RULE.id), ["hint «وزار شويغو بيونغ يانغ.» خبر بلا مصدر"]);
        draft.set("unsourced-claim", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }

    /// The levels of findings on a claim of that likelihood, weight and source.
    fn levels(asked: f32, weight: Weight, source: SourceStatus) -> Vec<String> {
        let mut draft = Draft::new("قتل 167 فلسطينيا.");
        draft.claim("قتل 167 فلسطينيا.", |c, at| {
            (c.asks.unsourced, c.weight, c.source) = (asked, weight, source);
            c.reasons = vec![(Reason::Casualty, at("قتل 167"))];
        });
        draft.findings(RULE.id).iter().map(|f| f.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn the_level_goes_by_how_likely_an_editor_asks() {
        let none = SourceStatus::None;
        assert_eq!(levels(SENT_BACK, Weight::Strong, none), ["warning"]);
        assert_eq!(levels(SENT_BACK, Weight::Plain, none), ["warning"]);
        assert_eq!(levels(MARKED, Weight::Strong, none), ["information"]);
        assert_eq!(levels(0.0, Weight::Strong, none), ["hint"]);
        assert_eq!(levels(0.0, Weight::Plain, none), [""; 0]);
        assert_eq!(levels(1.0, Weight::Strong, SourceStatus::Named), [""; 0]);
    }
}
