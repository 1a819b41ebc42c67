//! The dossier: all that the archive has of a person, place or organisation, on one page.
//!
//! It is bounded however often somebody is named: the newest is shown and the rest counted.

mod gather;
mod write;

use std::path::Path;

use super::card::{Line, Part};
use super::hover::Reader;
use super::location::Location;
use crate::corpus::{EntityKey, Snapshot};
use crate::words::Language;

/// A page about an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Whom it is about.
    pub id: EntityKey,
    /// The page from top to bottom.
    pub blocks: Vec<Block>,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The name, at the top.
    Title(Line),
    /// What the lines below are.
    Heading(Line),
    /// The same, one step further in: an article and its day.
    Subheading(Line),
    /// A line.
    Text(Line),
    /// A line of a list.
    Item(Line),
}

/// The dossier of an entity, in a language, for a reader in some file; `None` for an id that neither a knowledge
/// file nor an article has.
pub fn dossier(snapshot: &Snapshot, id: &str, here: &Path, language: Language) -> Option<Dossier> {
    let blocks = write::blocks(snapshot, id, Reader::undated(snapshot, here, language))?;
    Some(Dossier { id: id.into(), blocks })
}

impl Dossier {
    /// The page as Markdown. `uri` gives the address of a place; a link it has none for is shown as
    /// words.
    pub fn markdown(&self, uri: impl Fn(&Location) -> Option<String>) -> String {
        let address = |part: &Part| match part {
            Part::Link { target, .. } => uri(target),
            _ => None,
        };
        let mut out = String::new();
        let mut before = None;
        for block in &self.blocks {
            let (mark, line) = match block {
                Block::Title(line) => ("# ", line),
                Block::Heading(line) => ("## ", line),
                Block::Subheading(line) => ("### ", line),
                Block::Text(line) => ("", line),
                Block::Item(line) => ("- ", line),
            };
            // Lines of one kind stand together, all else apart.
            if let Some(before) = before {
                let together = before == mark && matches!(block, Block::Text(_) | Block::Item(_));
                out.push_str(match (together, mark) {
                    (true, "") => "  \n",
                    (true, _) => "\n",
                    (false, _) => "\n\n",
                });
            }
            out.push_str(mark);
            out.push_str(&line.markdown(address));
            before = Some(mark);
        }
        out.push('\n');
        out
    }
}
