//! The `isnad-ignores.toml` files of the workspace: findings that somebody lets stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Project, gone, slashed};
use crate::corpus::read::ReadFault;
use crate::rules;
use crate::settings::{Ignored, Ignores, SettingsFault};

/// Name of the file of findings that somebody lets stand.
pub const IGNORES_FILE: &str = "isnad-ignores.toml";

/// One such file.
#[derive(Clone, Debug, Default)]
pub(super) struct IgnoresFile {
    /// The last good state.
    good: Arc<Ignores>,
    pub(super) text: Arc<str>,
    pub(super) faults: Vec<SettingsFault>,
    pub(super) unread: Option<ReadFault>,
}

impl Project {
    /// The entries that hold for an article, by its absolute path.
    pub(super) fn ignored(&self, place: &Path) -> Ignored {
        let mut out = Ignored::default();
        if self.ignores.is_empty() {
            return out;
        }
        for folder in place.ancestors().skip(1) {
            if let Some(file) = self.ignores.get(&folder.join(IGNORES_FILE)) {
                let below = place.strip_prefix(folder).unwrap_or(place);
                out.add(Arc::clone(&file.good), &slashed(below));
            }
        }
        out
    }

    /// Whether there is a file of ignores.
    pub fn has_ignores(&self) -> bool {
        !self.ignores.is_empty()
    }

    /// The files of ignores and the entries in force from each.
    pub fn ignores(&self) -> impl Iterator<Item = (&Path, &Arc<Ignores>)> {
        self.ignores.iter().map(|(path, file)| (path.as_path(), &file.good))
    }

    /// Where an article's ignores are kept: in the file nearest above it, else in a new one in its
    /// workspace folder; beside it where it lies in none.
    pub fn ignores_for(&self, path: &Path) -> Option<PathBuf> {
        if !path.is_absolute() {
            return None;
        }
        let above = path.ancestors().skip(1).map(|folder| folder.join(IGNORES_FILE));
        let there = above.into_iter().find(|file| self.ignores.contains_key(file));
        let root = self.roots.iter().filter(|root| path.starts_with(root) && *root != path);
        let root = root.max_by_key(|root| root.components().count()).map(PathBuf::as_path);
        there.or_else(|| Some(root.or_else(|| path.parent())?.join(IGNORES_FILE)))
    }

    pub(super) fn set_ignores(&mut self, path: &Path, contents: Result<Arc<str>, ReadFault>) {
        if gone(&contents) {
            self.ignores.remove(path);
            return;
        }
        let file = self.ignores.entry(path.to_path_buf()).or_default();
        match contents {
            Ok(text) => {
                let ids: Vec<String> = rules::RULES.iter().map(|r| r.id.to_owned()).collect();
                let (ignores, faults) = Ignores::from_toml(&text, &ids);
                if let Some(ignores) = ignores {
                    file.good = Arc::new(ignores);
                }
                file.text = text;
                file.faults = faults;
                file.unread = None;
            }
            Err(fault) => file.unread = Some(fault),
        }
    }
}
