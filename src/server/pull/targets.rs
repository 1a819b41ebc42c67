//! Which files an answer about the workspace speaks of.

use std::path::Path;
use std::sync::Arc;

use crate::corpus::Snapshot;
use crate::settings::CHECKED;

/// The files to look at, in order: what is open, settings, ignores and knowledge files, then the
/// articles that are not open, the newest first, no more in each folder of the workspace than its
/// settings say.
pub(super) fn targets(snapshot: &Snapshot) -> Vec<Arc<Path>> {
    let mut out: Vec<Arc<Path>> = snapshot.open_paths().map(|(path, _)| Arc::clone(path)).collect();
    let files = snapshot.project().files().filter(|path| snapshot.version(path).is_none());
    out.extend(files.map(Arc::from));
    for root in snapshot.project().roots() {
        out.extend(newest(snapshot, root));
    }
    let mut met = rustc_hash::FxHashSet::default();
    out.retain(|path| met.insert(Arc::clone(path)));
    out
}

/// Whether an article that is not open is among them.
pub(super) fn is_target(snapshot: &Snapshot, path: &Path) -> bool {
    let roots = snapshot.project().roots().iter().filter(|root| path.starts_with(root));
    roots.into_iter().any(|root| newest(snapshot, root).iter().any(|p| **p == *path))
}

/// The newest articles below a folder, and the files there that should be articles and cannot be
/// read.
fn newest(snapshot: &Snapshot, root: &Path) -> Vec<Arc<Path>> {
    let most = snapshot.settings(&root.join("isnad.toml")).checked.unwrap_or(CHECKED);
    let is_wanted = |path: &Path| path.starts_with(root) && snapshot.version(path).is_none();
    let mut articles: Vec<_> = snapshot.listed().filter(|a| is_wanted(a.path)).map(|a| a.rank()).collect();
    if articles.len() > most {
        articles.select_nth_unstable(most);
        articles.truncate(most);
    }
    articles.sort_unstable();
    let read = articles.into_iter().map(|(_, path)| Arc::from(path));
    let unread = snapshot.faults().filter(|fault| is_wanted(&fault.path)).take(most);
    read.chain(unread.map(|fault| Arc::from(fault.path.as_path()))).collect()
}
