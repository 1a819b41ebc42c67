//! Files and folders that get another name in the editor.

use std::path::PathBuf;

use tower_lsp::ls_types::{FileRename, Uri, WorkspaceEdit};

use super::convert::path_of;
use super::edits::workspace_edit;
use super::view::Reader;
use crate::features;

/// What is to be changed along with files that are about to be renamed.
pub(crate) fn will_rename(reader: &Reader<'_>, files: &[FileRename]) -> Option<WorkspaceEdit> {
    let path = |uri: &str| -> Option<PathBuf> { Some(path_of(&uri.parse::<Uri>().ok()?)) };
    let moves: Vec<_> =
        files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    let edits = features::moved(reader.snapshot(), &moves);
    (!edits.is_empty()).then(|| workspace_edit(reader, &edits))?
}
