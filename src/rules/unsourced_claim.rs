//! `unsourced-claim`: something any newsroom would ask a source for, and nobody says it.

use super::{Article, Findings, Rule, RuleOption, Words, days_between};
use crate::claims::{Claim, Reason, SourceStatus, Weight};
use crate::settings::{Level, Severity};
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
            name: "single",
            default: Level::Hint,
            title: Words {
                ar: "ما لا عدد فيه أو كان من نوع آخر أو مضت عليه سنة أو تلا جملة ذات مصدر",
                en: "Uncounted, of another kind, more than a year old, or after a sourced sentence",
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
    check,
};

/// Figures this many bytes away still count the casualties: three or four words.
const BESIDE: usize = 45;

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
    for (at, claim) in article.analysis.claims.iter().enumerate() {
        if claim.source != SourceStatus::None {
            continue;
        }
        let severity = match claim.weight {
            Weight::Plain => findings.option("plain"),
            Weight::Strong if opens_and_is_sourced_below(article, at) => None,
            Weight::Strong if asks_for_a_source(article, at) => Some(findings.severity),
            Weight::Strong => findings.option("single"),
        };
        if let Some(severity) = severity {
            add(article, claim, severity, findings);
        }
    }
}

/// A finding at the words that matter most, with the other words beside it.
fn add(article: &Article<'_>, claim: &Claim, severity: Severity, findings: &mut Findings<'_>) {
    let say = |&(reason, span): &(Reason, Span)| {
        let words = article.quote(span);
        (span, message(reason).say(article.language, &[&words]))
    };
    let mut reasons = claim.reasons.iter().map(say);
    let strong = claim.weight == Weight::Strong;
    let (span, message) = reasons
        .next()
        .filter(|_| strong)
        .unwrap_or_else(|| (claim.span, PLAIN.of(article.language).to_owned()));
    let related = reasons.filter(|(other, _)| strong && !other.overlaps(span));
    findings.push(span, severity, message, related.collect());
}

/// Whether any desk would send the claim back: counted casualties or a number in a military matter,
/// in news of this year, and not in a paragraph whose last sentence names somebody.
fn asks_for_a_source(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let claim = &claims[at];
    let has = |reason| claim.reasons.iter().any(|(r, _)| *r == reason);
    let counted = has(Reason::Casualty) && (has(Reason::Number) || is_counted(article, claim));
    let armed = has(Reason::Number) && has(Reason::Military);
    (counted || armed)
        && !is_history(article, claim)
        && !at
            .checked_sub(1)
            .is_some_and(|before| is_sourced(&claims[before]) && block(article, before) == block(article, at))
}

/// Whether figures stand beside the casualties, outside of times: قتل 167 فلسطينيا.
fn is_counted(article: &Article<'_>, claim: &Claim) -> bool {
    let casualties = claim.reasons.iter().filter(|(r, _)| *r == Reason::Casualty);
    let times = &article.analysis.times;
    casualties.clone().any(|(_, words)| {
        let line = claim.span.of(article.text);
        let near = |(at, c): (usize, char)| {
            let at = claim.span.start + at;
            let distance = at.abs_diff(words.start).min(at.abs_diff(words.end));
            c.is_numeric() && distance <= BESIDE && !times.iter().any(|t| t.span.touches(at))
        };
        line.char_indices().any(near)
    })
}

fn is_sourced(claim: &Claim) -> bool {
    matches!(claim.source, SourceStatus::Named | SourceStatus::Carried)
}

/// The block of a claim's sentence.
fn block(article: &Article<'_>, claim: usize) -> Option<usize> {
    let sentence = article.analysis.claims.get(claim)?.sentence;
    Some(article.analysis.sentences.get(sentence)?.block)
}

/// Whether a date in the sentence lies more than a year back: public record by now.
fn is_history(article: &Article<'_>, claim: &Claim) -> bool {
    let Some(published) = article.analysis.published.date else {
        return false;
    };
    let times = article.analysis.times.iter();
    let mut inside = times.filter(|t| claim.span.contains(t.span));
    inside.any(|t| t.days.is_some_and(|(_, last)| days_between(last, published) > 365))
}

/// Whether this is the article's first claim and one of the two after it, which name somebody,
/// speak of the same people or places: an opening may leave the source to the next lines.
fn opens_and_is_sourced_below(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let named = |c: &&Claim| c.source == SourceStatus::Named;
    at == 0
        && claims.iter().skip(1).take(2).filter(named).any(|next| {
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
                c.reasons = vec![(Reason::Number, at("أكثر من 10,000 جندي")), (Reason::Military, at("جبهة"))];
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

    const KYIV: [&str; 3] = ["قتل 5 في كييف.", "وقال رئيس بلدية كييف إن القصف ليلي.", "وقتل 6 في كييف."];

    fn three_lines() -> Draft {
        let mut draft = Draft::new(&KYIV.join(" "));
        draft.mention("كييف", "kyiv");
        let deadly = |claim: &mut Claim, dead: Span, number: Span| {
            claim.weight = Weight::Strong;
            claim.reasons = vec![(Reason::Casualty, dead), (Reason::Number, number)];
        };
        draft.claim(KYIV[0], |c, at| deadly(c, at("قتل"), at("5")));
        draft.claim(KYIV[1], |c, _| c.source = SourceStatus::Named);
        draft.claim(KYIV[2], |c, at| deadly(c, at("وقتل"), at("6")));
        draft
    }

    #[test]
    fn an_opening_is_fine_where_the_next_lines_source_it() {
        let asked = "«وقتل» ضحايا بلا مصدر: «وقتل» + رقم بلا مصدر: «6»";
        let mut draft = three_lines();
        assert_eq!(draft.findings(RULE.id), [format!("warning {asked}")]);
        draft.join();
        assert_eq!(draft.findings(RULE.id), [format!("hint {asked}")]);
    }

    #[test]
    fn figures_beside_the_casualties_count_them() {
        for (text, level) in [("قتل 167 فلسطينيا.", "warning"), ("قتل فلسطينيون في 2018.", "hint")]
        {
            let mut draft = Draft::new(text);
            draft.published("2018-07-27");
            if level == "hint" {
                draft.time("2018", Some("2018"));
            }
            draft.claim(text, |c, at| {
                c.weight = Weight::Strong;
                c.reasons = vec![(Reason::Casualty, at("قتل"))];
            });
            let found = draft.findings(RULE.id);
            assert_eq!(found, [format!("{level} «قتل» ضحايا بلا مصدر: «قتل»")]);
        }
    }

    #[test]
    fn one_mark_or_history_is_a_hint() {
        let mut draft = Draft::new("قتل 35 ألف جندي في حرب 1950. وفي الحرب جنود.");
        draft.published("2018-07-27");
        draft.guess("1950", "1950-12-31");
        draft.claim("قتل 35 ألف جندي في حرب 1950.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Casualty, at("قتل")), (Reason::Number, at("35 ألف"))];
        });
        draft.claim("وفي الحرب جنود.", |c, at| {
            c.weight = Weight::Strong;
            c.reasons = vec![(Reason::Military, at("جنود"))];
        });
        let hints = draft.findings(RULE.id);
        assert_eq!(hints.len(), 2);
        assert!(hints.iter().all(|f| f.starts_with("hint ")), "{hints:?}");
        draft.set("unsourced-claim.single", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }
}
