//! Dossiers as files in the user's cache, which any editor can open.

use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;
use std::{fs, io};

use tower_lsp::ls_types::{Location, Range};

use super::convert::uri_of;
use super::handlers::address;
use super::pages;
use super::view::Reader;
use crate::features;

/// Letters of an id in a file's name.
const NAME: usize = 60;
/// A page that nobody has asked for so long is thrown away.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Writes the dossier of an id as it is now, in the language of a file, and gives where it is;
/// `None` for an id nobody has, and where there is no place to write to.
pub(crate) fn dossier(reader: &Reader<'_>, id: &str, here: &Path) -> Option<Location> {
    let page = page(reader, id, here)?;
    let folder = pages::cache()?.join("dossiers");
    clean_once(&folder);
    let workspace = workspace_name(reader.snapshot().project().roots());
    let path = folder.join(workspace).join(format!("{}.md", file_name(id)));
    if let Err(error) = pages::write(&path, &page) {
        tracing::warn!("{}: {error}", path.display());
        return None;
    }
    Some(Location { uri: uri_of(&path)?, range: Range::default() })
}

/// The dossier of an id as Markdown; `None` for an id nobody has.
pub(crate) fn page(reader: &Reader<'_>, id: &str, here: &Path) -> Option<String> {
    let language = reader.snapshot().language(here);
    let dossier = features::dossier(reader.snapshot(), id, here, language)?;
    Some(dossier.markdown(|place| Some(address(&reader.location(place)?))))
}

/// A folder's name for a workspace: that of its first folder, and what tells it from another one of
/// that name.
fn workspace_name(roots: &[PathBuf]) -> String {
    let all: Vec<_> = roots.iter().map(|root| root.to_string_lossy()).collect();
    let first = roots.first().and_then(|root| root.file_name()).unwrap_or_default();
    format!("{}-{:08x}", readable(&first.to_string_lossy()), crc32fast::hash(all.join("\n").as_bytes()))
}

/// A file's name for an id: the id itself where that is one.
fn file_name(id: &str) -> String {
    let name = readable(id);
    if name == id { name } else { format!("{name}-{:08x}", crc32fast::hash(id.as_bytes())) }
}

/// Letters, digits and hyphens.
fn readable(words: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = words.chars().take(NAME).map(kept).collect();
    name.trim_matches('-').to_owned()
}

/// Throws old pages away, once in the life of the server.
fn clean_once(folder: &Path) {
    static CLEANED: Once = Once::new();
    CLEANED.call_once(|| {
        if let Err(error) = clean(folder, KEPT)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::info!("{}: {error}", folder.display());
        }
    });
}

/// Throws pages away that were written longer ago, and the folders that are empty then.
fn clean(folder: &Path, kept: Duration) -> io::Result<()> {
    for workspace in fs::read_dir(folder)?.flatten() {
        for page in fs::read_dir(workspace.path()).into_iter().flatten().flatten() {
            let age = page.metadata().ok().and_then(|m| m.modified().ok()?.elapsed().ok());
            if age.is_some_and(|age| age > kept) {
                fs::remove_file(page.path())?;
            }
        }
        // One that still has pages stays.
        let _ = fs::remove_dir(workspace.path());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        assert_eq!(file_name("kim-jong-un"), "kim-jong-un");
        let long = format!("~person/{}", "سمسم ".repeat(50));
        for id in ["~person/محمد السمسماني", "~person/أ@/home/x/../a.txt", "..", "a/b", long.as_str()]
        {
            let name = file_name(id);
            assert!(name.chars().all(|c| c.is_alphanumeric() || c == '-'), "{name}");
            assert!(name.chars().count() <= NAME + 9, "{name}");
        }
        assert_ne!(file_name("~person/a b"), file_name("~person/a-b"));
        let (one, other) = (PathBuf::from("/x/news"), PathBuf::from("/y/news"));
        assert!(workspace_name(std::slice::from_ref(&one)).starts_with("news-"));
        assert_ne!(workspace_name(&[one]), workspace_name(&[other]));
        assert_eq!(workspace_name(&[]), "-00000000");
    }

    #[test]
    fn old_pages_go_and_new_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["a/old.md", "a/new.md", "b/old.md"] {
            pages::write(&at(name), "x").unwrap();
            if name.ends_with("old.md") {
                let long_ago = std::time::SystemTime::now() - 2 * KEPT;
                fs::File::options().write(true).open(at(name)).unwrap().set_modified(long_ago).unwrap();
            }
        }
        clean(folder.path(), KEPT).unwrap();
        assert!(at("a/new.md").exists() && !at("a/old.md").exists() && !at("b").exists());
        assert!(clean(&at("nowhere"), KEPT).is_err());
    }
}
