//! `conflicting-dates`: two articles of the corpus date the same deed differently.

use jiff::civil::Date;

use super::{Article, Check, Findings, Related, Rule, Words, days_between};
use crate::analysis::{Deed, DeedKey, EntityKey};
use crate::settings::Level;
use crate::words;

pub(super) static RULE: Rule = Rule {
    id: "conflicting-dates",
    default: Level::Information,
    title: Words {
        ar: "حدث يؤرخه مقال آخر بتاريخ مختلف",
        en: "An event that another article dates differently",
    },
    page: include_str!("../../docs/rules/conflicting-dates.md"),
    options: &[],
    checks: &[Check::Article(check)],
};

/// Most other articles that are pointed to.
const SHOWN: usize = 3;

const MESSAGE: Words =
    Words { ar: "{0}: هنا {1}، وفي مقال آخر {2}", en: "{0}: {1} here, {2} in another article" };
const NOTE: Words = Words { ar: "{0} هناك: {1}", en: "{0} there: {1}" };

fn check(article: &Article<'_>, findings: &mut Findings<'_>) {
    for (at, deed) in article.analysis.deeds.iter().enumerate() {
        // Told twice with the same words, it is said once.
        if article.analysis.deeds.iter().take(at).any(|d| d.key == deed.key && d.days == deed.days) {
            continue;
        }
        let Some(window) = deed.key.of_kind().map(|k| k.window) else { continue };
        let others = article.others.deeds(&deed.key);
        // An article that has this date among others agrees with it.
        let agrees =
            |path: &std::path::Path| others.iter().any(|(p, other)| **p == *path && apart(deed, other) == 0);
        let far = |other: &Deed| {
            let days = apart(deed, other);
            days > 0 && window.is_none_or(|most| days <= most)
        };
        let conflicts = others.iter().filter(|(path, other)| far(other) && !agrees(path));
        let mut conflicts: Vec<_> = conflicts.collect();
        conflicts.dedup_by(|a, b| a.0 == b.0);
        let Some((_, first)) = conflicts.first() else { continue };
        let (what, own) = (name(article, &deed.key), day(deed.days));
        let message = MESSAGE.say(article.language, &[&what, &own, &day(first.days)]);
        let related = conflicts.iter().take(SHOWN).map(|(path, other)| {
            let note = NOTE.say(article.language, &[&what, &day(other.days)]);
            Related::elsewhere(path.clone(), other.time, note)
        });
        findings.add_linked(deed.time, message, related.collect());
    }
}

/// How many days lie between the times of two deeds; 0 where they overlap.
fn apart(a: &Deed, b: &Deed) -> i32 {
    let gap = |first: Date, second: Date| days_between(first, second);
    gap(a.days.1, b.days.0).max(gap(b.days.1, a.days.0)).max(0)
}

/// What the deed is called, with the house's names of its parties.
fn name(article: &Article<'_>, key: &DeedKey) -> String {
    let names = key.parties.iter().map(|id| {
        let entity = article.knowledge.entity(id.as_str());
        entity.map_or_else(|| as_written(article, id), |e| article.name_of(&e))
    });
    let names: Vec<_> = names.collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let template = key.of_kind().map_or("", |k| k.name(article.language));
    words::fill(template, &names)
}

/// A name that no knowledge file has, as the article writes it.
fn as_written(article: &Article<'_>, id: &EntityKey) -> String {
    let unknown = article.analysis.mentions.iter().filter(|m| m.entity.is_none());
    let mut words = unknown.map(|m| (m.kind, m.span.of(article.text)));
    let own = words.find(|(kind, words)| EntityKey::unknown(*kind, words) == *id);
    words::isolate(own.map_or(id.as_str(), |(_, words)| words))
}

/// A day, month, year or interval as TIMEX3 writes it, between isolates.
fn day((first, last): (Date, Date)) -> String {
    let whole_year = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
    let month = first.first_of_month() == first && last == first.last_of_month();
    let shown = match (first == last, month, whole_year && first.year() == last.year()) {
        (true, ..) => first.to_string(),
        (_, true, _) => first.strftime("%Y-%m").to_string(),
        (_, _, true) => first.year().to_string(),
        _ => format!("{first}/{last}"),
    };
    words::isolate(&shown)
}
