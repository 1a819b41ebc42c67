//! What can be wrong in a knowledge file.

use std::path::PathBuf;

/// Something wrong in a knowledge file; its other entries are in force all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}", path = path.display(), line = line + 1)]
pub struct KnowledgeFault {
    /// The file.
    pub path: PathBuf,
    /// Line, from 0.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}
