//! From letters to entities: one automaton over every surface form, walked from a word's start.
//!
//! Keys are folded names (غ and ج merged) with spaces, signs and underscores left out, so that
//! joined and split spellings of a name are one path.

use std::collections::BTreeMap;

use fst::raw::{Node, Output};
use rustc_hash::FxHashMap;

use super::inflect::demonym_forms;
use super::{Entity, EntityKind};
use crate::text::fold::{fold, loose_key, name_letter};

/// How a surface form names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurfaceForm {
    /// A name that is enough by itself.
    Name,
    /// A name that needs something in the article to agree.
    Weak,
    /// A relational adjective or people.
    Demonym,
    /// A demonym's indefinite accusative (روسيًا), which can look like the name itself.
    DemonymAccusative,
}

/// One reading of a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Surface {
    /// Index of the entity in the knowledge base.
    pub entity: u32,
    /// How it names it.
    pub form: SurfaceForm,
    /// Words of the name as the knowledge file writes it.
    pub words: u8,
}

/// The compiled surface forms.
#[derive(Debug)]
pub struct Gazetteer {
    automaton: fst::Map<Vec<u8>>,
    surfaces: Vec<Vec<Surface>>,
    /// Full names of people and places by their words' loose keys.
    loose: FxHashMap<String, Vec<u32>>,
    loose_first: rustc_hash::FxHashSet<String>,
}

impl Gazetteer {
    /// Compiles the forms of `entities`; their order gives the indices.
    pub fn new<'e>(entities: impl Iterator<Item = &'e Entity>) -> Self {
        let mut forms: BTreeMap<Vec<u8>, Vec<Surface>> = BTreeMap::new();
        let mut loose: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (index, entity) in entities.enumerate() {
            let index = index as u32;
            for (text, form) in surface_forms(entity) {
                let key = name_key(&text);
                let words = text.split_whitespace().count().min(255) as u8;
                if !key.is_empty() {
                    forms.entry(key).or_default().push(Surface { entity: index, form, words });
                }
            }
            for key in loose_names(entity) {
                loose.entry(key).or_default().push(index);
            }
        }
        for readings in forms.values_mut().chain([]) {
            readings.sort_unstable();
            readings.dedup_by_key(|s| (s.entity, s.form));
        }
        loose.values_mut().for_each(std::vec::Vec::dedup);
        let loose_first = loose.keys().filter_map(|k| k.split(' ').next()).map(str::to_owned).collect();
        let (automaton, surfaces) = compile(forms);
        Self { automaton, surfaces, loose, loose_first }
    }

    /// A walk that has read nothing yet.
    pub fn walk(&self) -> Walk<'_> {
        Walk { gazetteer: self, node: self.automaton.as_fst().root(), output: Output::zero() }
    }

    /// The readings of a whole form, however it is spaced.
    pub fn lookup(&self, text: &str) -> &[Surface] {
        let key = name_key(text);
        let found = self.automaton.get(&key).and_then(|i| self.surfaces.get(i as usize));
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether some full name begins with this loose key.
    pub fn loose_begins(&self, first_word: &str) -> bool {
        self.loose_first.contains(first_word)
    }

    /// Entities whose full name has these loose keys, joined by spaces.
    pub fn loose_names_of(&self, keys: &str) -> &[u32] {
        self.loose.get(keys).map_or(&[], Vec::as_slice)
    }
}

/// A walk through the automaton, fed a word at a time.
#[derive(Clone, Debug)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    node: Node<'g>,
    output: Output,
}

impl<'g> Walk<'g> {
    /// Feeds a word's folded letters; false where no form goes on so (the walk is over then).
    pub fn feed(&mut self, folded_word: &str) -> bool {
        let mut buffer = [0; 4];
        folded_word.chars().all(|c| name_letter(c).encode_utf8(&mut buffer).bytes().all(|b| self.step(b)))
    }

    fn step(&mut self, byte: u8) -> bool {
        let Some(at) = self.node.find_input(byte) else {
            return false;
        };
        let transition = self.node.transition(at);
        self.output = self.output.cat(transition.out);
        self.node = self.gazetteer.automaton.as_fst().node(transition.addr);
        true
    }

    /// The readings of what has been fed, where that is a whole form.
    pub fn readings(&self) -> Option<&'g [Surface]> {
        if !self.node.is_final() {
            return None;
        }
        let index = self.output.cat(self.node.final_output()).value() as usize;
        self.gazetteer.surfaces.get(index).map(Vec::as_slice)
    }
}

/// The automaton's key of a form: folded letters and digits, غ as ج.
fn name_key(text: &str) -> Vec<u8> {
    fold(text).chars().filter(|c| c.is_alphanumeric()).map(name_letter).collect::<String>().into_bytes()
}

fn surface_forms(entity: &Entity) -> Vec<(String, SurfaceForm)> {
    use SurfaceForm::{Demonym, DemonymAccusative, Name, Weak};
    let names = [&entity.ar, &entity.en].into_iter().chain(entity.names.values()).chain(&entity.aliases);
    let mut out: Vec<_> = names
        .filter(|n| !entity.weak.contains(*n))
        .map(|n| (n.clone(), Name))
        .chain(entity.weak.iter().map(|n| (n.clone(), Weak)))
        .chain(entity.demonym_forms.iter().map(|n| (n.clone(), Demonym)))
        .collect();
    let bare = entity.demonym_forms.iter().filter(|n| takes_accusative(n));
    out.extend(bare.map(|n| (format!("{n}ا"), DemonymAccusative)));
    for base in &entity.demonym {
        let mut forms = demonym_forms(base);
        out.extend(forms.pop().map(|f| (f, DemonymAccusative)));
        out.extend(forms.into_iter().map(|f| (f, Demonym)));
    }
    out
}

/// Whether an irregular form has an indefinite accusative of its own (روس: روسًا).
fn takes_accusative(form: &str) -> bool {
    !form.starts_with("ال") && !form.contains(' ') && !form.ends_with(['ا', 'ة', 'ى'])
}

/// Letters that have to be left in a loose key of a person (who is known by it alone) and of a place
/// (which the article has to name as well): fewer make common words of names (إنه أمر).
const LOOSE_LETTERS: (usize, usize) = (7, 6);

/// Loose keys of a person's or place's Arabic names of two words or more.
fn loose_names(entity: &Entity) -> Vec<String> {
    let least = match entity.kind {
        EntityKind::Person => LOOSE_LETTERS.0,
        EntityKind::Place => LOOSE_LETTERS.1,
        EntityKind::Organisation => return Vec::new(),
    };
    let names = std::iter::once(&entity.ar).chain(&entity.aliases);
    let keys = names.filter_map(|name| {
        let words: Vec<String> = fold(name).split_whitespace().map(loose_key).collect();
        let letters: usize = words.iter().map(|w| w.chars().count()).sum();
        let long_words = words.iter().all(|w| w.chars().count() >= 3);
        let arabic = words.iter().all(|w| !w.is_ascii());
        (words.len() >= 2 && long_words && arabic && letters >= least).then(|| words.join(" "))
    });
    keys.collect()
}

fn compile(forms: BTreeMap<Vec<u8>, Vec<Surface>>) -> (fst::Map<Vec<u8>>, Vec<Vec<Surface>>) {
    let mut builder = fst::MapBuilder::memory();
    let mut surfaces = Vec::with_capacity(forms.len());
    for (key, readings) in forms {
        // The map gives the keys in order, so that an insertion cannot fail; one that did would
        // only leave its form out.
        if builder.insert(&key, surfaces.len() as u64).is_ok() {
            surfaces.push(readings);
        }
    }
    (builder.into_map(), surfaces)
}
