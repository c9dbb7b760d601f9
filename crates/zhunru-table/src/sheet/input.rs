//! Where a table comes from: a file, or standard input kept in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::{Limits, SheetError};

/// A table's bytes, in a file that can be read more than once.
#[derive(Debug)]
pub struct Input {
    pub(super) file: File,
    /// The name's extension in lower case, without the dot.
    pub(super) extension: Option<String>,
}

impl Input {
    /// Opens the file at `path`. Pipes and devices are copied to a temporary file first.
    ///
    /// # Errors
    ///
    /// [`SheetError::Io`], [`SheetError::Folder`], or [`SheetError::TooLarge`] for a pipe.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, SheetError> {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => SheetError::Folder,
            _ => SheetError::Io(error),
        })?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            Err(SheetError::Folder)
        } else if metadata.is_file() {
            Ok(Self { file, extension })
        } else {
            Ok(Self {
                extension,
                ..Self::spool(file, limits)?
            })
        }
    }

    /// The file, which stands at its beginning.
    pub fn into_file(self) -> File {
        self.file
    }

    /// Copies all of `reader`, usually standard input, to a temporary file that vanishes with
    /// this value.
    ///
    /// # Errors
    ///
    /// [`SheetError::Io`], or [`SheetError::TooLarge`] beyond `limits.spool_bytes`.
    pub fn spool(reader: impl Read, limits: &Limits) -> Result<Self, SheetError> {
        let mut file = tempfile::tempfile()?;
        let mut bounded = reader.take(limits.spool_bytes.saturating_add(1));
        if io::copy(&mut bounded, &mut file)? > limits.spool_bytes {
            return Err(SheetError::TooLarge {
                what: "the input".into(),
                limit: limits.spool_bytes,
                unit: "bytes",
            });
        }
        file.flush()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self {
            file,
            extension: None,
        })
    }
}
