//! What the answer about a document says of other files: of articles that a finding in it points
//! into, and of settings, ignores and knowledge files that are wrong. Only of files that are not
//! open; about those the client asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{Diagnostic, DocumentDiagnosticReportKind, FullDocumentDiagnosticReport, Uri};

use crate::corpus::FileRole;
use crate::server::convert::path_of;
use crate::server::diagnose::{diagnose, diagnose_unopened, result_id};
use crate::server::view::Reader;

/// So many other articles an answer speaks of: a document is asked about at every keystroke.
const MOST_ARTICLES: usize = 4;

/// What the client was told of files that it did not ask about.
#[derive(Debug, Default)]
pub(super) struct Related(BTreeMap<PathBuf, Other>);

#[derive(Debug)]
struct Other {
    /// What was said of it is known by this.
    id: String,
    /// The open documents whose answers speak of it.
    by: BTreeSet<PathBuf>,
}

impl Related {
    /// A document that was open speaks of nothing any more.
    pub(super) fn closed(&mut self, path: &Path) {
        for other in self.0.values_mut() {
            other.by.remove(path);
        }
    }

    /// What the client was told of a file that is not open; of one it was never told of, that there
    /// is nothing to say.
    pub(super) fn told(&self, path: &Path) -> String {
        self.0.get(path).map_or_else(|| result_id(&[]), |other| other.id.clone())
    }

    /// Whether the client does not know that a file has these diagnostics.
    fn is_news(&self, file: &Path, id: &str) -> bool {
        self.told(file) != id
    }

    /// The files of which the client was told by this document's answers, or by those of documents
    /// that are closed, and that no document speaks of any more.
    fn left(&self, path: &Path, wanted: &BTreeMap<PathBuf, String>) -> Vec<PathBuf> {
        let is_left = |(file, other): &(&PathBuf, &Other)| {
            !wanted.contains_key(*file) && other.by.iter().all(|by| by == path)
        };
        self.0.iter().filter(is_left).map(|(file, _)| file.clone()).collect()
    }

    /// Notes that the client has an answer.
    pub(super) fn note(&mut self, path: &Path, wanted: BTreeMap<PathBuf, String>) {
        for file in self.left(path, &wanted) {
            self.0.remove(&file);
        }
        for (file, other) in &mut self.0 {
            if !wanted.contains_key(file) {
                other.by.remove(path);
            }
        }
        for (file, id) in wanted {
            let other =
                self.0.entry(file).or_insert_with(|| Other { id: String::new(), by: BTreeSet::new() });
            other.id = id;
            other.by.insert(path.to_path_buf());
        }
    }
}

/// Reports on other files, by their address.
type Reports = HashMap<Uri, DocumentDiagnosticReportKind>;

/// What is news to the client beside a document's own diagnostics; and all files the answer speaks of
/// with what is said of each, to be [noted](Related::note) once the client has it.
pub(super) fn related(
    reader: &Reader<'_>,
    path: &Path,
    own: &[Diagnostic],
) -> (Reports, BTreeMap<PathBuf, String>) {
    let mut wanted = BTreeMap::new();
    let mut news = Vec::new();
    for file in files_of(reader, path, own) {
        let is_article = reader.snapshot().project().role(&file) == FileRole::Other;
        let items = if is_article { diagnose_unopened(reader, &file) } else { diagnose(reader, &file) };
        let id = result_id(&items);
        if reader.pulls().lock().related.is_news(&file, &id) {
            news.push((file.clone(), report(items)));
        }
        wanted.insert(file, id);
    }
    let left = reader.pulls().lock().related.left(path, &wanted);
    // About what it has open the client asks.
    let left = left.into_iter().filter(|file| reader.snapshot().version(file).is_none());
    let left = left.filter(|file| reader.pulls().lock().related.is_news(file, &result_id(&[])));
    news.extend(left.map(|file| (file, report(Vec::new()))));
    let named = news.into_iter().filter_map(|(file, report)| Some((reader.document(&file)?.0, report)));
    (named.collect(), wanted)
}

fn report(items: Vec<Diagnostic>) -> DocumentDiagnosticReportKind {
    let result_id = (!items.is_empty()).then(|| result_id(&items));
    FullDocumentDiagnosticReport { result_id, items }.into()
}

/// The files that a document's answer speaks of.
fn files_of(reader: &Reader<'_>, path: &Path, own: &[Diagnostic]) -> BTreeSet<PathBuf> {
    let snapshot = reader.snapshot();
    let files = snapshot.project().files().map(Path::to_path_buf);
    let related = own.iter().flat_map(|d| d.related_information.iter().flatten());
    let articles: BTreeSet<_> = related.map(|r| path_of(&r.location.uri)).collect();
    let articles = articles.into_iter().filter(|p| snapshot.article(p).is_some());
    let wanted = files.chain(articles.take(MOST_ARTICLES));
    wanted.filter(|file| file != path && snapshot.version(file).is_none()).collect()
}
