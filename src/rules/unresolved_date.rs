//! `unresolved-date`: a date in words that could be more than one day, or none.

use jiff::civil::Date;

use super::{Article, Check, Findings, Rule, RuleOption, Words, days_between};
use crate::dates::Time;
use crate::settings::Level;
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "unresolved-date",
    default: Level::Information,
    title: Words {
        ar: "وقت يحتمل أكثر من يوم", en: "A date in words that the article leaves open"
    },
    page: include_str!("../../docs/rules/unresolved-date.md"),
    options: &[RuleOption {
        name: "guessed",
        default: Level::Hint,
        title: Words {
            ar: "تاريخ بلا سنة يبعد أقرب معنى له تسعة أشهر أو أكثر",
            en: "A date without a year whose best guess lies most of a year away",
        },
    }],
    checks: &[Check::Article(check)],
};

const OPEN: Words = Words { ar: "لا يُعرف أي وقت هذا: {0}", en: "Which date is this? {0}" };

/// A guess this many days away is open: nine months, so that the year's other end is the nearer.
const FAR: i32 = 270;
/// What is farther away was not guessed by the nearest year.
const YEAR: i32 = 366;

const GUESS: Words = Words { ar: "{0}: هل المقصود {1}؟", en: "{0}: is {1} meant?" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    // What hangs on an unknown publication date is said once, by `undated-article`.
    let Some(published) = article.analysis.published.date else {
        return;
    };
    let language = article.language;
    let guesses = findings.option("guessed");
    // What cannot be as it is written is `date-mismatch`.
    for time in article.analysis.times.iter().filter(|t| t.fault.is_none()) {
        let quoted = article.quote(time.span);
        match (time.value, guesses) {
            (None, _) => {
                let message = OPEN.say(language, &[&quoted]);
                findings.add(time.span, message, Vec::new());
            }
            (Some(value), Some(grade)) if is_far_guess(time, published) => {
                let value = words::isolate(&value.to_string());
                let message = GUESS.say(language, &[&quoted, &value]);
                findings.push(time.span, grade, message, Vec::new());
            }
            _ => {}
        }
    }
}

/// Whether a date was guessed and lies so far from the day of publication that the same day or
/// month of another year is much nearer. A bare weekday or a month of this year is how news is
/// written and open to nobody; what lies years away was counted from another date in the text.
fn is_far_guess(time: &Time, published: Date) -> bool {
    let far = |(first, last): (Date, Date)| {
        let away = days_between(last, published).max(days_between(published, first));
        (FAR..=YEAR).contains(&away)
    };
    !time.certain && time.relative && time.days.is_some_and(far)
}

#[cfg(test)]
mod tests {
    use super::super::hand_made::Draft;
    use super::*;

    #[test]
    fn what_is_open_and_what_is_guessed_from_afar() {
        let mut draft = Draft::new("وصل في 31 منه. ويبدأ في 25 أيار. وعاد الخميس.");
        draft.time("31 منه", None);
        draft.guess("25 أيار", "2022-05-25");
        draft.guess("الخميس", "2023-04-13");
        assert_eq!(draft.findings(RULE.id), [""; 0], "unknown publication date");
        draft.published("2023-04-19");
        assert_eq!(
            draft.findings(RULE.id),
            [
                "information «31 منه» لا يُعرف أي وقت هذا: «31 منه»",
                "hint «25 أيار» «25 أيار»: هل المقصود \u{2068}2022-05-25\u{2069}؟",
            ]
        );
    }
}
