//! Files that commands write.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its place and puts it there whole: whoever opens it sees the old one or the
/// new one. What is no file (a device, a pipe) is written to as it is.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let is_other = std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir());
    let written = if is_other { std::fs::write(path, bytes) } else { replace(path, bytes) };
    written.map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays one.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file; a temporary one would be its maker's alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or_else(|| Path::new(".")))?;
    file.write_all(bytes)?;
    file.persist(&target).map_err(|e| e.error)?;
    Ok(())
}
