//! `unsourced-claim`: something any newsroom would ask a source for, and nobody says it.

use super::{Article, Findings, Rule, RuleOption, Words};
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
    options: &[RuleOption {
        name: "plain",
        default: Level::Off,
        title: Words {
            ar: "أحداث علنية ومعلومات عامة بلا مصدر",
            en: "Public events and background without a source, too",
        },
    }],
    check,
};

const PLAIN: Words = Words {
    ar: "خبر بلا مصدر",
    en: "No source for this",
};

/// What is missing, by what makes the claim a strong one; `{0}` are the words.
const fn message(reason: Reason) -> Words {
    let (ar, en) = match reason {
        Reason::Casualty => ("ضحايا بلا مصدر: {0}", "No source for these casualties: {0}"),
        Reason::Number => ("رقم بلا مصدر: {0}", "No source for this number: {0}"),
        Reason::Accusation => ("اتهام بلا مصدر: {0}", "No source for this accusation: {0}"),
        Reason::Military => (
            "معلومة عسكرية بلا مصدر: {0}",
            "No source for this military matter: {0}",
        ),
        Reason::Motive => ("دافع بلا مصدر: {0}", "No source for this motive: {0}"),
        Reason::Superlative => (
            "وصف قاطع بلا مصدر: {0}",
            "No source for this superlative: {0}",
        ),
        Reason::Prediction => ("توقع بلا مصدر: {0}", "No source for this prediction: {0}"),
    };
    Words { ar, en }
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for (at, claim) in article.analysis.claims.iter().enumerate() {
        if claim.source != SourceStatus::None {
            continue;
        }
        match claim.weight {
            Weight::Strong if opens_and_is_sourced_below(article, at) => {}
            Weight::Strong => strong(article, claim, findings),
            Weight::Plain => plain(article, claim, findings),
        }
    }
}

fn strong(article: &Article<'_>, claim: &Claim, findings: &mut Findings<'_>) {
    let say = |&(reason, span): &(Reason, Span)| {
        let words = article.quote(span);
        (span, message(reason).say(article.language, &[&words]))
    };
    let mut reasons = claim.reasons.iter().map(say);
    let (span, message) = reasons
        .next()
        .unwrap_or_else(|| (claim.span, PLAIN.of(article.language).to_owned()));
    let related = reasons.filter(|(other, _)| !other.overlaps(span)).collect();
    findings.add(span, message, related);
}

fn plain(article: &Article<'_>, claim: &Claim, findings: &mut Findings<'_>) {
    if let Some(severity) = findings.option("plain") {
        let message = PLAIN.of(article.language).to_owned();
        findings.push(claim.span, severity, message, Vec::new());
    }
}

/// Whether this is the article's first claim and one of the two after it, which name somebody,
/// speak of the same people or places: an opening may leave the source to the next lines.
fn opens_and_is_sourced_below(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let sourced = |c: &&Claim| c.source == SourceStatus::Named;
    at == 0
        && claims.iter().skip(1).take(2).filter(sourced).any(|next| {
            let named = entities(article, next);
            entities(article, &claims[0]).any(|e| named.clone().any(|n| n == e))
        })
}

/// What a claim's sentence speaks of.
fn entities<'a>(
    article: &'a Article<'_>,
    claim: &'a Claim,
) -> impl Iterator<Item = &'a crate::knowledge::EntityId> + Clone {
    let mentions = article.analysis.mentions.iter();
    let inside = mentions.filter(|m| claim.span.contains(m.span));
    inside.filter_map(|m| m.entity.as_ref())
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn the_squiggle_goes_to_the_words_that_matter() {
        let mut draft = Draft::new("وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.");
        draft.claim(
            "وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.",
            |c, at| {
                c.weight = Weight::Strong;
                c.reasons = vec![
                    (Reason::Number, at("أكثر من 10,000 جندي")),
                    (Reason::Military, at("جبهة")),
                ];
            },
        );
        assert_eq!(
            draft.findings(RULE.id),
            [
                "warning «أكثر من 10,000 جندي» رقم بلا مصدر: «أكثر من 10,000 جندي» \
                 + معلومة عسكرية بلا مصدر: «جبهة»"
            ]
        );
        assert_eq!(
            draft.english().findings(RULE.id),
            [
                "warning «أكثر من 10,000 جندي» No source for this number: “أكثر من 10,000 جندي” \
                 + No source for this military matter: “جبهة”"
            ]
        );
    }

    #[test]
    fn plain_claims_only_where_asked_for() {
        let mut draft = Draft::new("وزار شويغو بيونغ يانغ.");
        draft.claim("وزار شويغو بيونغ يانغ.", |_, _| {});
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        draft.set("unsourced-claim.plain", Level::Hint);
        assert_eq!(
            draft.findings(RULE.id),
            ["hint «وزار شويغو بيونغ يانغ.» خبر بلا مصدر"]
        );
        draft.set("unsourced-claim", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }

    #[test]
    fn an_opening_is_fine_where_the_next_lines_source_it() {
        let text = "قتل 5 في كييف. وقال رئيس بلدية كييف إن القصف ليلي. وقتل 6 في كييف.";
        let mut draft = Draft::new(text);
        draft.mention("كييف", "kyiv");
        draft.claim("قتل 5 في كييف.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Casualty, at("قتل 5"))];
        });
        draft.claim(
            "وقال رئيس بلدية كييف إن القصف ليلي.",
            |c, _| {
                c.source = SourceStatus::Named;
            },
        );
        draft.claim("وقتل 6 في كييف.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Casualty, at("وقتل 6"))];
        });
        assert_eq!(
            draft.findings(RULE.id),
            ["warning «وقتل 6» ضحايا بلا مصدر: «وقتل 6»"]
        );
    }
}
