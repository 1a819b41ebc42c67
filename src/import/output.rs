//! The file that is made: written beside its place, then put there in one step.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

/// Ending of a file that is being written.
const PART: &str = ".part";

/// From which age on a part is of an import that was killed.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// The folder of the output, made if it is not there.
pub(super) fn folder(out: &Path) -> io::Result<PathBuf> {
    let folder = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A file beside `out`; it goes away by itself unless it is put in place.
pub(super) fn beside(out: &Path) -> io::Result<NamedTempFile> {
    let folder = folder(out)?;
    let prefix = format!(".{}.", out.file_name().unwrap_or_default().to_string_lossy());
    sweep(&folder, &prefix);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(PART);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file; a temporary one would be its maker's alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes what killed imports of the same name left behind.
fn sweep(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
        if name.starts_with(prefix) && name.ends_with(PART) && age.is_some_and(|age| age > STALE) {
            // One that cannot be removed harms nobody.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts a written file in its place, whole and on disk.
pub(super) fn put(file: NamedTempFile, out: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(out).map_err(|e| e.error)?;
    // The rename itself; a system that cannot sync a folder has no more to give.
    let _ = folder(out).and_then(File::open).and_then(|f| f.sync_all());
    Ok(())
}
