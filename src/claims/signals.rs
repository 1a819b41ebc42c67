//! Signals: what a sentence shows that bears on who says it, what it weighs and when it was.
//!
//! A signal is there or not. It has a name of parts (`verb|neutral|that`), by which the model of
//! `data/models/claims.tsv` knows its weights; the program keeps the name's hash alone. What the signals
//! add up to is in [`super::model`].

mod around;
mod clause;
mod own;

pub(super) use around::{Around, headline, is_told_beside, read as around, scenes};
pub(super) use own::{Told, kind, read as own};

use super::model::{self, Scores};

/// The signals of a sentence.
#[derive(Debug, Default)]
pub(super) struct Signals {
    /// The hashes of their names; one may stand here more than once.
    hashes: Vec<u64>,
    /// The names, where somebody learns from them.
    names: Option<Vec<String>>,
}

impl Signals {
    /// Signals that keep their names.
    pub(super) fn named() -> Self {
        Self { hashes: Vec::new(), names: Some(Vec::new()) }
    }

    /// Adds a signal.
    pub(super) fn put(&mut self, parts: &[&str]) {
        self.hashes.push(model::hash(parts.iter().copied()));
        if let Some(names) = &mut self.names {
            names.push(parts.join(&model::PARTING.to_string()));
        }
    }

    /// Adds a signal where something holds.
    pub(super) fn put_if(&mut self, holds: bool, parts: &[&str]) {
        if holds {
            self.put(parts);
        }
    }

    /// What they add up to, each counted once.
    pub(super) fn scores(&mut self) -> Scores {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        Scores::of(&self.hashes)
    }

    /// Their names, each once, in order.
    pub(super) fn into_names(self) -> Vec<String> {
        let mut names = self.names.unwrap_or_default();
        names.sort_unstable();
        names.dedup();
        names
    }
}
