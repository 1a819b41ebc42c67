//! Signals: what a sentence shows that bears on who says it, what it weighs and when it was.
//!
//! A signal is there or not. It has a name of parts (`verb|neutral|that`), by which the model of
//! `data/models/claims.tsv` knows its weights; the program keeps the name's hash alone. What the signals
//! add up to is in [`super::model`].

mod around;
mod clause;
mod own;

pub(super) use around::{Around, headline, is_told_beside, read as around, scenes};
pub(super) use clause::main_deed;
pub(super) use own::{Told, kind, read as own};

use super::model::{self, ScoreSum, Scores};

/// A part of a signal's name, with its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom<'n> {
    hash: u64,
    name: &'n str,
}

impl<'n> Atom<'n> {
    /// A part of a name.
    pub(super) const fn new(name: &'n str) -> Self {
        Self { hash: model::hash_of_part(name), name }
    }

    /// A part of whose name the hash is known.
    pub(super) const fn of(hash: u64, name: &'n str) -> Self {
        Self { hash, name }
    }

    pub(super) const fn hash(self) -> u64 {
        self.hash
    }

    pub(super) const fn name(self) -> &'n str {
        self.name
    }
}

/// A part whose hash is worked out while the program is built.
macro_rules! atom {
    ($name:expr) => {
        const { $crate::claims::signals::Atom::new($name) }
    };
}
pub(super) use atom;

/// The signals of a sentence.
#[derive(Debug)]
pub(super) struct Signals {
    sums: ScoreSum,
    /// The names, where somebody learns from them.
    names: Option<Vec<String>>,
}

impl Signals {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { sums: ScoreSum::new(), names: None }
    }

    /// None yet, and their names are kept.
    pub(super) fn named() -> Self {
        Self { names: Some(Vec::new()), ..Self::new() }
    }

    /// Adds a signal, however often, once.
    pub(super) fn put<const PARTS: usize>(&mut self, parts: [Atom<'_>; PARTS]) {
        self.sums.add(model::hash(parts.map(Atom::hash)));
        if let Some(names) = &mut self.names {
            names.push(parts.map(|part| part.name).join(&model::PARTING.to_string()));
        }
    }

    /// Adds a signal where something holds.
    pub(super) fn put_if<const PARTS: usize>(&mut self, holds: bool, parts: [Atom<'_>; PARTS]) {
        if holds {
            self.put(parts);
        }
    }

    /// What they add up to.
    pub(super) fn scores(self) -> Scores {
        self.sums.scores()
    }

    /// Their names, each once, in order.
    pub(super) fn into_names(self) -> Vec<String> {
        let mut names = self.names.unwrap_or_default();
        names.sort_unstable();
        names.dedup();
        names
    }
}
