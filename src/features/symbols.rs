//! Symbols: the outline of an article, and names across the workspace.

use std::path::Path;

use super::location::Location;
use crate::corpus::Snapshot;
use crate::text::Span;

/// What sort of symbol it is; the server picks the editor's icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// The article by its headline.
    Article,
    /// A part under a subhead.
    Section,
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
}

/// A line of an article's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// Its words.
    pub name: String,
    /// What is shown beside it.
    pub detail: Option<String>,
    /// What sort.
    pub kind: SymbolKind,
    /// All it takes in.
    pub span: Span,
    /// Where its words stand, inside `span`.
    pub selection: Span,
    /// What is inside it.
    pub children: Vec<DocumentSymbol>,
}

/// A name found in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Its name in the language set.
    pub name: String,
    /// Its name in the other script, and how often it is named.
    pub detail: String,
    /// What sort.
    pub kind: SymbolKind,
    /// Where it is defined: as [`definition`](super::definition()) says.
    pub location: Location,
}

/// The outline of an open article: headline, sections, and the entities named in each.
pub fn document_symbols(_snapshot: &Snapshot, _path: &Path) -> Vec<DocumentSymbol> {
    Vec::new()
}

/// The entities whose Arabic or Latin name has the query in it, those named in the corpus first,
/// at most `limit`. An empty query gives those named most.
pub fn workspace_symbols(
    _snapshot: &Snapshot,
    _query: &str,
    _limit: usize,
) -> Vec<WorkspaceSymbol> {
    Vec::new()
}
