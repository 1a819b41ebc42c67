//! `unused-ignore`: a comment, or an entry of `isnad-ignores.toml`, that lets nothing stand any more.

use super::ignored::Comment;
use super::run::{Findings, Found};
use super::{Article, Rule, Words, rule};
use crate::settings::Level;
use crate::words::Language;

pub(super) static RULE: Rule = Rule {
    id: "unused-ignore",
    default: Level::Hint,
    title: Words {
        ar: "تجاهل لم يعد له موضوع", en: "An ignore that matches nothing any more"
    },
    page: include_str!("../../docs/rules/unused-ignore.md"),
    options: &[],
    // It looks at what the others have found, once all have been run.
    checks: &[],
};

const UNUSED: Words =
    Words { ar: "لا شيء هنا تتجاهله {0}", en: "Nothing here for {0} to ignore" };
const UNKNOWN: Words = Words { ar: "لا قاعدة باسم {0}", en: "No rule {0}" };
const NAMELESS: Words = Words {
    ar: "أي قاعدة؟ مثل isnad-ignore: vague-date",
    en: "Which rule? As in isnad-ignore: vague-date",
};
const ENTRY: Words = Words {
    ar: "لم يعد هذا التجاهل يطابق شيئا",
    en: "This ignore matches nothing any more",
};

/// Finds the comments that let nothing stand of all that could be found.
pub(super) fn check(article: &Article<'_>, comments: &[Comment], all: &[Found], findings: &mut Findings<'_>) {
    for comment in comments {
        if comment.rules.is_empty() {
            findings.add(comment.span, NAMELESS.of(article.language).to_owned(), Vec::new());
        }
        for id in &comment.rules {
            let words = if rule(id).is_none() {
                UNKNOWN
            } else if all.iter().any(|f| f.finding.rule == id && comment.holds_for(&f.finding)) {
                continue;
            } else {
                UNUSED
            };
            let name = article.quote_words(id);
            findings.add(comment.span, words.say(article.language, &[&name]), Vec::new());
        }
    }
}

/// What is said of an entry that matches nothing.
pub fn unused_entry(language: Language) -> &'static str {
    ENTRY.of(language)
}
