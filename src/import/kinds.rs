//! What the classes, codes and schemas of the dumps are to us, from `data/lexicon/import.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::knowledge::EntityKind;

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kinds {
    /// Wikidata classes (P31).
    pub(super) wikidata: ByKind,
    /// GeoNames feature codes (`PPLC`), or feature classes (`P`) for all others of a class.
    pub(super) geonames: BTreeMap<String, String>,
    /// FollowTheMoney schemas.
    pub(super) opensanctions: ByKind,
}

/// Our class by a dump's.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByKind {
    person: BTreeMap<String, String>,
    #[serde(default)]
    place: BTreeMap<String, String>,
    organisation: BTreeMap<String, String>,
}

impl ByKind {
    /// Our kind and class of a dump's.
    pub(super) fn of(&self, class: &str) -> Option<(EntityKind, &str)> {
        let all = [
            (EntityKind::Person, &self.person),
            (EntityKind::Place, &self.place),
            (EntityKind::Organisation, &self.organisation),
        ];
        all.into_iter().find_map(|(kind, list)| Some((kind, list.get(class)?.as_str())))
    }
}

static KINDS: LazyLock<Kinds> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/lexicon/import.toml")).unwrap_or_default());

/// The built-in lists.
pub(super) fn get() -> &'static Kinds {
    &KINDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let read = toml::from_str::<Kinds>(include_str!("../../data/lexicon/import.toml"));
        assert_eq!(read.unwrap().wikidata.of("Q5"), Some((EntityKind::Person, "person")));
    }
}
