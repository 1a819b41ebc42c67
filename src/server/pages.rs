//! Pages as files in the user's cache: those of rules, so that a diagnostic's code can link to one
//! without a network.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use std::{fs, io};

use etcetera::BaseStrategy;
use tower_lsp::ls_types::Uri;

use super::convert::uri_of;
use crate::rules::RULES;

/// Addresses of rules' pages by the rule's id.
pub(crate) type Pages = Arc<HashMap<&'static str, Uri>>;

/// Writes the pages that are not there yet to the user's cache and gives their addresses. A page
/// that cannot be written has none.
pub(crate) fn addresses() -> Pages {
    let Some(folder) = folder() else {
        return Pages::default();
    };
    let addresses = RULES.iter().filter_map(|rule| {
        let path = folder.join(format!("{}.md", rule.id));
        match write(&path, rule.page) {
            Ok(()) => Some((rule.id, uri_of(&path)?)),
            Err(error) => {
                tracing::info!("{}: {error}", path.display());
                None
            }
        }
    });
    Arc::new(addresses.collect())
}

/// `isnad/rules/<version>` in the user's cache.
fn folder() -> Option<PathBuf> {
    Some(cache()?.join("rules").join(env!("CARGO_PKG_VERSION")))
}

/// `isnad` in the user's cache.
pub(crate) fn cache() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.cache_dir().join("isnad"))
}

/// Whether a file is a page of ours: what it says comes from the articles and is none itself.
pub(crate) fn is_page(path: &Path) -> bool {
    static CACHE: LazyLock<Option<PathBuf>> = LazyLock::new(cache);
    CACHE.as_ref().is_some_and(|cache| path.starts_with(cache))
}

/// Others may write the same page at the same moment: it is put in place whole.
pub(crate) fn write(path: &Path, page: &str) -> io::Result<()> {
    static PARTS: AtomicU32 = AtomicU32::new(0);
    if fs::read_to_string(path).is_ok_and(|there| there == page) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let number = PARTS.fetch_add(1, Ordering::Relaxed);
    let part = path.with_extension(format!("{}-{number}.part", std::process::id()));
    fs::write(&part, page)?;
    fs::rename(&part, path)
}
