//! `date-mismatch`: a date that cannot be as it is written.

use jiff::civil::{Date, Weekday};

use super::{Article, Check, Findings, Rule, Words};
use crate::dates::Fault;
use crate::settings::Level;
use crate::words::{Language, calendar};

pub(super) static RULE: Rule = Rule {
    id: "date-mismatch",
    default: Level::Warning,
    title: Words {
        ar: "تاريخ لا يصح كما كُتب", en: "A date that cannot be as it is written"
    },
    page: include_str!("../../docs/rules/date-mismatch.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const WEEKDAY: Words = Words { ar: "{0} لا يوافق {1} (كان {2})", en: "{1} was a {2}, not a {0}" };
const WEEKDAY_AHEAD: Words =
    Words { ar: "{0} لا يوافق {1} (يكون {2})", en: "{1} will be a {2}, not a {0}" };
const MONTHS: Words =
    Words { ar: "شهران مختلفان: {0} ليس {1}", en: "Two different months: {0} is not {1}" };
const NO_DAY: Words = Words { ar: "لا يوم {0} في {1}", en: "{1} has no day {0}" };
const BACKWARD: Words =
    Words { ar: "مدة تنتهي قبل أن تبدأ: {0}", en: "Ends before it begins: {0}" };
const AHEAD: Words = Words {
    ar: "فعل ماضٍ مع يوم لم يأتِ عند النشر: {0}",
    en: "A past verb with a day after publication: {0}",
};
const HIJRI: Words =
    Words { ar: "التاريخ الهجري يوافق {1} لا {0}", en: "The Hijri date is {1}, not {0}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let published = article.analysis.published.date;
    for time in &article.analysis.times {
        if let Some(fault) = time.fault {
            let message = say(fault, article.language, published, &article.quote(time.span));
            findings.add(time.span, message, Vec::new());
        }
    }
}

fn say(fault: Fault, language: Language, published: Option<Date>, quoted: &str) -> String {
    let month = |n: u8| calendar::month(language, n.cast_signed());
    match fault {
        Fault::Weekday { said, day } => {
            let words = if published.is_some_and(|p| day > p) { WEEKDAY_AHEAD } else { WEEKDAY };
            let said = Weekday::from_monday_one_offset(said.cast_signed()).unwrap_or(day.weekday());
            let said = calendar::weekday(language, said);
            let right = calendar::weekday(language, day.weekday());
            // «كان جمعة»: the bare noun tells what it was.
            let right = right.strip_prefix("ال").unwrap_or(&right);
            words.say(language, &[&said, &calendar::day(language, day), right])
        }
        Fault::Months(first, second) => MONTHS.say(language, &[&month(first), &month(second)]),
        Fault::NoSuchDay { day, month: of } => NO_DAY.say(language, &[&day.to_string(), &month(of)]),
        Fault::Backward(..) => BACKWARD.say(language, &[quoted]),
        Fault::AheadOfVerb(_) => AHEAD.say(language, &[quoted]),
        Fault::Hijri { said, day } => {
            HIJRI.say(language, &[&calendar::day(language, said), &calendar::day(language, day)])
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_said_of_each() {
        let said = |fault| say(fault, Language::Ar, None, "«من 20 إلى 18 يونيو»");
        let day = date(2023, 10, 20);
        assert_eq!(said(Fault::Weekday { said: 4, day }), "الخميس لا يوافق 20 أكتوبر 2023 (كان جمعة)");
        assert_eq!(said(Fault::Months(10, 11)), "شهران مختلفان: أكتوبر ليس نوفمبر");
        let fault = Fault::NoSuchDay { day: 31, month: 4 };
        assert_eq!(said(fault), "لا يوم 31 في أبريل");
        assert_eq!(said(Fault::Backward(day, day)), "مدة تنتهي قبل أن تبدأ: «من 20 إلى 18 يونيو»");
        assert_eq!(
            say(Fault::Weekday { said: 4, day }, Language::En, None, ""),
            "20 October 2023 was a Friday, not a Thursday"
        );
    }
}
