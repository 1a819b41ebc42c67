//! A title that stands for a person: who held the office on the article's day, before and after.

use std::sync::Arc;

use super::Reader;
use crate::features::card::{Line, Part};
use crate::features::in_words::{held_by, opening, other_name};
use crate::features::markdown::clean;
use crate::features::subject::Subject;
use crate::knowledge::titles::Titles;
use crate::knowledge::{Entity, Tenure};
use crate::text::fold::fold;
use crate::words::calendar::day;

impl Reader<'_> {
    /// The office, its holder on the day, and who came before and after; `None` where the person
    /// is not known to have held one.
    pub(super) fn role(&self, subject: &Subject<'_>, person: &Entity) -> Option<Vec<Line>> {
        let words = subject.mention.span.of(&subject.article.text.text);
        let office = self.office_meant(person, words)?;
        let knowledge = self.snapshot.knowledge();
        let title = knowledge.office_of(person, &office.title, office.of.as_str(), self.language);
        let mut out = vec![Line::strong(&opening(&title))];
        out.push(match self.date {
            Some(date) => {
                let parts = [Part::Text(day(self.language, date)), Part::Strong(self.held(person, office))];
                self.line("card.on", &parts)
            }
            None => Line::strong(&self.held(person, office)),
        });
        out.extend(other_name(self.language, person).map(|n| Line::text(clean(n))));
        let exclusive = Titles::get().by_id(&office.title).is_some_and(|t| t.exclusive);
        let all = if exclusive { knowledge.tenures(&office.title, office.of.as_str()) } else { Vec::new() };
        let (before, after) = neighbours(&all, office);
        out.extend(before.map(|(who, when)| self.neighbour("card.predecessor", who, when)));
        out.extend(after.map(|(who, when)| self.neighbour("card.successor", who, when)));
        Some(out)
    }

    /// The office a person is called by: of those held on the day (else of all), the one whose
    /// words are nearest to those used.
    fn office_meant<'p>(&self, person: &'p Entity, words: &str) -> Option<&'p Tenure> {
        let used = fold(words);
        let knowledge = self.snapshot.knowledge();
        let likeness = |tenure: &&Tenure| {
            let office = knowledge.office_name(&tenure.title, tenure.of.as_str(), crate::words::Language::Ar);
            let office = fold(&office);
            let shared = used
                .split_whitespace()
                .filter(|w| office.split_whitespace().any(|o| bare(o) == bare(w)))
                .count();
            let held = self.date.is_none_or(|date| tenure.held_on(date));
            (held, shared, tenure.from)
        };
        person.offices.iter().max_by_key(likeness)
    }

    pub(super) fn held(&self, person: &Entity, tenure: &Tenure) -> String {
        held_by(self.language, &clean(person.name(self.language)), tenure)
    }

    pub(super) fn neighbour(&self, key: &str, person: &Entity, tenure: &Tenure) -> Line {
        Line::text(self.say(key, &[&self.held(person, tenure)]))
    }
}

/// A person and when he held the office.
pub(super) type Held = (Arc<Entity>, Tenure);

/// Longest time between two who held an office one after the other; in a longer one somebody stood
/// between them whom no knowledge file has.
const BETWEEN_DAYS: i32 = 150;

/// The tenures before and after one, of those of an office. One that overlaps by more than the
/// month of a handover is neither: the office then has several holders.
pub(super) fn neighbours<'t>(all: &'t [Held], tenure: &Tenure) -> (Option<&'t Held>, Option<&'t Held>) {
    let ends_by = |earlier: &Tenure, later: &Tenure| match (earlier.to, later.from) {
        (Some(to), Some(from)) => {
            let between = to.last_day().until(from.first_day()).map_or(0, |span| span.get_days());
            to.first_day() <= from.last_day().last_of_month() && between <= BETWEEN_DAYS
        }
        _ => false,
    };
    let before = all.iter().filter(|(_, t)| t != tenure && ends_by(t, tenure));
    let after = all.iter().filter(|(_, t)| t != tenure && ends_by(tenure, t));
    (before.max_by_key(|(_, t)| (t.to, t.from)), after.min_by_key(|(_, t)| (t.from, t.to)))
}

/// A folded word without its article: الرئيس and رئيس are one office.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, PartialDate};

    #[test]
    fn several_holders_at_once_are_not_one_after_the_other() {
        let person = Knowledge::built_in().entities().next().cloned().unwrap();
        let held = |from: &str, to: &str| {
            let tenure = Tenure {
                title: "minister".into(),
                of: "x".into(),
                from: PartialDate::parse(from),
                to: PartialDate::parse(to),
            };
            (Arc::clone(&person), tenure)
        };
        let all = [
            held("1990", "1998-05-01"),
            held("2004-05-07", "2012-11-06"),
            held("2008-01", ""),
            held("2012-11-06", "2024-05-12"),
            held("2024-05-14", ""),
        ];
        let (before, after) = neighbours(&all, &all[3].1);
        assert_eq!(before, Some(&all[1]));
        assert_eq!(after, Some(&all[4]));
        assert_eq!(neighbours(&all, &all[4].1), (Some(&all[3]), None));
        assert_eq!(neighbours(&all, &all[0].1), (None, None), "too long between them");
    }
}
