//! `data/lexicon/quoted.toml` as it is written.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::WordSet;

/// Words before a quotation that tell what it is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quoted {
    /// What makes it a name, a title or a slogan: nobody has to say it.
    pub named: WordSet,
    /// What tells who says it or where it stands, though no verb of reporting.
    pub told: WordSet,
}
