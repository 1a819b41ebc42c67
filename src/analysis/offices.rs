//! Offices held at the time: what the people an article presents by title tell of the day it was
//! written.

use jiff::civil::Date;

use crate::knowledge::titles::Titles;
use crate::knowledge::{Knowledge, PartialDate, Tenure};
use crate::names::Introduction;

/// First and last day on which somebody held the office the article gives them, one for each who
/// held it at one time alone; `None` for an open end.
pub(super) fn held(
    introductions: &[Introduction],
    knowledge: &Knowledge,
) -> Vec<(Option<Date>, Option<Date>)> {
    let sitting = introductions.iter().filter(|i| !i.former && !i.deputy);
    let spans = sitting.filter_map(|introduction| {
        let person = knowledge.entity(introduction.person.as_ref()?.as_str())?;
        let titles = introduction.titles.iter().filter_map(|t| Titles::get().list.get(*t));
        let titles: Vec<&str> = titles.map(|t| t.id.as_str()).collect();
        let meant = introduction.of.as_ref().map(|of| knowledge.places_meant(of));
        let fits = |t: &&Tenure| {
            titles.contains(&t.title.as_str()) && meant.as_ref().is_none_or(|m| m.contains(&t.of))
        };
        let mut held = person.offices.iter().filter(fits);
        let only = held.next().filter(|_| held.next().is_none())?;
        Some((only.from.map(PartialDate::first_day), only.to.map(PartialDate::last_day)))
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Certainty, Metadata, Published, analyse};
    use crate::knowledge::Knowledge;

    fn published(words: &str) -> Published {
        analyse(&format!("خبر\n\n{words}\n"), &Metadata::default(), &Knowledge::built_in()).published
    }

    fn days(words: &str) -> Vec<String> {
        published(words).candidates.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn those_in_office_leave_fewer_days() {
        let told = "وصل الوفد اليوم الخميس 19 أكتوبر إلى موسكو.";
        assert!(days(told).len() > 4);
        let one = format!("{told} والتقى وزير الدفاع الروسي سيرغي شويغو.");
        assert_eq!(days(&one), ["2017-10-19", "2023-10-19"]);
        let two = format!("{one} وقال الرئيس الأمريكي جو بايدن إنه يتابع الزيارة.");
        let two = published(&two);
        let day = two.date.map(|d| d.to_string());
        assert_eq!((day.as_deref(), two.certainty), (Some("2023-10-19"), Certainty::Inferred));
    }

    #[test]
    fn an_office_of_another_time_says_nothing() {
        let told = "وصل الوفد اليوم الخميس 19 أكتوبر إلى موسكو.";
        let former = format!("{told} والتقى وزير الدفاع الروسي السابق سيرغي شويغو.");
        assert_eq!(days(&former), days(told));
        let apart = format!("{told} وتحدث عن الرئيس الأمريكي جو بايدن والرئيس الأمريكي باراك أوباما.");
        assert_eq!(days(&apart), days(told));
    }
}
