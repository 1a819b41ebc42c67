//! `title-mismatch`: a title whose office the person did not hold on the article's day.

mod another_time;
mod lexicon;

use std::sync::Arc;

use jiff::civil::Date;

use self::another_time::{LEXICON, tells_of_another_time};
use super::{Article, Check, Findings, Replacement, Rule, Words};
use crate::knowledge::titles::{OfficeOf, Title, Titles};
use crate::knowledge::{Entity, EntityId, PartialDate, Tenure};
use crate::names::Introduction;
use crate::settings::Level;
use crate::text::Span;
use crate::words::{Language, calendar};

pub(super) static RULE: Rule = Rule {
    id: "title-mismatch",
    default: Level::Information,
    title: Words {
        ar: "منصب لم يكن صاحبه فيه يوم النشر",
        en: "A title its holder did not have on the day of publication",
    },
    page: include_str!("../../docs/rules/title-mismatch.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

const ANOTHER: Words = Words { ar: "{0} في {1}: {2}، لا {3}", en: "{0} on {1}: {2}, not {3}" };
const NOT_THEN: Words = Words { ar: "{0}: {3} {4}", en: "{0}: {3} {4}" };
const UNTIL: Words = Words { ar: "(حتى {0})", en: "(until {0})" };
const FROM: Words = Words { ar: "(منذ {0})", en: "(since {0})" };
const YET_TO_COME: Words = Words { ar: "(ابتداء من {0})", en: "(from {0})" };

/// Days about a change of office within which either title is right: it is agreed, voted on, sworn
/// in and reported on different days.
const MARGIN: i64 = 21;

/// Days about publication through which somebody else has to have been in office, where the person
/// is not known to have ever had it.
const SETTLED: i64 = 60;

/// A title of a state or body.
type Office = (String, EntityId);

/// A title that does not fit: the office, who has it, and when the person had it.
#[derive(Debug)]
struct Mismatch {
    office: Office,
    holder: Option<Arc<Entity>>,
    person: Arc<Entity>,
    /// The person's own time in this office that is nearest to the day, where there was one.
    own: Option<Tenure>,
}

impl Mismatch {
    /// Whether the person had the office once and has left it.
    fn former(&self, day: Date) -> bool {
        self.own.as_ref().and_then(|t| t.to).is_some_and(|to| to.last_day() < day)
    }

    fn say(&self, article: &Article<'_>, day: Date) -> String {
        let language = article.language;
        let office = article.knowledge.office_name(&self.office.0, self.office.1.as_str(), language);
        let when = self.own.as_ref().map_or_else(String::new, |t| time_of(t, day, language));
        let whole = PartialDate { year: day.year(), month: Some(day.month()), day: Some(day.day()) };
        let (on, person) = (in_words(whole, language), article.name_of(&self.person));
        let mut said = match &self.holder {
            Some(holder) => {
                let person = format!("{person} {when}");
                ANOTHER.say(language, &[&office, &on, &article.name_of(holder), person.trim()])
            }
            None => NOT_THEN.say(language, &[&office, &on, "", &person, &when]),
        };
        if let (Language::En, Some(first)) = (language, said.get(..1).map(str::to_uppercase)) {
            said.replace_range(..1, &first);
        }
        said
    }
}

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    let Some(day) = article.analysis.published.date else {
        return;
    };
    for introduction in &article.analysis.introductions {
        if let Some(mismatch) = mismatch(article, introduction, day) {
            let span = both(introduction);
            let mend = if mismatch.former(day) { former(article, introduction) } else { Vec::new() };
            findings.add_mended(span, mismatch.say(article, day), mend);
        }
    }
}

/// What is wrong with a title beside a name, if anything is.
fn mismatch(article: &Article<'_>, said: &Introduction, day: Date) -> Option<Mismatch> {
    if said.former || (said.of.is_none() && is_address(article.text, said.title)) {
        return None;
    }
    if is_quoted(article, said) {
        return None;
    }
    let person = article.knowledge.entity(said.person.as_ref()?.as_str())?;
    let offices = offices(article, said, &person);
    let own = own_tenures(&person, &offices);
    if own.iter().any(|t| held_about(t, day, MARGIN)) {
        return None;
    }
    let own = own.into_iter().max_by_key(|t| t.from).cloned();
    let found = match own {
        Some(own) => had_it_once(article, &offices, person, own, day),
        None => never_had_it(article, said, &offices, person, day),
    };
    found.filter(|m| !tells_of_another_time(article, said, m.own.as_ref(), day))
}

/// Whether the title stands in a quotation: it is as it was when that was said.
fn is_quoted(article: &Article<'_>, said: &Introduction) -> bool {
    article.analysis.quotations.iter().any(|q| q.span.contains(said.title))
}

/// The title with السابق behind it.
fn former(article: &Article<'_>, said: &Introduction) -> Vec<Replacement> {
    let first = said.title.of(article.text).split_whitespace().next().unwrap_or("");
    let [masculine, feminine] = &LEXICON.former;
    let former = if first.ends_with('ة') { feminine } else { masculine };
    let end = said.title.end;
    vec![Replacement { span: Span::new(end, end), text: format!(" {former}") }]
}

/// An office the person had at another time: sure where it is this very one, or where somebody
/// else is known to have it.
fn had_it_once(
    article: &Article<'_>,
    offices: &[Office],
    person: Arc<Entity>,
    own: Tenure,
    day: Date,
) -> Option<Mismatch> {
    let office = (own.title.clone(), own.of.clone());
    let holder = holder(article, &office, &person, day);
    let of_state = article.knowledge.entity(office.1.as_str()).is_some_and(|e| e.class == "state");
    let ended = own.to.is_some_and(|to| to.last_day() < day);
    let sure = (of_state || ended) && (holder.is_some() || offices.contains(&office));
    sure.then_some(Mismatch { office, holder, person, own: Some(own) })
}

/// An office the person is not known to have had: sure only where somebody else has had it for long,
/// the title stands before the name, and the name cannot be that of the holder's wife or lawyer.
fn never_had_it(
    article: &Article<'_>,
    said: &Introduction,
    offices: &[Office],
    person: Arc<Entity>,
    day: Date,
) -> Option<Mismatch> {
    let [office] = offices else {
        return None;
    };
    let is_head = Titles::get().group_of(&office.0) == "head";
    if is_head || said.span.start < said.title.start {
        return None;
    }
    let holder = holder(article, office, &person, day)?;
    let held = |t: &Tenure| t.title == office.0 && t.of == office.1 && held_throughout(t, day);
    let settled = holder.offices.iter().any(held);
    settled.then(|| Mismatch { office: office.clone(), holder: Some(holder), person, own: None })
}

/// The title with the name beside it.
fn both(said: &Introduction) -> Span {
    Span::new(said.title.start.min(said.span.start), said.title.end.max(said.span.end))
}

/// Titles of one word that stay with a person as an address (الرئيس كلينتون, الشيخ, الأمير).
fn is_address(text: &str, title: Span) -> bool {
    !title.of(text).contains(' ')
}

/// The offices a title can mean: each fitting title of each fitting state or body.
fn offices(article: &Article<'_>, said: &Introduction, person: &Entity) -> Vec<Office> {
    let bodies = match (&said.of, &person.country) {
        (Some(of), _) => article.knowledge.places_meant(of),
        (None, Some(country)) => vec![country.clone()],
        (None, None) => Vec::new(),
    };
    let titles = said.titles.iter().filter_map(|&t| Titles::get().list.get(t));
    let prefix = if said.deputy { "deputy-" } else { "" };
    let fitting: Vec<&Title> =
        titles.filter(|t| t.exclusive && (said.of.is_some() || t.of == OfficeOf::State)).collect();
    let of_body = |body: &EntityId| {
        let body = body.clone();
        fitting.iter().map(move |t| (format!("{prefix}{}", t.id), body.clone())).collect::<Vec<_>>()
    };
    bodies.iter().flat_map(of_body).collect()
}

/// The person's times in one of the offices; the heads of a state are one office by whatever title.
fn own_tenures<'p>(person: &'p Entity, offices: &[Office]) -> Vec<&'p Tenure> {
    let lexicon = Titles::get();
    let same = |tenure: &Tenure, title: &str| {
        let group = lexicon.group_of(title);
        tenure.title == title || (group == "head" && lexicon.group_of(&tenure.title) == group)
    };
    let meant = |t: &&Tenure| offices.iter().any(|(title, of)| *of == t.of && same(t, title));
    person.offices.iter().filter(meant).collect()
}

/// Whether a tenure takes in a day within `margin` days of `day`.
fn held_about(tenure: &Tenure, day: Date, margin: i64) -> bool {
    let (early, late) = (shifted(day, -margin), shifted(day, margin));
    tenure.from.is_none_or(|f| f.first_day() <= late) && tenure.to.is_none_or(|t| early <= t.last_day())
}

/// Whether a tenure takes in all days within [`SETTLED`] days of `day`.
fn held_throughout(tenure: &Tenure, day: Date) -> bool {
    let (early, late) = (shifted(day, -SETTLED), shifted(day, SETTLED));
    tenure.from.is_some_and(|f| f.last_day() <= early) && tenure.to.is_none_or(|t| late <= t.first_day())
}

fn shifted(day: Date, by: i64) -> Date {
    day.checked_add(jiff::Span::new().days(by)).unwrap_or(day)
}

/// The only other person known to be in office through the days about publication.
fn holder(article: &Article<'_>, office: &Office, person: &Entity, day: Date) -> Option<Arc<Entity>> {
    let mut holders = article.knowledge.holders(&office.0, office.1.as_str(), day).into_iter();
    let first = holders.next().filter(|h| h.id != person.id)?;
    holders.next().is_none().then_some(first)
}

fn time_of(tenure: &Tenure, day: Date, language: Language) -> String {
    match (tenure.from, tenure.to) {
        (_, Some(to)) if to.last_day() < day => UNTIL.say(language, &[&in_words(to, language)]),
        (Some(from), _) if from.first_day() > day => YET_TO_COME.say(language, &[&in_words(from, language)]),
        (Some(from), _) => FROM.say(language, &[&in_words(from, language)]),
        _ => String::new(),
    }
}

fn in_words(date: PartialDate, language: Language) -> String {
    match (date.month, date.day) {
        (Some(_), Some(_)) => calendar::day(language, date.first_day()),
        (Some(m), None) => format!("{} {}", calendar::month(language, m), date.year),
        (None, _) => date.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Metadata, analyse};
    use crate::knowledge::Knowledge;
    use crate::rules::{NoOthers, check};
    use crate::settings::Settings;

    /// What is found in a one-line article of a day, each as the message and the words as mended.
    fn found(text: &str, day: &str, language: Language) -> Vec<(String, String)> {
        let knowledge = Knowledge::built_in();
        let metadata = Metadata { configured: day.parse().ok(), ..Metadata::default() };
        let analysis = analyse(text, &metadata, &knowledge);
        let settings = Settings::default();
        let article = Article {
            text,
            analysis: &analysis,
            knowledge: &knowledge,
            settings: &settings,
            language,
            others: &NoOthers,
        };
        let found = check(article).into_iter().filter(|f| f.rule == RULE.id);
        let mended = found.map(|f| {
            let mut words = text.to_owned();
            f.mend.iter().for_each(|r| words.replace_range(r.span.start..r.span.end, &r.text));
            (f.message, words)
        });
        mended.collect()
    }

    #[test]
    fn who_has_the_office_and_until_when() {
        let text = "أجرى وزير الدفاع الروسي سيرغي شويغو مباحثات في بيونغ يانغ.";
        let mended = "أجرى وزير الدفاع الروسي السابق سيرغي شويغو مباحثات في بيونغ يانغ.";
        let ar = "وزير الدفاع الروسي في 15 ديسمبر 2024: أندريه بيلوسوف، لا سيرغي شويغو (حتى 12 مايو 2024)";
        let en = "Minister of defence of Russia on 15 December 2024: Andrey Belousov, not Sergei Shoigu \
                  (until 12 May 2024)";
        assert_eq!(found(text, "2024-12-15", Language::Ar), [(ar.to_owned(), mended.to_owned())]);
        assert_eq!(found(text, "2024-12-15", Language::En), [(en.to_owned(), mended.to_owned())]);
    }

    #[test]
    fn silent_about_the_change_and_in_office() {
        let text = "أجرى وزير الدفاع الروسي سيرغي شويغو مباحثات في بيونغ يانغ.";
        for day in ["2023-12-21", "2024-05-12", "2024-05-28"] {
            assert_eq!(found(text, day, Language::Ar), []);
        }
    }

    #[test]
    fn an_office_to_come_is_not_made_past() {
        let text = "التقى الوزير وزير الدفاع الروسي أندريه بيلوسوف في موسكو.";
        let found = found(text, "2023-12-21", Language::Ar);
        let said =
            "وزير الدفاع الروسي في 21 ديسمبر 2023: سيرغي شويغو، لا أندريه بيلوسوف (ابتداء من 14 مايو 2024)";
        assert_eq!(found, [(said.to_owned(), text.to_owned())]);
    }
}
