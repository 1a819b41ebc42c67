//! JRC-Names: id, type (`P`, `O`, and others), language (`u` where it is any), name with `+` for
//! spaces, between tabs; one spelling a line.

use super::draft::Fragment;
use super::link::Links;
use super::{Fault, Reader, Take};
use crate::knowledge::EntityKind;

/// Reads its lines.
pub(super) struct JrcNames;

impl Reader for JrcNames {
    fn line(&self, line: &[u8], _: &mut Links, take: &mut Take<'_>) -> Result<(), Fault> {
        let line = std::str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, kind, language, name] = columns.as_slice() else {
            return Err(format!("{} columns: expected 4 between tabs", columns.len()).into());
        };
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("id {id:?}: expected a number").into());
        }
        let kind = match kind {
            "P" => (EntityKind::Person, "person".to_owned()),
            "O" => (EntityKind::Organisation, "body".to_owned()),
            // Of an unknown sort, a place, an event: nothing that could be stood by.
            _ => return Ok(()),
        };
        let name = name.replace('+', " ");
        let latin = name.chars().all(|c| !c.is_alphabetic() || c <= '\u{024F}');
        let mut fragment = Fragment { kind: Some(kind), ..Fragment::default() };
        match (language, latin) {
            ("en" | "u", true) => fragment.en = name,
            ("ar" | "u", false) => fragment.names.push(name),
            _ => return Ok(()),
        }
        Ok(take(&format!("jrc:{id}"), &fragment)?)
    }
}
