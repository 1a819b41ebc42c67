//! A card: short lines, each of one direction, with links as plain data.

use super::location::Location;
use super::markdown::{clean, destination, escape, escape_line};
use crate::corpus::EntityKey;
use crate::knowledge::EntityId;
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
    /// Words that lead to all of an entity, for clients that can be led there; nothing for others.
    Dossier {
        /// The words.
        text: String,
        /// Whose.
        id: EntityKey,
    },
    /// A picture of where a place is, for clients that show pictures; nothing for others.
    Map {
        /// What it shows, in words.
        text: String,
        /// Which.
        id: EntityId,
    },
}

impl Card {
    /// The card as Markdown. `uri` gives the address of a place; a link it has none for is shown
    /// as words.
    pub fn markdown(&self, uri: impl Fn(&Location) -> Option<String>) -> String {
        self.markdown_with(|part| match part {
            Part::Link { target, .. } => uri(target),
            _ => None,
        })
    }

    /// The same, where `address` gives the address of anything that needs one.
    pub fn markdown_with(&self, address: impl Fn(&Part) -> Option<String>) -> String {
        let lines = self.lines.iter().map(|line| line.markdown(&address));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("  \n")
    }

    /// The card as plain words, for a client that shows no Markdown.
    pub fn plain(&self) -> String {
        let lines = self.lines.iter().map(Line::plain);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The places its links lead to, in order.
    pub fn links(&self) -> impl Iterator<Item = (&str, &Location)> {
        let parts = self.lines.iter().flat_map(|line| &line.parts);
        parts.filter_map(|part| match part {
            Part::Link { text, target } => Some((text.as_str(), target)),
            _ => None,
        })
    }
}

impl Line {
    /// A line of words.
    pub fn text(words: impl Into<String>) -> Self {
        Self { parts: vec![Part::Text(words.into())] }
    }

    /// A line of words that stand out.
    pub fn strong(words: &str) -> Self {
        Self { parts: vec![Part::Strong(clean(words))] }
    }

    /// The line as Markdown, as [`Card::markdown_with`] has it.
    pub fn markdown(&self, address: impl Fn(&Part) -> Option<String>) -> String {
        let parts = self.parts.iter().map(|part| match (part, address(part)) {
            (Part::Strong(text), _) => format!("**{}**", escape(text)),
            (Part::Link { text, .. } | Part::Dossier { text, .. }, Some(uri)) => {
                format!("[{}]({})", escape(text), destination(&uri))
            }
            (Part::Map { text, .. }, Some(uri)) => format!("![{}]({})", escape(text), destination(&uri)),
            (Part::Text(text) | Part::Link { text, .. }, _) => escape(text),
            (Part::Dossier { .. } | Part::Map { .. }, None) => String::new(),
        });
        escape_line(&parts.collect::<String>())
    }

    /// The line as plain words.
    pub fn plain(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) | Part::Strong(text) | Part::Link { text, .. } => text.as_str(),
            Part::Dossier { .. } | Part::Map { .. } => "",
        });
        parts.collect()
    }

    /// A template of [`words`](crate::words) with parts put in for `{0}`, `{1}` ….
    pub(super) fn fill(template: &str, parts: &[Part]) -> Self {
        let mut out = Self::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((slot, after)) = after.split_once('}') else {
                break;
            };
            out.push_text(before);
            if let Some(part) = slot.parse().ok().and_then(|i: usize| parts.get(i)) {
                out.parts.push(part.clone());
            }
            rest = after;
        }
        out.push_text(rest);
        out
    }

    /// Adds words at the end.
    pub(super) fn push_text(&mut self, words: &str) {
        if !words.is_empty() {
            self.parts.push(Part::Text(words.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn links_become_links_and_words_stay_words() {
        let target = Location::span(Path::new("/a.txt").into(), Span::new(0, 4));
        let link = Part::Link { text: "عنوان [1] # وسم".to_owned(), target };
        let card = Card {
            span: Span::default(),
            lines: vec![
                Line::strong("كيم * أون"),
                Line::fill("انظر: {0} · {1}", &[link, Part::Text("- أ".to_owned())]),
                Line::text("- ب"),
            ],
        };
        assert_eq!(
            card.markdown(|l| Some(format!("file://{} (1)", l.path.display()))),
            "**كيم \\* أون**  \nانظر: [عنوان \\[1\\] # وسم](file:///a.txt%20%281%29) · - أ  \n\\- ب"
        );
        assert_eq!(card.plain(), "كيم * أون\nانظر: عنوان [1] # وسم · - أ\n- ب");
        assert!(card.markdown(|_| None).contains("انظر: عنوان \\[1\\] # وسم"));
    }

    #[test]
    fn what_only_some_clients_show_leaves_no_trace_at_others() {
        let part = |part| Line { parts: vec![part] };
        let card = Card {
            span: Span::default(),
            lines: vec![
                Line::strong("أ"),
                part(Part::Map { text: "خريطة".to_owned(), id: "x".into() }),
                part(Part::Dossier { text: "الملف".to_owned(), id: "x".into() }),
            ],
        };
        assert_eq!(card.markdown(|_| Some("x".to_owned())), "**أ**");
        assert_eq!(card.plain(), "أ");
        let shown = card.markdown_with(|part| match part {
            Part::Map { .. } => Some("data:,<svg>".to_owned()),
            Part::Dossier { id, .. } => Some(format!("command:x?{}", id.as_str())),
            _ => None,
        });
        assert_eq!(shown, "**أ**  \n![خريطة](data:,%3Csvg%3E)  \n[الملف](command:x?x)");
    }
}
