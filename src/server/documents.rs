//! The text of open documents as the client has it: ropes edited in the order of the messages.

use ropey::Rope;
use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use crate::text::Encoding;

/// A document the client has open.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The client's name for it, given back as it came.
    pub(crate) uri: Uri,
    /// The client's version.
    pub(crate) version: i32,
    /// Its text.
    pub(crate) text: Rope,
}

impl Document {
    /// Applies a change; a range that does not fit is drawn in to the text.
    pub(crate) fn apply(&mut self, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
        let Some(range) = change.range else {
            self.text = Rope::from_str(&change.text);
            return;
        };
        let span = char_range(&self.text, range, encoding);
        let start = span.start;
        self.text.remove(span);
        self.text.insert(start, &change.text);
    }
}

fn char_range(text: &Rope, range: Range, encoding: Encoding) -> std::ops::Range<usize> {
    let a = char_at(text, range.start, encoding);
    let b = char_at(text, range.end, encoding);
    a.min(b)..a.max(b)
}

/// The character a position names. A column past the line's end counts as its end, one inside a
/// character as the character's start, a line past the last as the text's end.
fn char_at(text: &Rope, at: Position, encoding: Encoding) -> usize {
    let line = at.line as usize;
    if line >= text.len_lines() {
        return text.len_chars();
    }
    let start = text.line_to_char(line);
    let end = line_end(text, line);
    let column = at.character as usize;
    match encoding {
        Encoding::Utf32 => (start + column).min(end),
        Encoding::Utf16 => {
            let unit = text.char_to_utf16_cu(start) + column;
            text.utf16_cu_to_char(unit.min(text.char_to_utf16_cu(end)))
        }
        Encoding::Utf8 => {
            let byte = text.char_to_byte(start) + column;
            text.byte_to_char(byte.min(text.char_to_byte(end)))
        }
    }
}

/// One past the last character of a line, its line end left out.
fn line_end(text: &Rope, line: usize) -> usize {
    if line + 1 >= text.len_lines() {
        return text.len_chars();
    }
    let start = text.line_to_char(line);
    let mut end = text.line_to_char(line + 1);
    if end > start && text.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > start && text.char(end - 1) == '\r' {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LineColumn, LineIndex};
    use proptest::prelude::*;

    fn apply_plainly(text: &str, change: &TextDocumentContentChangeEvent, e: Encoding) -> String {
        let Some(range) = change.range else {
            return change.text.clone();
        };
        let lines = LineIndex::new(text);
        let offset = |p: Position| {
            let at = LineColumn { line: p.line as usize, column: p.character as usize };
            lines.offset(text, at, e)
        };
        let (a, b) = (offset(range.start), offset(range.end));
        let (a, b) = (a.min(b), a.max(b));
        format!("{}{}{}", &text[..a], change.text, &text[b..])
    }

    fn change() -> impl Strategy<Value = TextDocumentContentChangeEvent> {
        let at = (0u32..6, 0u32..24).prop_map(|(line, character)| Position { line, character });
        let range =
            proptest::option::weighted(0.9, (at.clone(), at).prop_map(|(start, end)| Range { start, end }));
        let text = "(كيم|😀|é|\r\n|\r|\n|ا |a){0,6}";
        (range, text).prop_map(|(range, text)| TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text,
        })
    }

    proptest! {
        #[test]
        fn edits_in_the_rope_are_edits_in_the_string(
            start in "(كيم|😀|é|\r\n|\r|\n|ا |a){0,20}",
            changes in proptest::collection::vec(change(), 0..12),
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let mut plain = start.clone();
                let mut document = Document {
                    uri: "file:///a.txt".parse().unwrap(),
                    version: 0,
                    text: Rope::from_str(&start),
                };
                for change in &changes {
                    plain = apply_plainly(&plain, change, encoding);
                    document.apply(change, encoding);
                    prop_assert_eq!(document.text.to_string(), plain.as_str());
                }
            }
        }
    }
}
