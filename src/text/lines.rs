//! Lines and columns: the one place where byte offsets meet the units an editor counts in.

use super::Span;

/// The unit a column is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// Length of `c` in this unit.
    pub const fn len_of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// Length of `text` in this unit.
    pub fn measure(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }
}

/// A line and a column, both from 0; the column's unit is an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line, from 0.
    pub line: usize,
    /// Column, from 0.
    pub column: usize,
}

/// Where the lines of a text begin. A line ends at `\n`, `\r\n` or `\r`, as the protocol says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(i) == Some(&b'\n') || bytes.get(i + 1) != Some(&b'\n') {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// How many lines there are; at least one.
    pub fn len(&self) -> usize {
        self.starts.len().max(1)
    }

    /// Never: even an empty text has a line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The line (from 0) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its line end; an empty span past the last line.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let Some(&start) = self.starts.get(line) else {
            return Span::new(text.len(), text.len());
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let kept = text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> LineColumn {
        let offset = floor_boundary(text, offset);
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        LineColumn { line, column: encoding.measure(text.get(start..offset).unwrap_or("")) }
    }

    /// Byte offset of a line and column. A column past the line's end counts as its end, one
    /// inside a character as the character's start, a line past the last as the text's end.
    pub fn offset(&self, text: &str, at: LineColumn, encoding: Encoding) -> usize {
        let span = self.line_span(text, at.line);
        let mut left = at.column;
        for (i, c) in span.of(text).char_indices() {
            let n = encoding.len_of(c);
            if left < n {
                return span.start + i;
            }
            left -= n;
        }
        span.end
    }
}

/// The nearest character boundary at or before `offset`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest character boundary at or behind `offset`.
pub fn ceil_boundary(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_every_unit() {
        let text = "قال 😀 كيم\r\nثم\rأون";
        let lines = LineIndex::new(text);
        assert_eq!(lines.len(), 3);
        let kim = text.find("كيم").unwrap();
        for (encoding, column) in [(Encoding::Utf8, 12), (Encoding::Utf16, 7), (Encoding::Utf32, 6)] {
            let at = lines.position(text, kim, encoding);
            assert_eq!(at, LineColumn { line: 0, column });
            assert_eq!(lines.offset(text, at, encoding), kim);
        }
        let un = text.find("أون").unwrap();
        assert_eq!(lines.position(text, un, Encoding::Utf16), LineColumn { line: 2, column: 0 });
    }

    #[test]
    fn positions_outside_are_drawn_in() {
        let text = "أب\nج";
        let lines = LineIndex::new(text);
        assert_eq!(lines.offset(text, LineColumn { line: 0, column: 99 }, Encoding::Utf16), 4);
        assert_eq!(lines.offset(text, LineColumn { line: 9, column: 0 }, Encoding::Utf16), text.len());
        assert_eq!(lines.position(text, 999, Encoding::Utf8).line, 1);
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_is_the_pair_s_start() {
        let text = "😀ا";
        let lines = LineIndex::new(text);
        assert_eq!(lines.offset(text, LineColumn { line: 0, column: 1 }, Encoding::Utf16), 0);
    }
}
