//! The folder that is shown. Nothing outside of it is read or written for the page, whatever way
//! leads there: `..`, an absolute path, a symbolic link.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::corpus::{self, FileRole, IGNORES_FILE, Project, ReadFault};
use crate::knowledge::Knowledge;

/// The longest text the page is given or gives back, in bytes; longer ones make a browser slow.
pub(super) const LONGEST: u64 = 4 * 1024 * 1024;

/// The folder, by its real path.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Why a text cannot be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unread {
    /// Longer than [`LONGEST`].
    #[error("longer than the page takes")]
    TooLong,
    /// No text, or the system does not give it.
    #[error(transparent)]
    Fault(#[from] ReadFault),
}

impl Folder {
    /// Takes a folder by any of its paths.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        if root.is_dir() { Ok(Self { root }) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// Its real path.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Its name, as its user knows it.
    pub(super) fn name(&self) -> String {
        let name = self.root.file_name().unwrap_or(self.root.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// The file of the folder that an address' path (percent-encoded, from the folder on) names;
    /// `None` where that leads out of it or is none the page has to do with.
    pub(super) fn named(&self, address: &str) -> Option<PathBuf> {
        let mut path = self.root.clone();
        for part in address.split('/') {
            let part = percent_decode_str(part).decode_utf8().ok()?;
            let mut parts = Path::new(part.as_ref()).components();
            match (parts.next(), parts.next()) {
                // What the system takes for more than one name, or for none, is refused.
                (Some(Component::Normal(name)), None) if name == part.as_ref() => path.push(name),
                _ => return None,
            }
        }
        (self.is_shown(&path) && self.holds(&path)).then_some(path)
    }

    /// Whether a path leads to something in the folder, existing or not, and on no way out of it.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let plain = |part| matches!(part, Component::Normal(_));
        let below = path.strip_prefix(&self.root);
        if !below.is_ok_and(|below| below.components().all(plain)) {
            return false;
        }
        // What is not there yet is where its folder is; a link to nothing could lead anywhere.
        for path in path.ancestors() {
            match path.canonicalize() {
                Ok(real) => return real.starts_with(&self.root),
                Err(_) if path.is_symlink() => return false,
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
                Err(_) => return false,
            }
        }
        false
    }

    /// Whether a path of the folder is named as an article, and not hidden.
    pub(super) fn is_article(&self, path: &Path) -> bool {
        corpus::has_article_ending(path) && self.is_visible(path)
    }

    /// Whether the page may have a file of this name: an article, or what actions write to.
    fn is_shown(&self, path: &Path) -> bool {
        let is_own = match Project::default().role(path) {
            FileRole::Settings | FileRole::Ignores => true,
            _ => Knowledge::is_knowledge_file(&self.root, path) && !Knowledge::is_imported_file(path),
        };
        (is_own && self.is_visible(path)) || self.is_article(path)
    }

    fn is_visible(&self, path: &Path) -> bool {
        let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        path.strip_prefix(&self.root).is_ok_and(|below| !below.iter().any(is_hidden))
    }

    /// Whether the file of ignores that the server may write for an article is surely one of this
    /// folder: no folder above has one that lies elsewhere.
    pub(super) fn keeps_ignores_of(&self, article: &Path) -> bool {
        let files = article.ancestors().skip(1).map(|folder| folder.join(IGNORES_FILE));
        let mut there = files.filter(|file| file.is_symlink() || file.exists());
        self.holds(article) && there.all(|file| self.holds(&file))
    }

    /// The text of a file that [`Self::named`] gave.
    ///
    /// # Errors
    /// Where it is too long or no text.
    pub(super) fn read(path: &Path) -> Result<String, Unread> {
        if fs::metadata(path).is_ok_and(|m| m.len() > LONGEST) {
            return Err(Unread::TooLong);
        }
        Ok(corpus::read_article(path)?)
    }

    /// Puts a text in the place of a file that still reads `old` (`None`: that is not there).
    ///
    /// # Errors
    /// As [`corpus::replace`].
    pub(super) fn write(path: &Path, old: Option<&str>, new: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            // `knowledge/` is made for its first file.
            fs::create_dir_all(folder)?;
        }
        corpus::replace(path, old, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> (tempfile::TempDir, Folder) {
        let dir = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
        for name in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "نص").unwrap();
        }
        let folder = Folder::open(&dir.path().join("shown")).unwrap();
        (dir, folder)
    }

    #[test]
    fn articles_and_what_actions_write_to_are_named() {
        let (_dir, folder) = folder(&["shown/a.txt"]);
        let root = folder.root().to_path_buf();
        for (address, path) in [
            ("a.txt", "a.txt"),
            ("%D9%85%D9%82%D8%A7%D9%84%201.md", "مقال 1.md"),
            ("new/folder/b.TXT", "new/folder/b.TXT"),
            ("isnad.toml", "isnad.toml"),
            ("sport/isnad-ignores.toml", "sport/isnad-ignores.toml"),
            ("knowledge/own.toml", "knowledge/own.toml"),
        ] {
            assert_eq!(folder.named(address), Some(root.join(path)), "{address}");
        }
    }

    #[test]
    fn nothing_else_is() {
        let (_dir, folder) = folder(&["shown/a.txt", "secret.txt"]);
        for address in [
            "",
            "/",
            ".",
            "..",
            "../secret.txt",
            "%2e%2e/secret.txt",
            "..%2Fsecret.txt",
            "new/../../secret.txt",
            "./a.txt",
            "a.txt/",
            "a.txt/.",
            "/etc/passwd.txt",
            "%2Fetc%2Fhosts.txt",
            "//etc/hosts.txt",
            "a.txt%00",
            "%FF.txt",
            ".git/a.txt",
            ".a.txt",
            "a.sh",
            "Cargo.toml",
            "knowledge/big.isnad",
            "sport/knowledge/own.toml",
        ] {
            let named = folder.named(address);
            assert!(named.as_ref().is_none_or(|p| !p.exists()) && named.is_none(), "{address}: {named:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_lead_nowhere() {
        use std::os::unix::fs::symlink;
        let (dir, folder) = folder(&["shown/a.txt", "secret.txt", "elsewhere/b.txt"]);
        let at = |name: &str| dir.path().join(name);
        symlink(at("secret.txt"), at("shown/out.txt")).unwrap();
        symlink(at("elsewhere"), at("shown/far")).unwrap();
        symlink(at("nowhere.txt"), at("shown/broken.txt")).unwrap();
        symlink(at("shown/a.txt"), at("shown/in.txt")).unwrap();
        for address in ["out.txt", "far/b.txt", "far/new.txt", "broken.txt"] {
            assert_eq!(folder.named(address), None, "{address}");
        }
        assert!(folder.named("in.txt").is_some());
        assert!(!folder.holds(&at("secret.txt")));
    }

    #[test]
    fn ignores_above_the_folder_are_left_alone() {
        let (_dir, inside) = folder(&["shown/a.txt", "shown/isnad-ignores.toml"]);
        assert!(inside.keeps_ignores_of(&inside.root().join("a.txt")));
        let (_dir, outside) = folder(&["shown/a.txt", "isnad-ignores.toml"]);
        assert!(!outside.keeps_ignores_of(&outside.root().join("a.txt")));
    }
}
