//! Reading a knowledge file: TOML in, entries and faults out. A bad entry is reported with its line
//! and left out; the others stand.

use std::path::Path;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::alias::{Alias, RawAlias};
use super::raw::RawEntry;
use super::{Entity, EntityKind, KnowledgeFault, Origin};
use crate::text::LineIndex;

/// Entries and faults of one file.
#[derive(Debug, Default)]
pub struct FileEntries {
    /// The entries, in file order.
    pub entries: Vec<Entity>,
    /// Further spellings of entities that may have their entry elsewhere, in file order.
    pub aliases: Vec<Alias>,
    /// What was wrong.
    pub faults: Vec<KnowledgeFault>,
}

/// Reads a file's text. `origin` makes an entry's origin from its line (from 0).
pub fn read(path: &Path, text: &str, origin: impl Fn(usize) -> Origin) -> FileEntries {
    let mut out = FileEntries::default();
    let mut reader = Reader { path, text, lines: LineIndex::new(text), origin: &origin, out: &mut out };
    match toml::from_str::<RawFile<RawEntry, RawAlias>>(text) {
        Ok(file) => {
            file.place.into_iter().for_each(|raw| reader.entry(EntityKind::Place, raw));
            file.person.into_iter().for_each(|raw| reader.entry(EntityKind::Person, raw));
            file.organisation.into_iter().for_each(|raw| reader.entry(EntityKind::Organisation, raw));
            file.alias.into_iter().for_each(|raw| reader.alias(raw));
        }
        Err(_) => reader.entry_by_entry(),
    }
    out
}

struct Reader<'a, F> {
    path: &'a Path,
    text: &'a str,
    lines: LineIndex,
    origin: &'a F,
    out: &'a mut FileEntries,
}

impl<F: Fn(usize) -> Origin> Reader<'_, F> {
    /// Reads each entry by itself, so that one fault costs one entry.
    fn entry_by_entry(&mut self) {
        let file = match toml::from_str::<RawFile<Value, Value>>(self.text) {
            Ok(file) => file,
            Err(error) => {
                self.fault(error.span().map_or(0, |s| s.start), error.message());
                return;
            }
        };
        file.place.into_iter().for_each(|v| self.value(EntityKind::Place, v));
        file.person.into_iter().for_each(|v| self.value(EntityKind::Person, v));
        file.organisation.into_iter().for_each(|v| self.value(EntityKind::Organisation, v));
        for value in file.alias {
            let span = value.span();
            match value.into_inner().try_into::<RawAlias>() {
                Ok(raw) => self.alias(Spanned::new(span, raw)),
                Err(error) => self.fault(span.start, error.message()),
            }
        }
    }

    fn alias(&mut self, raw: Spanned<RawAlias>) {
        let line = self.lines.line_of(raw.span().start);
        match raw.into_inner().at(self.path.to_owned(), line) {
            Ok(alias) => self.out.aliases.push(alias),
            Err(fault) => self.out.faults.push(fault),
        }
    }

    fn value(&mut self, kind: EntityKind, value: Spanned<Value>) {
        let span = value.span();
        match value.into_inner().try_into::<RawEntry>() {
            Ok(raw) => self.entry(kind, Spanned::new(span, raw)),
            Err(error) => self.fault(span.start, error.message()),
        }
    }

    fn entry(&mut self, kind: EntityKind, raw: Spanned<RawEntry>) {
        let at = raw.span().start;
        let origin = (self.origin)(self.lines.line_of(at));
        match raw.into_inner().into_entity(kind, origin) {
            Ok(entity) => self.out.entries.push(entity),
            Err(message) => self.fault(at, &message),
        }
    }

    fn fault(&mut self, at: usize, message: &str) {
        let line = self.lines.line_of(at);
        self.out.faults.push(KnowledgeFault {
            path: self.path.to_owned(),
            line,
            message: message.to_owned(),
        });
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "E: Deserialize<'de>, A: Deserialize<'de>")]
struct RawFile<E, A> {
    #[serde(default = "Vec::new")]
    place: Vec<Spanned<E>>,
    #[serde(default = "Vec::new")]
    person: Vec<Spanned<E>>,
    #[serde(default = "Vec::new")]
    organisation: Vec<Spanned<E>>,
    #[serde(default = "Vec::new")]
    alias: Vec<Spanned<A>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_str(text: &str) -> FileEntries {
        read(Path::new("k.toml"), text, |line| Origin::File { path: "k.toml".into(), line })
    }

    #[test]
    fn one_bad_entry_costs_one_entry() {
        let text = r#"
[[person]]
id = "a-b"
class = "politician"
ar = "أ ب"
en = "A B"
offices = [{ title = "leader", of = "x", from = "2011-12" }]

[[person]]
id = "c-d"
class = "politician"
ar = "ج د"
en = "C D"
colour = "red"

[[place]]
id = "Bad Id"
class = "city"
ar = "مدينة"
en = "City"

[[place]]
id = "e-f"
class = "city"
ar = "ه و"
en = "E F"
offices = [{ title = "leader", of = "x" }]
"#;
        let file = read_str(text);
        assert_eq!(file.entries.len(), 1);
        assert_eq!(file.entries[0].offices[0].from.unwrap().to_string(), "2011-12");
        let lines: Vec<_> = file.faults.iter().map(|f| (f.line, f.message.as_str())).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().any(|(line, m)| *line == 8 && m.contains("colour")), "{lines:?}");
        assert!(lines.iter().any(|(line, m)| *line == 21 && m.contains("offices")), "{lines:?}");
        assert!(lines.iter().any(|(line, m)| *line == 15 && m.contains("Bad Id")), "{lines:?}");
    }

    #[test]
    fn a_file_that_is_no_toml_has_one_fault_with_its_line() {
        let file = read_str("[[person]]\nid = \n");
        assert_eq!((file.entries.len(), file.faults.len()), (0, 1));
        assert_eq!(file.faults[0].line, 1);
    }
}
