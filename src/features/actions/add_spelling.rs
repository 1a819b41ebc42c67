//! Adds a name that no knowledge file has as another spelling of somebody one has.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::own_file::{self, Unknown, quoted};
use super::{CodeAction, Place};
use crate::knowledge::{Entity, EntityId, EntityKind};
use crate::text::fold::{fold, loose_key, name_letter};
use crate::words;

use super::super::markdown::clean;

/// How many are offered.
const MOST: usize = 3;
/// Fewest letters of a name that others are compared with.
const LETTERS: usize = 4;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for unknown in own_file::unknown(place) {
        for entity in nearest(place, &unknown) {
            let known = words::quote(place.language, &clean(entity.name(place.language)));
            let written = words::quote(place.language, &unknown.name);
            let title = words::say(place.language, "action.add-spelling", &[&written, &known]);
            let (id, alias) = (quoted(entity.id.as_str()), quoted(&unknown.name));
            out.extend(own_file::add(place, title, &format!("[[alias]]\nof = {id}\nname = {alias}\n")));
        }
    }
}

/// The known entities of the kind whose names are nearest: those of the article before others.
fn nearest(place: &Place<'_>, unknown: &Unknown) -> Vec<Arc<Entity>> {
    let knowledge = place.snapshot.knowledge();
    let Some(wanted) = Name::new(&unknown.name) else {
        return Vec::new();
    };
    let here: FxHashSet<&EntityId> =
        place.analysis.mentions.iter().filter_map(|m| m.entity.as_ref()).collect();
    let bodies = here.iter().filter_map(|id| knowledge.entity(id.as_str()));
    let bodies = bodies.filter(|e| e.origin == crate::knowledge::Origin::Constructed);
    let all = knowledge.entities().cloned().chain(bodies).filter(|e| e.kind == unknown.kind);
    let mut found: Vec<(bool, usize, EntityId, Arc<Entity>)> = all
        .filter_map(|entity| {
            let is_here = here.contains(&entity.id);
            let distance = wanted.distance(&entity, is_here)?;
            Some((is_here, distance, entity.id.clone(), entity))
        })
        .collect();
    found.sort_by(|a, b| (Reverse(a.0), a.1, &a.2).cmp(&(Reverse(b.0), b.1, &b.2)));
    found.into_iter().take(MOST).map(|(.., entity)| entity).collect()
}

/// A name as it is compared: folded letters without spaces, and the loose keys of its words.
struct Name {
    letters: Vec<char>,
    keys: Vec<String>,
}

impl Name {
    fn new(name: &str) -> Option<Self> {
        let folded = fold(name);
        let letters: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).map(name_letter).collect();
        let keys = folded.split_whitespace().map(loose_key).filter(|k| k.chars().count() >= 2);
        (letters.len() >= LETTERS).then(|| Self { letters, keys: keys.collect() })
    }

    /// Letters between this name and the nearest of an entity's, where they are near enough: one
    /// in four, one in two for somebody the article names as well. A name that has all the words
    /// of the other, loosely, is near whatever else it has.
    fn distance(&self, entity: &Entity, is_here: bool) -> Option<usize> {
        let names = [&entity.ar, &entity.en].into_iter().chain(&entity.aliases);
        let part = if is_here { 2 } else { 4 };
        let latin = self.letters.iter().all(char::is_ascii);
        names
            .filter(|n| !n.is_empty() && n.is_ascii() == latin)
            .filter_map(|n| {
                let most = self.letters.len().max(n.chars().count()) / part;
                // Names of very different length are not worth folding.
                let (a, b) = (self.letters.len(), n.chars().count());
                if entity.kind != EntityKind::Person && a.abs_diff(b) > most + 3 {
                    return None;
                }
                let other = Self::new(n)?;
                let most = self.letters.len().max(other.letters.len()) / part;
                let near = edits(&self.letters, &other.letters, most);
                near.or_else(|| self.shares_words(&other).then_some(most))
            })
            .min()
    }

    /// Whether the shorter name's words, two at least, all stand in the longer one.
    fn shares_words(&self, other: &Self) -> bool {
        let (short, long) = if self.keys.len() <= other.keys.len() { (self, other) } else { (other, self) };
        short.keys.len() >= 2 && short.keys.iter().all(|k| long.keys.contains(k))
    }
}

/// How many letters have to be put in, taken out or changed; `None` for more than `most`.
fn edits(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        let mut least = left;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            let here = (corner + usize::from(x != y)).min(above + 1).min(left + 1);
            corner = above;
            left = here;
            least = least.min(here);
            *cell = here;
        }
        if least > most {
            return None;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_between_two_names() {
        let count = |a: &str, b: &str, most| {
            let letters = |w: &str| w.chars().collect::<Vec<_>>();
            edits(&letters(a), &letters(b), most)
        };
        assert_eq!(count("شويغو", "شويجو", 2), Some(1));
        assert_eq!(count("شويغو", "شويغوف", 2), Some(1));
        assert_eq!(count("بيلوسوف", "بلوسف", 3), Some(2));
        assert_eq!(count("بيلوسوف", "شويغو", 3), None);
        assert_eq!(count("", "اب", 2), Some(2));
    }
}
