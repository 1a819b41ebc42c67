//! `data/lexicon/women.toml` as it is written.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Women, and what their titles are.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Women {
    /// Ids of women of the built-in knowledge.
    pub ids: FxHashSet<String>,
    /// Words of titles, each with its feminine; not folded, since a card shows them.
    pub words: FxHashMap<String, String>,
}
