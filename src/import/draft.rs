//! What dumps say of an entity, piece by piece, and the entry that comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::link::Links;
use crate::knowledge::titles::Titles;
use crate::knowledge::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};
use crate::text::fold::fold;
use crate::text::lexicon::Folded;

/// A piece of what is said of one entity: a line of a dump, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fragment {
    /// Kind and class; a piece without adds to one that has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<(EntityKind, String)>,
    /// Names, the best first; those not in Arabic script are left out later.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) names: Vec<String>,
    /// Names that need something in the article to agree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) weak: Vec<String>,
    /// All names need it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) obscure: bool,
    /// The English name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) en: String,
    /// The state: an id of the dump or of ours.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) country: String,
    /// What contains it: an id of the dump or of ours.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) within: String,
    /// Latitude and longitude in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coordinates: Option<[f64; 2]>,
    /// Offices held: the dump's id of the post, first and last day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) offices: Vec<(String, String, String)>,
    /// A line in Arabic and one in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<(String, String)>,
}

impl Fragment {
    pub(super) fn encode(&self) -> io::Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(io::Error::other)
    }
}

/// Everything that was said of one entity.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) kind: EntityKind,
    /// Names in Arabic script that are enough by themselves, the best first.
    pub(super) names: Vec<String>,
    /// Those that are not.
    weak: Vec<String>,
    class: String,
    rest: Fragment,
}

/// Words and letters from which on a name can be enough by itself.
const STRONG: (usize, usize) = (2, 6);

/// Words and bytes beyond which a name is no name.
const LONGEST: (usize, usize) = (8, 160);

/// Letters from which on a single word can be a name at all.
const SHORTEST: usize = 3;

impl Draft {
    /// Puts the fragments of an id together; nothing where none says what it is, or no name is in
    /// Arabic script.
    pub(super) fn of(id: &[u8], fragments: &[Vec<u8>]) -> Option<Self> {
        let fragments = fragments.iter().filter_map(|f| serde_json::from_slice::<Fragment>(f).ok());
        let mut rest = Fragment::default();
        for fragment in fragments {
            rest.names.extend(fragment.names);
            rest.weak.extend(fragment.weak);
            rest.offices.extend(fragment.offices);
            rest.obscure |= fragment.obscure;
            rest.kind = rest.kind.or(fragment.kind);
            rest.coordinates = rest.coordinates.or(fragment.coordinates);
            rest.about = rest.about.or(fragment.about);
            for (field, more) in [
                (&mut rest.en, fragment.en),
                (&mut rest.country, fragment.country),
                (&mut rest.within, fragment.within),
            ] {
                if field.is_empty() {
                    *field = more;
                }
            }
        }
        let (kind, class) = rest.kind.take()?;
        let (mut names, mut weak) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        let given = rest.names.iter().map(|n| (n, rest.obscure)).chain(rest.weak.iter().map(|n| (n, true)));
        for (name, doubtful) in given {
            let Some(name) = arabic(name).filter(|n| seen.insert(fold(n))) else {
                continue;
            };
            if kind == EntityKind::Person && begins_with_title(&name) {
                continue;
            }
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            let words = name.split(' ').count();
            match words {
                _ if words >= STRONG.0 && letters >= STRONG.1 && !doubtful => names.push(name),
                1 if letters < SHORTEST => {}
                _ => weak.push(name),
            }
        }
        let id = String::from_utf8(id.to_vec()).ok()?;
        (!names.is_empty() || !weak.is_empty()).then_some(Self { id, kind, names, weak, class, rest })
    }

    /// All its Arabic names.
    pub(super) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(&self.weak).map(String::as_str)
    }

    /// Its English name, if it has one.
    pub(super) fn english(&self) -> Option<&str> {
        Some(self.rest.en.as_str()).filter(|en| !en.is_empty())
    }

    /// Where it is.
    pub(super) fn coordinates(&self) -> Option<[f64; 2]> {
        self.rest.coordinates
    }

    /// The state it is said to belong to.
    pub(super) fn country(&self) -> &str {
        &self.rest.country
    }

    /// The entry, its references resolved.
    pub(super) fn entity(&self, links: &Links) -> Entity {
        let ar = self.all_names().next().unwrap_or_default().to_owned();
        let mut weak = self.weak.clone();
        let en = self.rest.en.clone();
        // A Latin word alone is as doubtful as an Arabic one.
        if !en.is_empty() && (self.rest.obscure || en.split_whitespace().count() == 1) {
            weak.push(en.clone());
        }
        let resolve = |id: &str| links.resolve(id).map(EntityId::from);
        let offices = self.rest.offices.iter().filter_map(|(post, from, to)| {
            let (title, of) = links.post(post)?;
            let (from, to) = (PartialDate::parse(from), PartialDate::parse(to));
            let runs = from.zip(to).is_none_or(|(from, to)| from.first_day() <= to.last_day());
            runs.then(|| Tenure { title: title.clone(), of: of.clone(), from, to })
        });
        let person = self.kind == EntityKind::Person;
        Entity {
            id: self.id.as_str().into(),
            kind: self.kind,
            class: self.class.clone(),
            aliases: self.names.iter().filter(|n| **n != ar).cloned().collect(),
            ar,
            en,
            names: BTreeMap::new(),
            weak,
            demonym: Vec::new(),
            demonym_forms: Vec::new(),
            country: resolve(&self.rest.country),
            within: resolve(&self.rest.within).filter(|_| !person),
            capital: None,
            coordinates: self.rest.coordinates.filter(|_| self.kind == EntityKind::Place),
            offices: offices.filter(|_| person).collect(),
            about: self.rest.about.clone().map(|(ar, en)| Bilingual { ar, en }),
            origin: Origin::Imported { path: PathBuf::new() },
        }
    }
}

/// A name in Arabic script with its spaces put in order; nothing for any other.
fn arabic(name: &str) -> Option<String> {
    let name = name.split('(').next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek()?;
    let script = letters.all(is_arabic);
    (script && words.len() <= LONGEST.0 && name.len() <= LONGEST.1).then_some(name)
}

/// Whether a letter is of the Arabic script.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a person's name has a title or rank before it (الرئيس بوتين): the text's titles are read by
/// other rules, which such a form would hide.
fn begins_with_title(name: &str) -> bool {
    let folded = fold(name);
    let titles = Titles::get();
    let of_title = |folded: &str| {
        let words: Vec<&str> = folded.split(' ').collect();
        let begins = |phrase: &[Folded]| {
            phrase.len() < words.len() && phrase.iter().zip(&words).all(|(a, b)| **a == **b)
        };
        let first = words.first().copied().unwrap_or_default();
        titles.phrases.starting(first).iter().any(|p| begins(&p.words))
            || titles.ranks.iter().any(|r| begins(r))
    };
    of_title(&folded) || folded.strip_prefix("ال").is_some_and(of_title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(names: &[&str]) -> Option<Draft> {
        let names = names.iter().map(|n| (*n).to_owned()).collect();
        let kind = Some((EntityKind::Person, "person".to_owned()));
        let fragment = Fragment { kind, names, ..Fragment::default() };
        Draft::of(b"wd:Q1", &[fragment.encode().unwrap()])
    }

    #[test]
    fn single_words_are_weak_and_foreign_letters_left_out() {
        let draft = draft(&["سمسم السمسماني", "Simsim", "سمسم", "الرئيس سمسم السمسماني", "أب"]).unwrap();
        assert_eq!(draft.names, ["سمسم السمسماني"]);
        assert_eq!(draft.weak, ["سمسم"]);
    }

    #[test]
    fn without_an_arabic_name_there_is_no_entry() {
        assert!(draft(&["Simsim", "Симсим", "123"]).is_none());
    }
}
