//! `undated-article`: "yesterday" in an article that does not say when it was published.

use jiff::civil::Date;

use super::{Article, Check, Findings, Rule, Words};
use crate::settings::Level;
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "undated-article",
    default: Level::Information,
    title: Words {
        ar: "مقال لا يُعرف تاريخ نشره وفيه أوقات تُحسب به",
        en: "An article of unknown date whose times hang on it",
    },
    page: include_str!("../../docs/rules/undated-article.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const MESSAGE: Words = Words {
    ar: "تاريخ النشر غير معروف، وبه يُحسب {0}",
    en: "Unknown publication date: {0} cannot be resolved without it",
};

const CANDIDATES: Words = Words {
    ar: "تاريخ النشر غير معروف (يحتمل {1})، وبه يُحسب {0}",
    en: "Unknown publication date (perhaps {1}): {0} cannot be resolved without it",
};

const NOTE: Words =
    Words { ar: "يُحسب من تاريخ النشر: {0}", en: "Counted from the publication date: {0}" };

/// How many of the times are pointed to.
const SHOWN: usize = 5;

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let analysis = article.analysis;
    if analysis.published.date.is_some() {
        return;
    }
    let open: Vec<_> = analysis.times.iter().filter(|t| t.value.is_none()).collect();
    let (false, Some(head)) = (open.is_empty(), article.head()) else {
        return;
    };
    let language = article.language;
    let count = words::count(language, "count.time", open.len());
    let note = |quoted: String| NOTE.say(language, &[&quoted]);
    let related = open.iter().take(SHOWN);
    let related = related.map(|t| (t.span, note(article.quote(t.span))));
    let message = match range(&analysis.published.candidates) {
        Some(days) => CANDIDATES.say(language, &[&count, &days]),
        None => MESSAGE.say(language, &[&count]),
    };
    findings.add(head, message, related.collect());
}

/// The first and last of the days the text leaves, as they are shown.
fn range(candidates: &[Date]) -> Option<String> {
    let (first, last) = (candidates.first()?, candidates.last()?);
    let days = if first == last { first.to_string() } else { format!("{first} … {last}") };
    Some(words::isolate(&days))
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn at_the_headline_once() {
        let mut draft = Draft::new("زيارة\nوصل أمس وغادر اليوم.");
        draft.headline("زيارة");
        assert_eq!(draft.findings(RULE.id), [""; 0]);
        draft.time("أمس", None);
        draft.time("اليوم", None);
        assert_eq!(
            draft.findings(RULE.id),
            ["information «زيارة» تاريخ النشر غير معروف، وبه يُحسب وقتان \
                 + يُحسب من تاريخ النشر: «أمس» + يُحسب من تاريخ النشر: «اليوم»"]
        );
        draft.published("2023-12-21");
        assert_eq!(draft.findings(RULE.id), [""; 0]);
    }
}
