//! Writing a file of the workspace whole: whoever reads it sees the old text or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Puts `new` in the place of a file that still reads `old` (`None`: there is no such file). The
/// file keeps its permissions, and a link to it stays one.
///
/// # Errors
/// [`io::ErrorKind::Interrupted`] where somebody else has written the file meanwhile, and whatever
/// the system says; the file is then as it was.
pub fn replace(path: &Path, old: Option<&str>, new: &str) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let part = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = write(&part, &target, old, new);
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

fn write(part: &Path, target: &Path, old: Option<&str>, new: &str) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(new.as_bytes())?;
    file.sync_all()?;
    drop(file);
    if let Ok(metadata) = fs::metadata(target) {
        fs::set_permissions(part, metadata.permissions())?;
    }
    let there = match fs::read(target) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if there.as_deref() != old.map(str::as_bytes) {
        return Err(io::Error::from(io::ErrorKind::Interrupted));
    }
    fs::rename(part, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_read_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        replace(&path, None, "1").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "1");
        let late = replace(&path, None, "2").unwrap_err();
        assert_eq!(late.kind(), io::ErrorKind::Interrupted);
        assert!(replace(&path, Some("0"), "2").is_err());
        replace(&path, Some("1"), "2").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "2");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("link.toml"));
        fs::write(&real, "1").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        replace(&link, Some("1"), "2").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "2");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
