//! Known names one edit away from a word or words: an index by what is left when a letter is taken
//! out, of the names of the knowledge files that are long enough for one letter to tell little.

use std::sync::{Arc, LazyLock};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::spelling::{Difference, difference, key};
use super::tagger::features::word_hash;
use super::tagger::model::{Model, Word};
use crate::knowledge::{EntityId, EntityKind, Knowledge};
use crate::text::lexicon::built_in;

mod deletions;
mod index;

use index::{LETTERS, NameIndex};

/// The index of the built-in names, which `build.rs` makes: making it anew took most of a start.
static BUILT_IN: LazyLock<NameIndex> =
    LazyLock::new(|| built_in(include_bytes!(concat!(env!("OUT_DIR"), "/names.near"))));

/// How many keys are kept of which it is known whether they are a slip: the corpus asks for so many thousand.
const ASKED: usize = 1 << 16;

/// A name as a knowledge file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Whose it is.
    pub entity: EntityId,
    /// Person, place or organisation.
    pub kind: EntityKind,
    /// The name.
    pub text: Box<str>,
    key: Box<str>,
    /// Whether it is the entity's own, not one of its aliases.
    own: bool,
}

/// The names of a knowledge base, to be looked up by what is nearly one of them.
#[derive(Debug)]
pub struct Near {
    /// Those of the built-in entries, where the workspace replaces none of them.
    built_in: Option<&'static NameIndex>,
    /// The others.
    own: NameIndex,
    /// Keys asked for before, and whether they are a slip of any name: nearly all are of none.
    asked: DashMap<Box<str>, bool, FxBuildHasher>,
}

impl Near {
    /// The index of a knowledge base, made when it is first asked for.
    pub fn of(knowledge: &Knowledge) -> Arc<Self> {
        knowledge.extension(|| Self::new(knowledge))
    }

    fn new(knowledge: &Knowledge) -> Self {
        let stored = knowledge.whole_built_in();
        let own = knowledge.curated().filter(|number| *number >= stored.unwrap_or(0));
        let own = own.filter_map(|number| Some((number, &**knowledge.at(number)?)));
        Self { built_in: stored.map(|_| &*BUILT_IN), own: NameIndex::new(own), asked: DashMap::default() }
    }

    /// The built-in names, then the others: in the order of the knowledge files.
    fn parts(&self) -> impl Iterator<Item = &NameIndex> {
        self.built_in.into_iter().chain([&self.own])
    }

    /// Whether a folded word begins or ends a name of several words.
    pub fn ends_a_name(&self, word: &str) -> bool {
        self.parts().any(|part| part.has_end(word))
    }

    /// The names that a key is a slip of, in the order of the knowledge files: their first letter is
    /// right, and it is not what houses differ in that parts the key from the entity's own name.
    ///
    /// `knowledge` is the one that this is the index of.
    pub fn slips_of(&self, key: &str, knowledge: &Knowledge) -> Vec<Name> {
        if key.chars().count() + 1 < LETTERS || self.asked.get(key).is_some_and(|any| !*any) {
            return Vec::new();
        }
        let slips = self.all_slips_of(key, knowledge);
        if self.asked.len() < ASKED {
            self.asked.insert(key.into(), !slips.is_empty());
        }
        slips
    }

    fn all_slips_of(&self, key: &str, knowledge: &Knowledge) -> Vec<Name> {
        let found = self.parts().flat_map(|part| part.near(key));
        let mut names: Vec<Name> =
            found.filter_map(|(number, which)| name(knowledge, number, which)).collect();
        let of_house: Vec<EntityId> = names
            .iter()
            .filter(|n| n.own && difference(&n.key, key) == Difference::Variant)
            .map(|n| n.entity.clone())
            .collect();
        names.retain(|n| {
            difference(&n.key, key) == Difference::Slip
                && n.key.chars().next() == key.chars().next()
                && !of_house.contains(&n.entity)
        });
        names
    }
}

/// A name of the entity with a number: its own, or the alias behind so many names.
fn name(knowledge: &Knowledge, number: u32, which: u16) -> Option<Name> {
    let entity = knowledge.at(number)?;
    let text = match which.checked_sub(1) {
        Some(alias) => entity.aliases.get(usize::from(alias))?,
        None => &entity.ar,
    };
    Some(Name {
        entity: entity.id.clone(),
        kind: entity.kind,
        text: text.as_str().into(),
        key: key(text).into(),
        own: *text == entity.ar,
    })
}

/// What the news makes of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Rarely met, or never.
    Rare,
    /// Met, mostly as part of a name.
    Name,
    /// Met, mostly as a word of the language.
    Word,
}

/// How the news uses a folded word.
pub fn used(word: &str) -> Use {
    const MOSTLY: u8 = 2;
    match Model::get().word(word_hash(word)) {
        Some(met) if met.is_common() => {
            let shares = [met.habit, met.habit >> 2, met.habit >> 4];
            if shares.iter().any(|s| s & 3 >= MOSTLY) { Use::Name } else { Use::Word }
        }
        Some(Word { parts: 1.., .. }) => Use::Name,
        _ => Use::Rare,
    }
}

/// Whether a folded word is one that the news uses every day, and seldom in a name.
pub fn is_everyday(word: &str) -> bool {
    const OFTEN: u8 = 2;
    let often = |met: Word| met.habit >> 6 >= OFTEN;
    used(word) == Use::Word && Model::get().word(word_hash(word)).is_some_and(often)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn slips_lead_to_their_names() {
        let knowledge = Knowledge::built_in();
        let near = Near::of(&knowledge);
        let found = |words: &str| {
            let mut ids: Vec<String> =
                near.slips_of(&key(words), &knowledge).iter().map(|n| n.entity.to_string()).collect();
            ids.dedup();
            ids
        };
        assert_eq!(found("بيونغ يونغ"), ["pyongyang"]);
        assert_eq!(found("سيرغي لافورف"), ["sergey-lavrov"]);
        assert_eq!(found("سيرغي لافروف"), Vec::<String>::new());
    }

    #[test]
    fn what_the_build_stored_is_the_index_of_the_built_in_names() {
        let knowledge = Knowledge::built_in();
        let all = knowledge.curated().filter_map(|number| Some((number, &**knowledge.at(number)?)));
        assert_eq!(*BUILT_IN, NameIndex::new(all));
    }

    #[test]
    fn an_entry_of_the_workspace_takes_the_names_of_the_built_in_one_away() {
        let found = |id: &str| {
            let class = "class = \"politician\"";
            let text =
                format!("[[person]]\nid = \"{id}\"\n{class}\nar = \"فلاديسلاف كوروتشكين\"\nen = \"Own\"\n");
            let (knowledge, faults) = Knowledge::with_files(&[("knowledge/own.toml".into(), text)]);
            assert!(faults.is_empty(), "{faults:?}");
            let near = Near::of(&knowledge);
            ["سيرغي لافورف", "فلاديسلاف كوروشتكين"].map(|words| {
                near.slips_of(&key(words), &knowledge).first().map(|name| name.entity.to_string())
            })
        };
        let ids = |one: Option<&str>, other: Option<&str>| [one, other].map(|id| id.map(str::to_owned));
        assert_eq!(found("sergey-lavrov"), ids(None, Some("sergey-lavrov")));
        assert_eq!(found("somebody-else"), ids(Some("sergey-lavrov"), Some("somebody-else")));
    }

    #[test]
    fn words_are_told_from_names() {
        assert_eq!(used(&fold("مباحثات")), Use::Word);
        assert_eq!(used(&fold("بوتين")), Use::Name);
        assert_eq!(used(&fold("لافورف")), Use::Rare);
        assert!(is_everyday(&fold("على")) && is_everyday(&fold("وقال")));
        assert!(!is_everyday(&fold("بوتين")) && !is_everyday(&fold("بوت")));
    }
}
