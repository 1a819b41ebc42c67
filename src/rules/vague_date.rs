//! `vague-date`: an event whose only date is "recently".

use super::{Article, Check, Findings, Rule, Words};
use crate::claims::DateStatus;
use crate::dates::{Reference, Time, TimeValue};
use crate::settings::Level;

pub(super) static RULE: Rule = Rule {
    id: "vague-date",
    default: Level::Hint,
    title: Words { ar: "حدث زمنه غير محدد", en: "An event that is dated only vaguely" },
    page: include_str!("../../docs/rules/vague-date.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const MESSAGE: Words = Words { ar: "زمن غير محدد: {0}", en: "Which day, month or year? {0}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let analysis = article.analysis;
    for claim in analysis.claims.iter().filter(|c| c.date == DateStatus::Vague) {
        let mut inside = analysis.times.iter().filter(|t| claim.span.contains(t.span));
        if let Some(time) = inside.find(|t| is_vague(t)) {
            let message = MESSAGE.say(article.language, &[&article.quote(time.span)]);
            findings.add(time.span, message, Vec::new());
        }
    }
}

/// Whether a time says only before or after now. الآن is no vague date, and a length of time
/// (لمدة 20 دقيقة) mostly none at all.
fn is_vague(time: &Time) -> bool {
    matches!(time.value, Some(TimeValue::Reference(Reference::Past | Reference::Future)))
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn at_the_vague_words() {
        let mut draft = Draft::new("وأطلقت مؤخرا صاروخا. وقال مؤخرا.");
        draft.time("مؤخرا", Some("PAST_REF"));
        draft.claim("وأطلقت مؤخرا صاروخا.", |c, _| {
            c.date = DateStatus::Vague;
        });
        assert_eq!(draft.findings(RULE.id), ["hint «مؤخرا» زمن غير محدد: «مؤخرا»"]);
    }
}
