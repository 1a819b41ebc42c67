//! `unresolved-date`: a date in words that could be more than one day, or none.

use super::{Article, Findings, Rule, Words};
use crate::dates::{Time, TimeKind};
use crate::settings::Level;
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "unresolved-date",
    default: Level::Information,
    title: Words {
        ar: "وقت يحتمل أكثر من يوم",
        en: "A date in words that the article leaves open",
    },
    page: include_str!("../../docs/rules/unresolved-date.md"),
    options: &[],
    check,
};

const OPEN: Words = Words {
    ar: "لا يُعرف أي وقت هذا: {0}",
    en: "Which date is this? {0}",
};

const GUESS: Words = Words {
    ar: "{0}: هل المقصود {1}؟",
    en: "{0}: is {1} meant?",
};

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for time in &article.analysis.times {
        if let Some(message) = message(article, time) {
            findings.add(time.span, message, Vec::new());
        }
    }
}

fn message(article: &Article<'_>, time: &Time) -> Option<String> {
    let language = article.language;
    let quoted = article.quote(time.span);
    match &time.value {
        // What hangs on an unknown publication date is said once, by `undated-article`.
        None if article.analysis.published.date.is_none() => None,
        None => Some(OPEN.say(language, &[&quoted])),
        Some(value) if !time.certain && time.kind == TimeKind::Date => {
            let value = words::isolate(value.trim_end_matches('?'));
            Some(GUESS.say(language, &[&quoted, &value]))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn open_and_guessed_dates() {
        let mut draft = Draft::new("وصل الخميس وغادر في أيار. وعاد أمس.");
        draft.time("الخميس", None);
        draft.time("أيار", Some("2023-05"));
        draft.uncertain("أيار");
        draft.time("أمس", Some("2023-12-20"));
        let guess = "information «أيار» «أيار»: هل المقصود \u{2068}2023-05\u{2069}؟";
        assert_eq!(draft.findings(RULE.id), [guess]);
        draft.published("2023-12-21");
        let open = "information «الخميس» لا يُعرف أي وقت هذا: «الخميس»";
        assert_eq!(draft.findings(RULE.id), [open, guess]);
    }
}
