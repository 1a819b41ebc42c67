//! `data/words.toml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words by their key.
pub(crate) type Words = BTreeMap<String, Entry>;

/// The same words in both languages.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub ar: String,
    pub en: String,
}
