//! A place in a file, as features name it.

use std::path::Path;
use std::sync::Arc;

use crate::text::Span;

/// A place in a file. The server makes a URI of the path and a range of the rest, with the text
/// that [`Snapshot::text`](crate::corpus::Snapshot::text) gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub path: Arc<Path>,
    /// Where in it.
    pub at: At,
}

/// Where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// These bytes.
    Span(Span),
    /// A line, from 0.
    Line(usize),
}

impl Location {
    /// The bytes of a file.
    pub const fn span(path: Arc<Path>, span: Span) -> Self {
        Self { path, at: At::Span(span) }
    }

    /// A line of a file, from 0.
    pub const fn line(path: Arc<Path>, line: usize) -> Self {
        Self { path, at: At::Line(line) }
    }
}
