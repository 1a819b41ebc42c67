//! From letters to entities: automata over every surface form, walked from a word's start.
//!
//! Keys are folded names (غ and ج merged) with spaces, signs and underscores left out, so that
//! joined and split spellings of a name are one path.

use std::sync::Arc;

use fst::automaton::Str;
use fst::raw::{CompiledAddr, Node, Output};
use fst::{Automaton, IntoStreamer, Streamer};
use rustc_hash::FxHashSet;

use super::Entity;
use super::forms::name_key;
pub use super::forms::{Surface, SurfaceForm};
use super::layer::Layer;
use crate::text::fold::name_letter;
use crate::text::slip::Slips;

/// A layer and the number its first entity has in the whole.
#[derive(Debug)]
struct Placed {
    layer: Arc<Layer>,
    first: u32,
    /// Built in or from a TOML file of the workspace; else imported.
    curated: bool,
}

/// The compiled surface forms, in layers: the built-in knowledge, the TOML files of the workspace, then
/// imported files. A form that the first two know is read as they have it; imports add what they do
/// not know.
#[derive(Debug)]
pub struct Gazetteer {
    layers: Vec<Placed>,
    /// Built-in entities that an entry of the workspace with the same id replaces.
    hidden: FxHashSet<u32>,
}

impl Gazetteer {
    pub(super) fn new(base: Option<Arc<Layer>>, own: Option<Arc<Layer>>, imports: Vec<Arc<Layer>>) -> Self {
        let mut hidden = FxHashSet::default();
        if let (Some(base), Some(own)) = (&base, &own) {
            let ids = (0..own.flat.len()).filter_map(|i| own.flat.id_of(i));
            hidden.extend(ids.filter_map(|id| base.flat.find(id)));
        }
        let mut next = 0;
        let curated = base.into_iter().chain(own).map(|layer| (layer, true));
        let all = curated.chain(imports.into_iter().map(|layer| (layer, false)));
        let place = |(layer, curated): (Arc<Layer>, bool)| {
            let first = next;
            next += layer.flat.len();
            Placed { layer, first, curated }
        };
        Self { layers: all.map(place).collect(), hidden }
    }

    /// The number of the entity with an id: the workspace's entry before the built-in one, before an
    /// imported one.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.find_in(id, true).or_else(|| self.find_in(id, false))
    }

    fn find_in(&self, id: &str, curated: bool) -> Option<u32> {
        let mut layers = self.layers.iter().rev().filter(|placed| placed.curated == curated);
        layers.find_map(|placed| Some(placed.first + placed.layer.flat.find(id)?))
    }

    /// The entity with a number. An imported entry that is one of ours stands for ours.
    pub(super) fn at(&self, index: u32) -> Option<&Arc<Entity>> {
        let placed = self.layers.iter().rev().find(|placed| placed.first <= index)?;
        let decoded = placed.layer.at(index - placed.first)?;
        let ours = decoded.same_as.as_ref().and_then(|id| self.find_in(id.as_str(), true));
        match ours {
            Some(ours) if ours != index => self.at(ours),
            _ => Some(&decoded.entity),
        }
    }

    /// The numbers of all curated entities.
    pub(super) fn curated(&self) -> impl Iterator<Item = u32> {
        let layers = self.layers.iter().filter(|placed| placed.curated);
        let all = layers.flat_map(|placed| placed.first..placed.first + placed.layer.flat.len());
        all.filter(|index| !self.hidden.contains(index))
    }

    /// How many built-in entities there are, where no entry of the workspace replaces one.
    pub(super) fn whole_built_in(&self) -> Option<u32> {
        let base = self.layers.first().filter(|placed| placed.layer.is_built_in())?;
        self.hidden.is_empty().then(|| base.layer.flat.len())
    }

    /// How many entries there are, imported ones among them.
    pub(super) fn len(&self) -> usize {
        let all: usize = self.layers.iter().map(|placed| placed.layer.flat.len() as usize).sum();
        all - self.hidden.len()
    }

    /// The numbers of those who hold or held an office.
    pub(super) fn holders(&self, title: &str, of: &str) -> Vec<u32> {
        self.gather(|layer| layer.flat.holders(title, of).collect())
    }

    /// Demonyms and the ids of what they belong to, in order.
    pub(super) fn demonyms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.layers.iter().flat_map(move |placed| {
            let of = move |(index, text)| {
                let hidden = self.hidden.contains(&(placed.first + index));
                (!hidden).then(|| Some((text, placed.layer.flat.id_of(index)?)))?
            };
            placed.layer.flat.demonyms().filter_map(of)
        })
    }

    /// Imported entities with a name that begins so, at most `limit`.
    pub(super) fn imported_beginning(&self, name: &str, limit: usize) -> Vec<&Arc<Entity>> {
        let key = String::from_utf8(name_key(name)).unwrap_or_default();
        let mut out = Vec::new();
        for placed in self.layers.iter().filter(|placed| !placed.curated) {
            let mut found = placed.layer.flat.forms().search(Str::new(&key).starts_with()).into_stream();
            while out.len() < limit
                && let Some((_, row)) = found.next()
            {
                let readings = placed.layer.flat.readings(row.value());
                out.extend(readings.filter_map(|s| self.at(placed.first + s.entity)));
            }
        }
        out
    }

    /// Curated entities with a form that has a query in it with a slip or two, and how far that form
    /// is from it: in slips, then in further letters.
    pub(super) fn curated_with(&self, slips: &Slips) -> Vec<((usize, usize), &Arc<Entity>)> {
        let mut out = Vec::new();
        for placed in self.layers.iter().filter(|placed| placed.curated) {
            let mut forms = placed.layer.flat.forms().stream();
            while let Some((key, row)) = forms.next() {
                let key = std::str::from_utf8(key).unwrap_or("");
                let Some(count) = slips.in_text(key.chars()) else {
                    continue;
                };
                for surface in self.readings(std::iter::once((placed, row.value()))) {
                    out.extend(self.at(surface.entity).map(|entity| ((count, key.len()), entity)));
                }
            }
        }
        out
    }

    /// The keys of all curated forms with their readings; a key comes once for each layer that has it.
    pub(super) fn curated_forms(&self) -> Vec<(Vec<u8>, Vec<Surface>)> {
        let mut out = Vec::new();
        for placed in self.layers.iter().filter(|placed| placed.curated) {
            let mut forms = placed.layer.flat.forms().stream();
            while let Some((key, row)) = forms.next() {
                out.push((key.to_vec(), self.readings(std::iter::once((placed, row.value())))));
            }
        }
        out
    }

    /// A walk that has read nothing yet.
    pub fn walk(&self) -> Walk {
        let root = |placed: &Placed| placed.layer.flat.forms().root().addr();
        let at = |(layer, placed)| Step { layer, at: root(placed), output: Output::zero() };
        let mut steps = self.layers.iter().enumerate().map(at);
        Walk { base: steps.next(), more: steps.collect() }
    }

    /// Feeds a walk a word's folded letters; false where no form goes on so (it is over then).
    pub fn feed(&self, walk: &mut Walk, folded_word: &str) -> bool {
        let fed = |step: Step| self.layers.get(step.layer)?.feed(step, folded_word);
        walk.base = walk.base.and_then(fed);
        walk.more.retain_mut(|step| fed(*step).map(|next| *step = next).is_some());
        !walk.is_over()
    }

    /// The readings of what a walk has been fed, where that is a whole form.
    pub fn readings_at(&self, walk: &Walk) -> Option<Vec<Surface>> {
        let placed = |step: &Step| self.layers.get(step.layer);
        let readings = self.readings(walk.steps().filter_map(|s| Some((placed(s)?, placed(s)?.row(s)?))));
        (!readings.is_empty()).then_some(readings)
    }

    /// The letters that forms go on with from where a walk stands.
    pub fn letters_behind(&self, walk: &Walk) -> Letters {
        let mut letters = Letters::default();
        for step in walk.steps() {
            if let Some(placed) = self.layers.get(step.layer) {
                placed.letters_behind(step.at, &mut letters);
            }
        }
        letters
    }

    /// The readings of a whole form, however it is spaced.
    pub fn lookup(&self, text: &str) -> Vec<Surface> {
        let key = name_key(text);
        let rows =
            self.layers.iter().filter_map(|placed| Some((placed, placed.layer.flat.forms().get(&key)?)));
        self.readings(rows.map(|(placed, row)| (placed, row.value())))
    }

    /// Whether some full name begins with this loose key.
    pub fn loose_begins(&self, first_word: &str) -> bool {
        self.layers.iter().any(|placed| placed.layer.flat.loose_begins(first_word))
    }

    /// Entities whose full name has these loose keys, joined by spaces.
    pub fn loose_names_of(&self, keys: &str) -> Vec<u32> {
        self.gather(|layer| layer.flat.loose_names(keys).collect())
    }

    /// What each layer finds, as numbers of the whole.
    fn gather(&self, find: impl Fn(&Layer) -> Vec<u32>) -> Vec<u32> {
        let found = self.layers.iter().flat_map(|placed| {
            let first = placed.first;
            find(&placed.layer).into_iter().map(move |index| first + index)
        });
        found.filter(|index| !self.hidden.contains(index)).collect()
    }

    /// The readings behind the rows that layers gave, imported ones where there are no others.
    fn readings<'g>(&'g self, rows: impl Iterator<Item = (&'g Placed, u64)>) -> Vec<Surface> {
        let (mut out, mut imported) = (Vec::new(), Vec::new());
        for (placed, row) in rows {
            let list = if placed.curated { &mut out } else { &mut imported };
            let all = placed.layer.flat.readings(row);
            let all = all.map(|s| Surface { entity: placed.first + s.entity, ..s });
            list.extend(all.filter(|s| !self.hidden.contains(&s.entity)));
        }
        if out.is_empty() { imported } else { out }
    }
}

/// A walk through the automata, fed a word at a time. It stands in the gazetteer that began it.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Where it stands in the built-in layer and the others; those it has left are gone.
    base: Option<Step>,
    more: Vec<Step>,
}

/// Where a walk stands in a layer's automaton.
#[derive(Clone, Copy, Debug)]
struct Step {
    layer: usize,
    at: CompiledAddr,
    output: Output,
}

impl Walk {
    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.base.iter().chain(&self.more)
    }

    /// Whether it has left all layers: no form goes on so.
    const fn is_over(&self) -> bool {
        self.base.is_none() && self.more.is_empty()
    }
}

impl Placed {
    fn node(&self, at: CompiledAddr) -> Node<'_> {
        self.layer.flat.forms().node(at)
    }

    /// Where a step comes to with a word's folded letters; `None` where no form goes on so.
    fn feed(&self, step: Step, folded_word: &str) -> Option<Step> {
        let mut buffer = [0; 4];
        let (mut node, mut output) = (self.node(step.at), step.output);
        for letter in folded_word.chars() {
            for &byte in name_letter(letter).encode_utf8(&mut buffer).as_bytes() {
                let transition = node.transition(node.find_input(byte)?);
                output = output.cat(transition.out);
                node = self.node(transition.addr);
            }
        }
        Some(Step { at: node.addr(), output, ..step })
    }

    /// The first row of the form that ends where a step stands.
    fn row(&self, step: &Step) -> Option<u64> {
        let node = self.node(step.at);
        node.is_final().then(|| step.output.cat(node.final_output()).value())
    }

    /// Adds the letters that go on from a node.
    fn letters_behind(&self, at: CompiledAddr, letters: &mut Letters) {
        for first in self.node(at).transitions() {
            match first.inp {
                0..0x80 => letters.add(u32::from(first.inp)),
                // Two bytes, as all Arabic letters have.
                0xC0..0xE0 => {
                    let high = u32::from(first.inp & 0x1F) << 6;
                    let seconds = self.node(first.addr);
                    seconds.transitions().for_each(|t| letters.add(high | u32::from(t.inp & 0x3F)));
                }
                _ => letters.0 = u128::MAX,
            }
        }
    }
}

/// A set of letters, a bit for all whose numbers leave the same rest by 128: those of the Arabic block
/// have one each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u128);

impl Letters {
    const fn add(&mut self, letter: u32) {
        self.0 |= 1 << (letter % 128);
    }

    /// Those of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a folded letter may be in it; one that is not surely is in none of the set's forms.
    pub const fn may_have(self, folded: char) -> bool {
        self.0 & 1 << (name_letter(folded) as u32 % 128) != 0
    }
}
