//! `unsourced-claim`: something any newsroom would ask a source for, and nobody says it.

use super::run::Grade;
use super::{Article, Check, Findings, Rule, RuleOption, Words, context};
use crate::claims::{Claim, Count, Reason, SourceStatus, Weight};
use crate::settings::Level;
use crate::text::Span;
use crate::text::token::is_quote;

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
                ar: "ما لا عدد فيه أو كان من نوع آخر أو خلفية أو قريبا من مصدر",
                en: "Uncounted, of another kind, background, or near a source",
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
        let grade = match claim.weight {
            Weight::Plain => findings.option("plain"),
            Weight::Strong if context::opens_and_is_sourced_below(article, at) => None,
            Weight::Strong if asks_for_a_source(article, at) => Some(findings.main()),
            Weight::Strong => findings.option("single"),
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
    let strong = claim.weight == Weight::Strong;
    let counted = claim.toll.map(|c| (Reason::Casualty, c.span));
    let counted = counted.or(claim.forces.map(|c| (Reason::Number, c.span)));
    let first = counted.or_else(|| claim.reasons.first().copied()).filter(|_| strong);
    let (span, message) =
        first.map_or_else(|| (claim.span, PLAIN.of(article.language).to_owned()), |reason| say(&reason));
    let others = claim.reasons.iter().map(say);
    let related = others.filter(|(other, _)| strong && !other.overlaps(span));
    findings.push(span, grade, message, related.collect());
}

/// Whether any desk would send the claim back: counted casualties, or a deed with counted troops or
/// arms, in the news of these days, that no source near or elsewhere in the article speaks of.
fn asks_for_a_source(article: &Article<'_>, at: usize) -> bool {
    let claim = &article.analysis.claims[at];
    is_told(article, at)
        && !article.analysis.no_news
        && !claim.partly
        && !context::is_background(article, at)
        && is_whole(article, claim)
        && !context::is_history(article, at)
        && !context::is_sourced_beside(article, at)
        && context::nobody_spoke(article, at)
        && !context::runs_on(article, at)
        && !context::is_sourced_next(article, at)
        && !context::is_inside_a_run(article, at)
        && !context::is_counted_elsewhere(article, claim)
}

/// Whether a claim itself tells of counted casualties or arms; uncounted ones (عشرات القتلى) weigh
/// where nobody is named far and wide.
fn is_told(article: &Article<'_>, at: usize) -> bool {
    let claim = &article.analysis.claims[at];
    let guessed = claim.reasons.iter().any(|(r, _)| *r == Reason::Prediction);
    let tells = |c: &Count| !c.given && (!c.loose || context::is_far_from_sources(article, at));
    let armed = claim.forces.is_some_and(|c| tells(&c));
    !guessed && (claim.toll.is_some_and(|c| tells(&c)) || armed)
}

/// Whether a sentence ends as one: a line without a stop is a heading or a link to another article.
fn is_whole(article: &Article<'_>, claim: &Claim) -> bool {
    let words = claim.span.of(article.text).trim_end_matches(|c: char| c.is_whitespace() || is_quote(c));
    words.ends_with(['.', '!', '…', ':', '،', ')'])
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;
    use crate::claims::Telling;

    #[test]
    fn the_squiggle_goes_to_the_words_that_matter() {
        let mut draft = Draft::new("وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.");
        draft.claim(
            "وأرسلت بيونغ يانغ أكثر من 10,000 جندي إلى جبهة كورسك.",
            |c, at| {
                c.weight = Weight::Strong;
                c.reasons = vec![(Reason::Number, at("أكثر من 10,000 جندي")), (Reason::Military, at("جبهة"))];
                c.forces = Some(count(at("أكثر من 10,000 جندي"), at("10,000")));
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

    const fn count(span: Span, number: Span) -> Count {
        Count { span, number, loose: false, given: false }
    }

    const KYIV: [&str; 3] = ["قتل 5 في كييف.", "وقال رئيس بلدية كييف إن الأمر جار.", "وقتل 6 في كييف."];

    /// Three lines with a toll in the first and the last; the middle one has a source.
    fn three_lines() -> Draft {
        let mut draft = Draft::new(&KYIV.join(" "));
        draft.claim(KYIV[0], |c, at| deadly(c, count(at("قتل 5"), at("5"))));
        draft.claim(KYIV[1], |c, _| c.source = SourceStatus::Named);
        draft.claim(KYIV[2], |c, at| deadly(c, count(at("وقتل 6"), at("6"))));
        draft
    }

    fn deadly(claim: &mut Claim, toll: Count) {
        claim.weight = Weight::Strong;
        claim.reasons = vec![(Reason::Casualty, toll.span)];
        claim.toll = Some(toll);
    }

    #[test]
    fn an_opening_is_fine_where_the_next_lines_source_it() {
        let asked = "«وقتل 6» ضحايا بلا مصدر: «وقتل 6»";
        // The opening says nothing, and what stands behind a source is a hint.
        let mut draft = three_lines();
        assert_eq!(draft.findings(RULE.id), [format!("hint {asked}")]);
        draft.mention("كييف", "kyiv");
        draft.join();
        assert_eq!(draft.findings(RULE.id), [format!("hint {asked}")]);
    }

    /// The level of the one finding on «قتل 167 فلسطينيا.» once it is shaped.
    fn level(shape: impl Fn(&mut Claim)) -> String {
        let mut draft = Draft::new("قتل 167 فلسطينيا.");
        draft.claim("قتل 167 فلسطينيا.", |c, at| {
            deadly(c, count(at("قتل 167"), at("167")));
            shape(c);
        });
        let found = draft.findings(RULE.id);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].split(' ').next().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_is_taken_as_known_or_told_as_background_is_a_hint() {
        assert_eq!(level(|_| {}), "warning");
        assert_eq!(level(|c| c.telling = Telling::Background), "hint");
        assert_eq!(level(|c| c.partly = true), "hint");
        assert_eq!(level(|c| c.toll.iter_mut().for_each(|t| t.given = true)), "hint");
        assert_eq!(level(|c| c.toll.iter_mut().for_each(|t| t.loose = true)), "hint");
        assert_eq!(level(|c| c.toll = None), "hint");
    }

    #[test]
    fn a_warning_only_where_nobody_spoke_for_a_while() {
        let lines = ["وقال الجيش إنه تقدم.", "زار المدينة.", "وخطب.", "وسار.", "وقتل 5 في كييف."];
        let level = |from: usize| {
            let mut draft = Draft::new(&lines[from..].join(" "));
            for (at, line) in lines.iter().enumerate().take(4).skip(from) {
                draft.claim(line, |c, _| {
                    c.source = if at == from { SourceStatus::Named } else { SourceStatus::None };
                });
            }
            draft.claim(lines[4], |c, at| deadly(c, count(at("وقتل 5"), at("5"))));
            draft.findings(RULE.id)[0].split(' ').next().map(str::to_owned)
        };
        assert_eq!(level(0).as_deref(), Some("warning"));
        assert_eq!(level(1).as_deref(), Some("hint"));
        assert_eq!(level(3).as_deref(), Some("hint"));
    }

    #[test]
    fn a_count_that_a_source_gives_elsewhere_is_a_hint() {
        let lines = ["زار المدينة.", "وخطب فيها.", "وقتل 5 فيها.", "والتقى الناس.", "وقال الجيش إن 5 قتلوا."];
        let mut draft = Draft::new(&lines.join(" "));
        for line in [0, 1, 3] {
            draft.claim(lines[line], |_, _| {});
            if line == 1 {
                draft.claim(lines[2], |c, at| deadly(c, count(at("وقتل 5"), at("5"))));
            }
        }
        let asked = "«وقتل 5» ضحايا بلا مصدر: «وقتل 5»";
        assert_eq!(draft.findings(RULE.id), [format!("warning {asked}")]);
        draft.claim(lines[4], |c, at| {
            deadly(c, count(at("5"), at("5")));
            c.source = SourceStatus::Named;
        });
        assert_eq!(draft.findings(RULE.id), [format!("hint {asked}")]);
    }

    #[test]
    fn a_source_that_explains_what_was_told_is_its_source() {
        let lines = ["وقتل 5 في كييف.", "وأوضح الجيش أنهم كانوا في سوق."];
        let mut draft = Draft::new(&lines.join(" "));
        draft.claim(lines[0], |c, at| deadly(c, count(at("وقتل 5"), at("5"))));
        draft.claim(lines[1], |c, _| {
            c.source = SourceStatus::Named;
            c.telling = Telling::Explains;
        });
        // The opening says nothing at all; the next line is its source.
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        let lines = ["زار المدينة.", "وخطب فيها.", lines[0], lines[1]];
        let later = |telling| {
            let mut draft = Draft::new(&lines.join(" "));
            draft.claim(lines[0], |_, _| {});
            draft.claim(lines[1], |_, _| {});
            draft.claim(lines[2], |c, at| deadly(c, count(at("وقتل 5"), at("5"))));
            draft.claim(lines[3], |c, _| {
                c.source = SourceStatus::Named;
                c.telling = telling;
            });
            draft.findings(RULE.id)[0].split(' ').next().map(str::to_owned)
        };
        assert_eq!(later(Telling::News).as_deref(), Some("warning"));
        assert_eq!(later(Telling::Explains).as_deref(), Some("hint"));
    }

    #[test]
    fn a_tale_of_years_past_runs_on() {
        let lines = ["ركب القارب في فبراير 2011.", "خرج ليلا.", "خفت الحركة.", "عم الصمت.", "غرق 23 مهاجرا."];
        let mut draft = Draft::new(&lines.join(" "));
        draft.published("2018-06-28");
        for line in &lines[..4] {
            draft.claim(line, |_, _| {});
        }
        draft.claim(lines[4], |c, at| deadly(c, count(at("غرق 23"), at("23"))));
        let level = |draft: &mut Draft| draft.findings(RULE.id)[0].split(' ').next().map(str::to_owned);
        assert_eq!(level(&mut draft).as_deref(), Some("warning"));
        draft.guess("فبراير 2011", "2011-02-28");
        assert_eq!(level(&mut draft).as_deref(), Some("hint"));
    }

    #[test]
    fn history_is_a_hint() {
        let text = "قتل 35 جنديا في حرب 1950.";
        let mut draft = Draft::new(text);
        draft.published("2018-07-27");
        draft.guess("1950", "1950-12-31");
        draft.claim(text, |c, at| deadly(c, count(at("قتل 35"), at("35"))));
        let hints = draft.findings(RULE.id);
        assert_eq!(hints, ["hint «قتل 35» ضحايا بلا مصدر: «قتل 35»"]);
        draft.set("unsourced-claim.single", Level::Off);
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }
}
