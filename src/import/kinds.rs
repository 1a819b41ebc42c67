//! What the classes, codes and schemas of the dumps are to us, from `data/lexicon/import.toml`.

use std::sync::LazyLock;

use crate::knowledge::EntityKind;
use crate::text::lexicon::stored_lexicon;

mod file;

use file::{ByKind, Kinds};

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

static KINDS: LazyLock<Kinds> = LazyLock::new(|| stored_lexicon!("import"));

/// The built-in lists.
pub(super) fn get() -> &'static Kinds {
    &KINDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_dumps() {
        assert_eq!(get().wikidata.of("Q5"), Some((EntityKind::Person, "person")));
        assert_eq!(get().opensanctions.of("Company"), Some((EntityKind::Organisation, "company")));
        assert_eq!(get().wikidata.of("Q0"), None);
    }
}
