//! Pack folders on a disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zhunru::diagnostic::Diagnostics;
use zhunru::pack::{
    LoadedPacks, MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, Pack, PackFiles, check_packs,
    load_packs,
};

use crate::built_in;

/// Most folders inside one another in a pack; the format itself needs one.
const MAX_DEPTH: usize = 8;

/// Why a pack folder cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The path is no folder.
    #[error("`{}` is no folder", .0.display())]
    NotFolder(PathBuf),
    /// The name of a file is not UTF-8.
    #[error("the name of `{}` is not UTF-8", .0.display())]
    NotUnicode(PathBuf),
    /// A link leads out of the folder, to another folder or nowhere.
    #[error("the link `{}` does not lead to a file of the same pack", .0.display())]
    Link(PathBuf),
    /// Something in the folder is neither a file nor a folder.
    #[error("`{}` is neither a file nor a folder", .0.display())]
    NotFile(PathBuf),
    /// The folder holds more than a pack may.
    #[error(
        "`{}` is too large: a pack has at most {MAX_FILES} files, of {MAX_FILE_BYTES} bytes each and \
         {MAX_TOTAL_BYTES} bytes together, in folders nested {MAX_DEPTH} deep", .0.display()
    )]
    TooLarge(PathBuf),
    /// The files cannot be those of a pack.
    #[error("{0}")]
    Files(Diagnostics),
}

/// Why packs cannot be loaded from folders.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A folder cannot be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The packs are at fault.
    #[error("{0}")]
    Packs(Diagnostics),
}

/// Reads the files of a pack folder. Hidden files are left out, links are followed only to files
/// of the same folder.
///
/// ```no_run
/// let files = zhunru_packs::read_folder("packs/my-county".as_ref())?;
/// # Ok::<(), zhunru_packs::FolderError>(())
/// ```
///
/// # Errors
/// See [`FolderError`].
pub fn read_folder(path: &Path) -> Result<PackFiles, FolderError> {
    let root = path.canonicalize().map_err(|source| FolderError::Io {
        path: path.to_owned(),
        source,
    })?;
    if !root.is_dir() {
        return Err(FolderError::NotFolder(path.to_owned()));
    }
    let mut walk = Walk {
        root: &root,
        shown: path,
        files: BTreeMap::new(),
        bytes: 0,
    };
    walk.folder("", 0)?;
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.trim_end_matches('/');
    PackFiles::collect(name, walk.files).map_err(FolderError::Files)
}

/// Loads packs from folders, in any order. They may inherit from each other and from the built-in
/// packs; one with the id of a built-in pack stands instead of it. Their own tests are left for
/// [`Pack::cases`] to read; [`check_folders`] reads them too.
///
/// # Errors
/// When a folder cannot be read, or a pack is at fault; then all faults but of its tests are given.
pub fn load_folders<P: AsRef<Path>>(paths: &[P]) -> Result<LoadedPacks, LoadError> {
    from_folders(paths, load_packs)
}

/// Loads packs from folders as [`load_folders`] does, and reads their own tests, so that all their
/// faults are told.
///
/// # Errors
/// When a folder cannot be read, or a pack is at fault; then all faults are given.
pub fn check_folders<P: AsRef<Path>>(paths: &[P]) -> Result<LoadedPacks, LoadError> {
    from_folders(paths, check_packs)
}

fn from_folders<P: AsRef<Path>>(
    paths: &[P],
    load: impl FnOnce(&[PackFiles], &[Pack]) -> Result<LoadedPacks, Diagnostics>,
) -> Result<LoadedPacks, LoadError> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push(read_folder(path.as_ref())?);
    }
    // Faulty built-in packs cannot be inherited from; whoever does so is told that they are absent.
    let known = built_in().unwrap_or_default();
    load(&files, known).map_err(LoadError::Packs)
}

/// A walk through a pack folder.
struct Walk<'a> {
    /// The folder without links in its path.
    root: &'a Path,
    /// The folder as it was named.
    shown: &'a Path,
    files: BTreeMap<String, Vec<u8>>,
    bytes: usize,
}

impl Walk<'_> {
    /// Takes the files of the folder with this path inside the pack.
    fn folder(&mut self, inside: &str, depth: usize) -> Result<(), FolderError> {
        if depth > MAX_DEPTH {
            return Err(FolderError::TooLarge(self.shown.to_owned()));
        }
        let folder = self.root.join(inside);
        let read = fs::read_dir(&folder).map_err(|source| self.io(inside, source))?;
        for entry in read {
            let entry = entry.map_err(|source| self.io(inside, source))?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                return Err(FolderError::NotUnicode(self.shown.join(inside).join(&name)));
            };
            if name.starts_with('.') {
                continue;
            }
            let path = match inside {
                "" => name.to_owned(),
                inside => format!("{inside}/{name}"),
            };
            let kind = entry.file_type().map_err(|source| self.io(&path, source))?;
            if kind.is_dir() {
                self.folder(&path, depth + 1)?;
            } else {
                if kind.is_symlink() {
                    self.check_link(&path)?;
                } else if !kind.is_file() {
                    // Opening a pipe could wait for ever.
                    return Err(FolderError::NotFile(self.shown.join(path)));
                }
                self.file(path)?;
            }
        }
        Ok(())
    }

    /// A link may lead only to a file of the same pack.
    fn check_link(&self, path: &str) -> Result<(), FolderError> {
        let target = self.root.join(path).canonicalize();
        let is_inside = |target: &PathBuf| target.starts_with(self.root) && target.is_file();
        match target.ok().filter(is_inside) {
            Some(_) => Ok(()),
            None => Err(FolderError::Link(self.shown.join(path))),
        }
    }

    fn file(&mut self, path: String) -> Result<(), FolderError> {
        // Read no more than is allowed, whatever the size was when the folder was listed.
        let most = MAX_FILE_BYTES.min(MAX_TOTAL_BYTES - self.bytes);
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        File::open(self.root.join(&path))
            .and_then(|file| file.take(limit).read_to_end(&mut bytes))
            .map_err(|source| self.io(&path, source))?;
        if bytes.len() > most || self.files.len() >= MAX_FILES {
            return Err(FolderError::TooLarge(self.shown.join(path)));
        }
        self.bytes += bytes.len();
        self.files.insert(path, bytes);
        Ok(())
    }

    fn io(&self, path: &str, source: io::Error) -> FolderError {
        FolderError::Io {
            path: self.shown.join(path),
            source,
        }
    }
}
