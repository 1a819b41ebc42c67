//! The words of an office that stand for nobody by themselves: who held it on the article's day, and
//! that nobody is known where that is so.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Reader;
use super::role::{Held, neighbours};
use crate::corpus::OpenArticle;
use crate::features::card::{Card, Line, Part};
use crate::features::markdown::clean;
use crate::knowledge::titles::Titles;
use crate::names::NamedOffice;
use crate::words::calendar::day;

/// How many holders of an office with several a card shows.
const HOLDERS: usize = 3;

impl Reader<'_> {
    /// The card of an office; none of one that many hold at a time (سفير) or whose words can be those
    /// of several (الوزير الروسي).
    pub(super) fn office(&self, article: &OpenArticle, office: &NamedOffice) -> Option<Card> {
        let titles = office.titles.iter().filter_map(|&t| Titles::get().list.get(t));
        if titles.clone().any(|t| !t.exclusive)
            || titles.map(|t| &t.group).collect::<FxHashSet<_>>().len() > 1
        {
            return None;
        }
        let words = clean(office.span.of(&article.text.text));
        let all = self.holders(office);
        let mut lines = vec![Line::strong(&words)];
        let on = |date: Date| all.iter().filter(move |(_, t)| t.held_on(date));
        let several = self.date.is_some_and(|date| on(date).count() > 1);
        if several && office.titles.len() > 1 {
            return None;
        }
        match self.date {
            Some(date) => {
                for held in on(date).take(HOLDERS) {
                    let who = Part::Strong(self.held(&held.0, &held.1));
                    lines.push(self.line("card.on", &[Part::Text(day(self.language, date)), who]));
                }
                if on(date).next().is_none() {
                    let nobody = Part::Text(self.say("card.nobody", &[]));
                    lines.push(self.line("card.on", &[Part::Text(day(self.language, date)), nobody]));
                }
                let (before, after) = if let Some((_, held)) = on(date).next() {
                    neighbours(&all, held)
                } else {
                    let over = all.iter().filter(|(_, t)| t.to.is_some_and(|to| to.last_day() < date));
                    let before = over.max_by_key(|(_, t)| (t.to, t.from));
                    let to_come = all.iter().filter(|(_, t)| t.from.is_some_and(|f| f.first_day() > date));
                    (before, to_come.min_by_key(|(_, t)| (t.from, t.to)))
                };
                lines.extend(before.map(|(who, when)| self.neighbour("card.predecessor", who, when)));
                lines.extend(after.map(|(who, when)| self.neighbour("card.successor", who, when)));
            }
            None => match all.last() {
                Some((who, when)) => lines.push(self.neighbour("card.last-holder", who, when)),
                None => lines.push(Line::text(self.say("card.nobody", &[]))),
            },
        }
        Some(Card { span: office.span, lines })
    }

    /// Everybody known to have held the office, oldest first.
    fn holders(&self, office: &NamedOffice) -> Vec<Held> {
        let knowledge = self.snapshot.knowledge();
        let prefix = if office.deputy { "deputy-" } else { "" };
        let titles = office.titles.iter().filter_map(|&t| Titles::get().list.get(t));
        let ids: Vec<String> = titles.map(|t| format!("{prefix}{}", t.id)).collect();
        let places = knowledge.places_meant(&office.of);
        let of_place = |place: &crate::knowledge::EntityId| {
            ids.iter().flat_map(|id| knowledge.tenures(id, place.as_str())).collect::<Vec<_>>()
        };
        let mut out: Vec<Held> = places.iter().flat_map(of_place).collect();
        out.sort_by_key(|(_, t)| (t.from, t.to));
        // One person can hold one office under two of the titles that the words can mean.
        out.dedup_by(|a, b| a.0.id == b.0.id && a.1.from == b.1.from);
        out
    }
}
