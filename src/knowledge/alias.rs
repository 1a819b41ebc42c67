//! Further spellings of entities that have their entry elsewhere: `[[alias]]` in a knowledge file.
//!
//! An entry with a known id replaces it; an alias only adds a name, so that a newsroom's spelling
//! costs it nothing of what is built in.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;

use super::{Entity, KnowledgeFault};

/// An `[[alias]]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlias {
    of: String,
    name: String,
}

/// A further spelling of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Id of the entity.
    pub of: String,
    /// The spelling.
    pub name: String,
    /// The file it stands in.
    pub path: PathBuf,
    /// Line of it, from 0.
    pub line: usize,
}

impl RawAlias {
    /// Checks the name; the error says what was expected.
    pub(super) fn at(self, path: PathBuf, line: usize) -> Result<Alias, KnowledgeFault> {
        if self.name.trim().is_empty() {
            let message = format!("alias of {}: expected a spelling in `name`", self.of);
            return Err(KnowledgeFault { path, line, message });
        }
        Ok(Alias { of: self.of, name: self.name, path, line })
    }
}

/// Adds spellings to the workspace's own entries and, where there is no own entry, to those `known`
/// finds, which then stand in `own` as well. Gives the aliases of entities that are not known.
pub(super) fn add(
    own: &mut Vec<Arc<Entity>>,
    aliases: Vec<Alias>,
    known: impl Fn(&str) -> Option<Arc<Entity>>,
) -> Vec<KnowledgeFault> {
    let mut faults = Vec::new();
    for alias in aliases {
        let at = own.iter().rposition(|e| e.id.as_str() == alias.of);
        let at = at.or_else(|| {
            own.push(known(&alias.of)?);
            Some(own.len() - 1)
        });
        match at.and_then(|at| own.get_mut(at)) {
            Some(entity) => Arc::make_mut(entity).aliases.push(alias.name),
            None => faults.push(KnowledgeFault {
                path: alias.path,
                line: alias.line,
                message: format!("alias of {:?}: no such entity", alias.of),
            }),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, Origin};

    #[test]
    fn an_alias_adds_a_name_and_takes_nothing_away() {
        let text = "\
[[alias]]
of = \"vladimir-putin\"
name = \"فلادمير بوطين\"

[[alias]]
of = \"own-one\"
name = \"سمسم بن سمسم\"

[[alias]]
of = \"nobody-at-all\"
name = \"لا أحد\"

[[alias]]
of = \"vladimir-putin\"
name = \" \"

[[person]]
id = \"own-one\"
class = \"politician\"
ar = \"سمسم السمسماني\"
en = \"Simsim\"
";
        let path = PathBuf::from("knowledge/own.toml");
        let (knowledge, faults) = Knowledge::with_files(&[(path, text.to_owned())]);
        let one = |words: &str| {
            let found = knowledge.gazetteer().lookup(words);
            found.first().and_then(|s| knowledge.at(s.entity)).map(|e| e.id.to_string())
        };
        assert_eq!(one("فلادمير بوطين").as_deref(), Some("vladimir-putin"));
        assert_eq!(one("سمسم بن سمسم").as_deref(), Some("own-one"));
        let putin = knowledge.entity("vladimir-putin").unwrap();
        let built_in = Knowledge::built_in().entity("vladimir-putin").unwrap();
        assert_eq!((putin.origin.clone(), &putin.ar), (Origin::BuiltIn, &built_in.ar));
        assert_eq!(putin.offices, built_in.offices);
        let lines: Vec<_> = faults.iter().map(|f| (f.line, f.message.as_str())).collect();
        assert_eq!(
            lines,
            [
                (12, "alias of vladimir-putin: expected a spelling in `name`"),
                (8, "alias of \"nobody-at-all\": no such entity"),
            ]
        );
    }
}
