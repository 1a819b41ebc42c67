//! Between bytes and the client's positions, between paths and URIs: all conversions are here.

use std::path::{Component, Path, PathBuf};

use tower_lsp::ls_types::{Position, Range, Uri};

use crate::text::{Encoding, LineColumn, LineIndex, Span};

/// A text with its lines, read in the client's unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ruler<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its lines.
    pub(crate) lines: &'a LineIndex,
    /// The client's unit.
    pub(crate) encoding: Encoding,
}

impl Ruler<'_> {
    /// The byte a position names, drawn in to the text.
    pub(crate) fn offset(&self, at: Position) -> usize {
        let at = LineColumn { line: at.line as usize, column: at.character as usize };
        self.lines.offset(self.text, at, self.encoding)
    }

    /// Whether a position lies in the text, a line's end included.
    pub(crate) fn holds(&self, at: Position) -> bool {
        let line = at.line as usize;
        line < self.lines.len()
            && at.character as usize
                <= self.encoding.measure(self.lines.line_span(self.text, line).of(self.text))
    }

    /// The client's name for a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let at = self.lines.position(self.text, offset, self.encoding);
        Position {
            line: u32::try_from(at.line).unwrap_or(u32::MAX),
            character: u32::try_from(at.column).unwrap_or(u32::MAX),
        }
    }

    /// The client's name for some bytes.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }
}

/// What a document is known by inside: its path, or for a document without a file (`untitled:`)
/// its URI, which no absolute path equals.
pub(crate) fn path_of(uri: &Uri) -> PathBuf {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    match uri.to_file_path() {
        Some(path) if is_file && path.is_absolute() => tidy(&path),
        _ => PathBuf::from(uri.as_str()),
    }
}

/// The URI of a path that no client has named yet.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    if path.is_absolute() { Uri::from_file_path(path) } else { path.to_str()?.parse().ok() }
}

/// The path without `.`, `..` and doubled or trailing slashes.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_paths_and_spaces_go_both_ways() {
        let path = Path::new("/tmp/مقالات 2023/الأول #1.txt");
        let uri = uri_of(path).unwrap();
        assert!(uri.as_str().is_ascii());
        assert!(uri.as_str().contains("%20"));
        assert_eq!(path_of(&uri), path);
    }

    #[test]
    fn the_many_spellings_of_a_uri_are_one_path() {
        for uri in [
            "file:///tmp/%D9%85.txt",
            "file:///tmp/%d9%85.txt",
            "FILE:///tmp/x/..//%D9%85.txt",
            "file://localhost/tmp/./%D9%85.txt",
        ] {
            assert_eq!(path_of(&uri.parse().unwrap()), Path::new("/tmp/م.txt"), "{uri}");
        }
    }

    #[test]
    fn a_document_without_a_file_keeps_its_uri() {
        let uri: Uri = "untitled:Untitled-1".parse().unwrap();
        let path = path_of(&uri);
        assert_eq!(path, Path::new("untitled:Untitled-1"));
        assert_eq!(uri_of(&path), Some(uri));
    }

    #[test]
    fn a_position_outside_is_not_held() {
        let text = "😀ا\r\nب";
        let lines = LineIndex::new(text);
        let ruler = Ruler { text, lines: &lines, encoding: Encoding::Utf16 };
        let at = |line, character| Position { line, character };
        assert!(ruler.holds(at(0, 3)));
        assert!(!ruler.holds(at(0, 4)));
        assert!(ruler.holds(at(1, 1)));
        assert!(!ruler.holds(at(2, 0)));
        assert_eq!(ruler.position(ruler.offset(at(0, 2))), at(0, 2));
    }
}
