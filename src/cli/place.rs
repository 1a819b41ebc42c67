//! Lines and columns as people count them, from 1.

use crate::text::{Encoding, LineIndex, Span};

/// Where a span begins and ends; the end is one past the last letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Place {
    /// The place of a span, columns counted in `encoding`.
    pub(super) fn new(text: &str, lines: &LineIndex, span: Span, encoding: Encoding) -> Self {
        let start = lines.position(text, span.start, encoding);
        let end = lines.position(text, span.end, encoding);
        Self {
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
        }
    }
}
