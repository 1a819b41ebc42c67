//! Known names one edit away from a word or words: an index by what is left when a letter is taken
//! out, of the names of the knowledge files that are long enough for one letter to tell little.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashSet, FxHasher};

use super::spelling::{Difference, difference, key};
use super::tagger::features::word_hash;
use super::tagger::model::{Model, Word};
use crate::knowledge::{EntityId, EntityKind, Knowledge};
use crate::text::fold::fold;
use crate::text::met::{Met, hash_of, met};

/// Letters a name of one word and one of several have to have.
const LETTERS: (usize, usize) = (7, 7);

/// How many knowledge bases have their index kept.
const KEPT: usize = 2;

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
#[derive(Debug, Default)]
pub struct Near {
    names: Vec<Name>,
    /// Hashes of names with a letter taken out, and of the names whole.
    shorter: Vec<(u64, u32)>,
    /// Where the hashes with each beginning start among those: most words are a slip of nothing, and
    /// that should cost one look.
    starts: Box<[u32]>,
    /// First and last words of names of several words.
    ends: FxHashSet<Box<str>>,
    /// Of which knowledge base.
    generation: u64,
}

impl Near {
    /// The index of a knowledge base, made when it is first asked for.
    pub fn of(knowledge: &Knowledge) -> Arc<Self> {
        static MADE: Mutex<Vec<(u64, Arc<Near>)>> = Mutex::new(Vec::new());
        let generation = knowledge.generation();
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, near)) = made.iter().find(|(of, _)| *of == generation) {
            return Arc::clone(near);
        }
        let near = Arc::new(Self::new(knowledge));
        if made.len() >= KEPT {
            made.remove(0);
        }
        made.push((generation, Arc::clone(&near)));
        near
    }

    fn new(knowledge: &Knowledge) -> Self {
        let mut out = Self { generation: knowledge.generation(), ..Self::default() };
        for entity in knowledge.entities() {
            let names = std::iter::once(&entity.ar).chain(&entity.aliases);
            for text in names.filter(|n| !entity.weak.contains(n)) {
                let folded = fold(text);
                let words: Vec<&str> = folded.split_whitespace().collect();
                let key = key(text);
                let least = if words.len() > 1 { LETTERS.1 } else { LETTERS.0 };
                if key.is_ascii() || key.chars().count() < least {
                    continue;
                }
                if let [first, .., last] = words[..] {
                    out.ends.extend([first, last].map(Box::from));
                }
                let at = out.names.len() as u32;
                out.shorter.extend(shortened(&key).map(|hash| (hash, at)));
                out.names.push(Name {
                    entity: entity.id.clone(),
                    kind: entity.kind,
                    text: text.as_str().into(),
                    key: key.into(),
                    own: *text == entity.ar,
                });
            }
        }
        out.shorter.sort_unstable();
        out.shorter.dedup();
        let mut starts = vec![0; (1 << START_BITS) + 1];
        for (hash, _) in &out.shorter {
            starts[start(*hash) + 1] += 1;
        }
        let mut sum = 0;
        for count in &mut starts {
            sum += *count;
            *count = sum;
        }
        out.starts = starts.into();
        out
    }

    /// Whether a folded word begins or ends a name of several words.
    pub fn ends_a_name(&self, word: &str) -> bool {
        self.ends.contains(word)
    }

    /// The names that a key is a slip of, in the order of the knowledge files: their first letter is
    /// right, and it is not what houses differ in that parts the key from the entity's own name.
    pub fn slips_of(&self, key: &str) -> Vec<&Name> {
        thread_local! {
            static ANY: RefCell<Met<bool>> = const { RefCell::new(Met::new()) };
        }
        if key.chars().count() + 1 < LETTERS.0.min(LETTERS.1) {
            return Vec::new();
        }
        // Nearly all are a slip of nothing.
        let mut found = None;
        let any =
            met(&ANY, hash_of(key, self.generation), || !found.insert(self.all_slips_of(key)).is_empty());
        found.unwrap_or_else(|| if any { self.all_slips_of(key) } else { Vec::new() })
    }

    fn all_slips_of(&self, key: &str) -> Vec<&Name> {
        let mut found: Vec<u32> = shortened(key).flat_map(|hash| self.with(hash)).collect();
        found.sort_unstable();
        found.dedup();
        let names = || found.iter().filter_map(|at| self.names.get(*at as usize));
        let of_house = |id: &EntityId| {
            let differ = |n: &Name| difference(&n.key, key);
            names().any(|n| n.own && n.entity == *id && differ(n) == Difference::Variant)
        };
        let is_slip = |n: &&Name| {
            difference(&n.key, key) == Difference::Slip && n.key.chars().next() == key.chars().next()
        };
        names().filter(is_slip).filter(|n| !of_house(&n.entity)).collect()
    }

    fn with(&self, hash: u64) -> impl Iterator<Item = u32> {
        let at = |start: usize| self.starts.get(start).map_or(0, |s| *s as usize);
        let alike = self.shorter.get(at(start(hash))..at(start(hash) + 1)).unwrap_or_default();
        alike.iter().filter(move |(h, _)| *h == hash).map(|(_, at)| *at)
    }
}

/// Bits of a hash by which it is looked up.
const START_BITS: u32 = 17;

/// The beginning of a hash.
const fn start(hash: u64) -> usize {
    (hash >> (u64::BITS - START_BITS)) as usize
}

/// Hashes of a key whole and with each letter taken out.
fn shortened(key: &str) -> impl Iterator<Item = u64> {
    let hash = |before: &str, after: &str| {
        let mut hasher = FxHasher::default();
        before.bytes().chain(after.bytes()).for_each(|b| b.hash(&mut hasher));
        hasher.finish()
    };
    let without = key.char_indices().map(move |(at, c)| hash(&key[..at], &key[at + c.len_utf8()..]));
    std::iter::once(hash(key, "")).chain(without)
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

    #[test]
    fn slips_lead_to_their_names() {
        let near = Near::of(&Knowledge::built_in());
        let found = |words: &str| {
            let mut ids: Vec<String> =
                near.slips_of(&key(words)).iter().map(|n| n.entity.to_string()).collect();
            ids.dedup();
            ids
        };
        assert_eq!(found("بيونغ يونغ"), ["pyongyang"]);
        assert_eq!(found("سيرغي لافورف"), ["sergey-lavrov"]);
        assert_eq!(found("سيرغي لافروف"), Vec::<String>::new());
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
