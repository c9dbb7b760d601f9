//! Writing files so that none is ever seen half written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// Writes files below a folder, which is made if it is not there. Every file is written whole under
/// another name first; only when all are is each put in its place, in the order given.
///
/// # Errors
/// When one cannot be written; then those before it may be in their places, and none is half
/// written.
pub(super) fn save(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let mut ready: Vec<(NamedTempFile, PathBuf)> = Vec::new();
    for (path, bytes) in files {
        let place = folder.join(path);
        let written = written(&place, bytes).map_err(|error| failure(&place, &error))?;
        ready.push((written, place));
    }
    for (file, place) in ready {
        let placed = file.persist(&place);
        placed.map_err(|error| failure(&place, &error.error))?;
    }
    Ok(())
}

/// A file beside its place with these bytes. Its name begins with a dot, so that a pack that is read
/// meanwhile does not hold it.
fn written(place: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let parent = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zhunru-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any file of the user; the mask of the process takes away what it wants.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn failure(place: &Path, error: &io::Error) -> Failure {
    let place = place.display();
    Failure::fault(
        format_args!("`{place}` cannot be written: {error}"),
        format_args!("无法写入“{place}”：{error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_others_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("a"), "old").unwrap();
        fs::write(path.join("in-the-way"), "").unwrap();
        let files = [
            ("a".to_owned(), b"new".to_vec()),
            ("in-the-way/b".to_owned(), Vec::new()),
        ];
        assert!(save(path, &files).is_err());
        assert_eq!(fs::read(path.join("a")).unwrap(), b"old");
        assert_eq!(fs::read_dir(path).unwrap().count(), 2);
        save(path, &files[..1]).unwrap();
        assert_eq!(fs::read(path.join("a")).unwrap(), b"new");
    }
}
