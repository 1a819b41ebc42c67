//! Floor 1: entities, aliases, offices over time. Start reading from [`Knowledge`] and [`Entity`].
//!
//! Here live the entity model, the TOML files a person edits and their compiled index. Nothing here
//! reads an article.

mod entity;

pub use entity::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

/// The compiled knowledge base: the built-in entries and those of the workspace, immutable.
#[derive(Debug, Default)]
pub struct Knowledge {}

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

impl Knowledge {
    /// What is built into isnad, compiled once.
    pub fn built_in() -> Arc<Self> {
        Arc::default()
    }

    /// The built-in knowledge with the workspace's files over it (path and text of each; later
    /// files win over earlier ones, all win over the built-in), and the faults found in them.
    pub fn with_files(_files: &[(PathBuf, String)]) -> (Arc<Self>, Vec<KnowledgeFault>) {
        (Self::built_in(), Vec::new())
    }

    /// The entity with this id: an entry, or a body made by a pattern (`ministry-of-defence-russia`).
    pub fn entity(&self, _id: &str) -> Option<Arc<Entity>> {
        None
    }

    /// Every entry (constructed bodies are not among them), ordered by id.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        std::iter::empty()
    }

    /// A title in words: "وزير الدفاع", "minister of defence".
    pub fn title(&self, _id: &str) -> Option<Bilingual> {
        None
    }

    /// Who held the office on a day: all persons whose tenure takes it in.
    pub fn holders(&self, _title: &str, _of: &str, _day: Date) -> Vec<Arc<Entity>> {
        Vec::new()
    }

    /// All tenures of an office, oldest first.
    pub fn tenures(&self, _title: &str, _of: &str) -> Vec<(Arc<Entity>, Tenure)> {
        Vec::new()
    }

    /// Entities whose Arabic or Latin names contain the folded query, best first, at most `limit`.
    pub fn search(&self, _query: &str, _limit: usize) -> Vec<Arc<Entity>> {
        Vec::new()
    }

    /// Whether a path is a knowledge file of a workspace (`knowledge/*.toml` under its root).
    pub fn is_knowledge_file(root: &Path, path: &Path) -> bool {
        path.parent() == Some(&root.join("knowledge"))
            && path.extension().is_some_and(|e| e == "toml")
    }
}
