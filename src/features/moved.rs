//! What is to be changed in files of settings and ignores where articles get another name or place:
//! their publication dates and the findings let stand go with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::actions::Edit;
use super::ignores::literal;
use crate::corpus::{FileRole, Snapshot};
use crate::settings::named_paths;

/// The edits that go with files or folders being moved, each from its old path to its new one. A
/// file of settings that is moved itself keeps what it says, and one whose folder an article leaves
/// keeps its entry, as it has no word for another place.
pub fn moved(snapshot: &Snapshot, moves: &[(PathBuf, PathBuf)]) -> Vec<Edit> {
    let project = snapshot.project();
    let naming = |path: &&Path| matches!(project.role(path), FileRole::Settings | FileRole::Ignores);
    let files = project.files().filter(naming);
    let edits = files.flat_map(|file| {
        let text = project.text(file).map_or("", |text| text);
        let path: Arc<Path> = file.into();
        let named = named_paths(text).into_iter().filter_map(move |(span, named)| {
            let text = literal(&elsewhere(&path, &named, moves)?);
            Some(Edit { path: Arc::clone(&path), span, text })
        });
        named.collect::<Vec<_>>()
    });
    edits.collect()
}

/// What a file calls an article after the moves, if that is something else.
fn elsewhere(file: &Path, named: &str, moves: &[(PathBuf, PathBuf)]) -> Option<String> {
    let folder = file.parent()?;
    let article = folder.join(named);
    let (old, new) = moves.iter().find(|(old, _)| article.starts_with(old) && !file.starts_with(old))?;
    let rest = article.strip_prefix(old).ok()?;
    let place = if rest.as_os_str().is_empty() { new.clone() } else { new.join(rest) };
    let steps = place.strip_prefix(folder).ok()?.components();
    let steps: Vec<_> = steps.map(|step| step.as_os_str().to_string_lossy()).collect();
    Some(steps.join("/")).filter(|path| path != named)
}
