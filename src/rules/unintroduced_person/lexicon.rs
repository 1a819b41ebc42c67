//! `data/lexicon/household.toml` as it is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// People every reader knows by one name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Household {
    /// Classes of people who are called by one name in the news.
    pub classes: BTreeSet<String>,
    /// Ids of the others.
    pub people: BTreeSet<String>,
}
