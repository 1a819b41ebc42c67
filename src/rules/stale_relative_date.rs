//! `stale-relative-date`: "today" in a text that was changed long after its day.

use super::{Article, Check, Findings, Rule, Words, days_between};
use crate::settings::Level;
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "stale-relative-date",
    default: Level::Off,
    title: Words {
        ar: "«اليوم» أو «أمس» في نص عُدّل بعد نشره بزمن",
        en: "“Today” or “yesterday” in a text changed long after its date",
    },
    page: include_str!("../../docs/rules/stale-relative-date.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

/// A file changed so many days from its date is another day's text.
const FAR: i32 = 2;

const MESSAGE: Words = Words {
    ar: "{0} تعني {1}، والملف عُدّل في {2}",
    en: "{0} means {1}, but the file was changed on {2}",
};

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let analysis = article.analysis;
    let (Some(published), Some(modified)) = (analysis.published.date, analysis.modified) else {
        return;
    };
    if days_between(published, modified).abs() < FAR {
        return;
    }
    let language = article.language;
    for time in analysis.times.iter().filter(|t| t.deictic) {
        let Some(value) = time.value else { continue };
        let (value, changed) = (words::isolate(&value.to_string()), words::isolate(&modified.to_string()));
        let quoted = article.quote(time.span);
        let message = MESSAGE.say(language, &[&quoted, &value, &changed]);
        findings.add(time.span, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn only_days_counted_from_today() {
        let mut draft = Draft::new("وصل أمس في زيارة منذ يوليو.");
        draft.published("2023-07-27");
        draft.set(RULE.id, Level::Hint);
        draft.deictic("أمس", "2023-07-26");
        draft.time("يوليو", Some("2023-07"));
        draft.modified("2023-07-28");
        assert_eq!(draft.findings(RULE.id), [""; 0], "the day after");
        draft.modified("2023-09-01");
        assert_eq!(
            draft.findings(RULE.id),
            ["hint «أمس» «أمس» تعني \u{2068}2023-07-26\u{2069}، والملف عُدّل في \u{2068}2023-09-01\u{2069}"]
        );
    }
}
