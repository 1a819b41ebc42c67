//! What a read sees: the corpus at one moment, and how this client names files and places.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{self as lsp, Range, TextDocumentPositionParams, Uri};

use super::capabilities::ClientCan;
use super::convert::{Ruler, path_of, uri_of};
use super::pages::Pages;
use super::pull::Pulls;
use super::tokens::Given;
use crate::corpus::{Snapshot, Stamp, Text};
use crate::features::{At, Location};
use crate::text::{Encoding, Span};

/// The client's own names for the files it has open.
pub(crate) type Uris = Arc<HashMap<PathBuf, Uri>>;

/// Where places in files that are not open stand in lines and columns, from one look to the next: who types
/// is shown the same ones at each letter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranges(Arc<Mutex<FxHashMap<Place, Range>>>);

/// A place in a file as it was read.
type Place = (Arc<Path>, Stamp, At);

/// How many places are kept.
const PLACES: usize = 1024;

impl Ranges {
    fn known(&self) -> MutexGuard<'_, FxHashMap<Place, Range>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The range of a place: the one that is kept, or else the one that is found.
    fn get(&self, place: Place, find: impl FnOnce() -> Option<Range>) -> Option<Range> {
        if let Some(range) = self.known().get(&place) {
            return Some(*range);
        }
        let range = find()?;
        let mut known = self.known();
        if known.len() >= PLACES {
            known.clear();
        }
        known.insert(place, range);
        Some(range)
    }
}

/// The corpus at one moment, for one client. A copy is cheap, and no later edit changes it.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// The corpus.
    pub(crate) snapshot: Snapshot,
    /// The unit of columns.
    pub(crate) encoding: Encoding,
    /// What the client can show.
    pub(crate) can: ClientCan,
    /// Names of open files.
    pub(crate) uris: Uris,
    /// The tokens the client was last given.
    pub(crate) given: Given,
    /// The diagnostics it has asked for.
    pub(crate) pulls: Pulls,
    /// Where rules are explained.
    pub(crate) pages: Pages,
    /// Places that were looked for before.
    pub(crate) ranges: Ranges,
    /// How much had happened by then that can change a diagnostic, counted.
    pub(crate) epoch: u64,
}

impl View {
    /// The client's name for a file, or the usual one.
    pub(crate) fn uri(&self, path: &Path) -> Option<Uri> {
        self.uris.get(path).cloned().or_else(|| uri_of(path))
    }
}

/// A view while one request is answered: texts of files that are not open are read once.
pub(crate) struct Reader<'a> {
    view: &'a View,
    gone: &'a dyn Fn() -> bool,
    texts: RefCell<HashMap<Arc<Path>, Option<Text>>>,
}

impl<'a> Reader<'a> {
    /// A reader of `view`; `gone` says whether nobody waits for the answer any more.
    pub(crate) fn new(view: &'a View, gone: &'a dyn Fn() -> bool) -> Self {
        Self { view, gone, texts: RefCell::default() }
    }

    /// A reader of the same with no texts in memory: for work on very many files.
    pub(crate) fn anew(&self) -> Self {
        Self::new(self.view, self.gone)
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_given_up(&self) -> bool {
        (self.gone)()
    }

    /// The corpus.
    pub(crate) fn snapshot(&self) -> &'a Snapshot {
        &self.view.snapshot
    }

    /// The tokens the client was last given.
    pub(crate) fn given(&self) -> &'a Given {
        &self.view.given
    }

    /// The diagnostics the client has asked for.
    pub(crate) fn pulls(&self) -> &'a Pulls {
        &self.view.pulls
    }

    /// How much had happened before this moment that can change a diagnostic, counted.
    pub(crate) fn epoch(&self) -> u64 {
        self.view.epoch
    }

    /// The page that explains a rule.
    pub(crate) fn page(&self, rule: &str) -> Option<Uri> {
        self.view.pages.get(rule).cloned()
    }

    /// What the client can show.
    pub(crate) fn can(&self) -> ClientCan {
        self.view.can
    }

    /// The file and the byte a request is about; `None` where the document is not open or the
    /// position lies outside.
    pub(crate) fn place(&self, at: &TextDocumentPositionParams) -> Option<(PathBuf, usize)> {
        let path = path_of(&at.text_document.uri);
        let open = self.snapshot().open(&path)?;
        let ruler = self.ruler(&open.text);
        let offset = ruler.holds(at.position).then(|| ruler.offset(at.position))?;
        Some((path, offset))
    }

    /// The bytes of an open document that a range names, drawn in to the text.
    pub(crate) fn bytes(&self, uri: &Uri, range: Range) -> Option<(PathBuf, Span)> {
        let path = path_of(uri);
        let open = self.snapshot().open(&path)?;
        let ruler = self.ruler(&open.text);
        let (start, end) = (ruler.offset(range.start), ruler.offset(range.end));
        Some((path, Span::new(start.min(end), end.max(start))))
    }

    /// The client's name for a place; `None` where the file is gone, or nobody waits.
    pub(crate) fn location(&self, location: &Location) -> Option<lsp::Location> {
        Some(lsp::Location {
            uri: self.view.uri(&location.path)?,
            range: self.range(&location.path, location.at)?,
        })
    }

    /// The same of a place that is likely to be asked for again.
    pub(crate) fn location_again(&self, location: &Location) -> Option<lsp::Location> {
        let find = || self.range(&location.path, location.at);
        let range = match self.snapshot().as_read(&location.path) {
            Some(stamp) => self.view.ranges.get((Arc::clone(&location.path), stamp, location.at), find),
            None => find(),
        };
        Some(lsp::Location { uri: self.view.uri(&location.path)?, range: range? })
    }

    /// The client's name for a place in a file.
    pub(crate) fn range(&self, path: &Path, at: At) -> Option<Range> {
        let text = self.text(path)?;
        let span = match at {
            At::Span(span) => span,
            At::Line(line) => text.lines.line_span(&text.text, line),
        };
        Some(self.ruler(&text).range(span))
    }

    /// The client's name for a file, and its version of it.
    pub(crate) fn document(&self, path: &Path) -> Option<(Uri, Option<i32>)> {
        Some((self.view.uri(path)?, self.snapshot().version(path)))
    }

    /// The client's name for bytes of an open document.
    pub(crate) fn span(&self, text: &Text, span: Span) -> Range {
        self.ruler(text).range(span)
    }

    fn ruler<'t>(&self, text: &'t Text) -> Ruler<'t> {
        Ruler { text: &text.text, lines: &text.lines, encoding: self.view.encoding }
    }

    /// The text of a file: the editor's, else that on disk, read once.
    pub(crate) fn text(&self, path: &Path) -> Option<Text> {
        if self.is_given_up() {
            return None;
        }
        if let Some(text) = self.texts.borrow().get(path) {
            return text.clone();
        }
        let text = self.snapshot().text(path);
        self.texts.borrow_mut().insert(path.into(), text.clone());
        text
    }
}
