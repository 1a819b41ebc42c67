//! `data/lexicon/import.toml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the classes, codes and schemas of the dumps are to us.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinds {
    /// Wikidata classes (P31).
    pub wikidata: ByKind,
    /// `GeoNames` feature codes (`PPLC`), or feature classes (`P`) for all others of a class.
    pub geonames: BTreeMap<String, String>,
    /// `FollowTheMoney` schemas.
    pub opensanctions: ByKind,
}

/// Our class by a dump's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByKind {
    pub person: BTreeMap<String, String>,
    #[serde(default)]
    pub place: BTreeMap<String, String>,
    pub organisation: BTreeMap<String, String>,
}
