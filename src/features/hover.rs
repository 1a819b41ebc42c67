//! Hover: the card of what stands under the cursor.

use std::path::Path;

use super::location::Location;
use super::markdown::escape;
use crate::corpus::Snapshot;
use crate::text::Span;

/// A card: short lines, the most useful first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The words it is about.
    pub span: Span,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its parts, one after the other.
    pub parts: Vec<Part>,
}

/// A part of a line. Its words are as they are meant to be read; [`Card::markdown`] escapes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: String,
        /// Where they lead.
        target: Location,
    },
}

impl Card {
    /// The card as Markdown. `uri` gives the address of a place; a link it has none for is shown
    /// as words.
    pub fn markdown(&self, uri: impl Fn(&Location) -> Option<String>) -> String {
        let lines = self.lines.iter().map(|line| {
            let parts = line.parts.iter().map(|part| match part {
                Part::Text(text) => escape(text),
                Part::Strong(text) => format!("**{}**", escape(text)),
                Part::Link { text, target } => match uri(target) {
                    Some(uri) => format!("[{}](<{uri}>)", escape(text)),
                    None => escape(text),
                },
            });
            parts.collect::<String>()
        });
        lines.collect::<Vec<_>>().join("  \n")
    }

    /// The card as plain words, for a client that shows no Markdown.
    pub fn plain(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let parts = line.parts.iter().map(|part| match part {
                Part::Text(text) | Part::Strong(text) | Part::Link { text, .. } => text.as_str(),
            });
            parts.collect::<String>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The card of what is named at a byte offset of an open article.
pub fn hover(_snapshot: &Snapshot, _path: &Path, _offset: usize) -> Option<Card> {
    None
}
