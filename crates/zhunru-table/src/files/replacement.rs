//! A file that has its name only once it is whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making, beside the place where it is to stand. It takes its name when it is
/// [kept](Replacement::keep); when it is dropped before, or the program ends, a file that stood
/// there before stands there still.
#[derive(Debug)]
pub struct Replacement {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Replacement {
    /// Begins a file that is to stand at `path`.
    ///
    /// # Errors
    /// When the folder does not exist or nothing may be written into it.
    pub fn of(path: &Path) -> io::Result<Self> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // What a link leads to is replaced, not the link.
        let place = path.canonicalize();
        let path = place.as_deref().unwrap_or(path);
        let folder = path.parent().filter(|one| !one.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".part");
        #[cfg(unix)]
        {
            // As any file that a program writes; the user's mask takes away what it should.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        Ok(Replacement {
            file: BufWriter::with_capacity(1 << 16, builder.tempfile_in(folder)?),
            path: path.to_owned(),
        })
    }

    /// Puts the file in its place, in one step.
    ///
    /// # Errors
    /// When what was written cannot be brought to the disk, or the file not to its place.
    pub fn keep(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_taken_only_when_all_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided.parquet");
        std::fs::write(&path, "before").unwrap();
        let mut file = Replacement::of(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

        let mut file = Replacement::of(&path).unwrap();
        file.write_all(b"whole").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        file.keep().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"whole");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
