//! The files of a pack, in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};

/// Most files in one pack (文件数上限).
pub const MAX_FILES: usize = 2_000;

/// Largest file of a pack, in bytes (单个文件上限).
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;

/// Most bytes in all files of a pack together (总大小上限).
pub const MAX_TOTAL_BYTES: usize = 64 * 1024 * 1024;

/// The files of one pack by their paths inside its folder (规则包文件).
///
/// Reading them from a disk, or embedding them into a program, is up to others.
///
/// ```
/// use zhunru::pack::PackFiles;
/// let files = PackFiles::collect("example", [("pack.toml", &b"format = 1"[..])])?;
/// assert_eq!(files.name(), "example");
/// assert_eq!(files.paths().collect::<Vec<_>>(), ["pack.toml"]);
/// # Ok::<(), zhunru::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct PackFiles {
    name: SmolStr,
    files: BTreeMap<SmolStr, Cow<'static, [u8]>>,
}

impl PackFiles {
    /// Takes the files of one pack.
    ///
    /// `name` stands before their paths in messages, usually the path of the folder; it may be
    /// empty. Paths are relative to the folder, with `/` between their parts.
    ///
    /// # Errors
    /// When there are more than [`MAX_FILES`], one is larger than [`MAX_FILE_BYTES`], all are larger
    /// than [`MAX_TOTAL_BYTES`], a path comes twice or leads out of the folder. Of a pack past the
    /// bounds nothing further is taken from the iterator.
    pub fn collect<P, B>(
        name: impl Into<SmolStr>,
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Result<Self, Diagnostics>
    where
        P: Into<SmolStr>,
        B: Into<Cow<'static, [u8]>>,
    {
        let mut pack = PackFiles {
            name: name.into(),
            files: BTreeMap::new(),
        };
        let mut found = Diagnostics::new();
        let mut total = 0_usize;
        for (path, bytes) in files {
            let (path, bytes) = (path.into(), bytes.into());
            let file = pack.file_name(&path);
            total = total.saturating_add(bytes.len());
            if bytes.len() > MAX_FILE_BYTES {
                found.push(
                    too_large(format!(
                        "the file has {} bytes, at most {MAX_FILE_BYTES} are read",
                        bytes.len()
                    ))
                    .in_file(file.clone()),
                );
                continue;
            }
            if total > MAX_TOTAL_BYTES || pack.files.len() >= MAX_FILES {
                found.push(
                    too_large(format!(
                        "a pack has at most {MAX_FILES} files of {MAX_TOTAL_BYTES} bytes together"
                    ))
                    .in_file(file),
                );
                return Err(found);
            }
            if !is_inside(&path) {
                found.push(
                    Diagnostic::error(
                        Code::PackUnknownFile,
                        format!("{} is no path inside the pack's folder", quoted(&path)),
                    )
                    .in_file(file.clone())
                    .help("paths are relative, with `/` between their parts"),
                );
            }
            if pack.files.insert(path, bytes).is_some() {
                found.push(
                    Diagnostic::error(Code::PackDuplicate, "the file is given twice").in_file(file),
                );
            }
        }
        found.into_result(pack)
    }

    /// The name under which the pack's files are shown in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The paths of the files, in order.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.keys().map(SmolStr::as_str)
    }

    /// The bytes of the file with this path.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
    }

    /// Those of the files that are chosen by their paths.
    pub(super) fn chosen(&self, is_chosen: impl Fn(&str) -> bool) -> PackFiles {
        let files = self.files.iter().filter(|(path, _)| is_chosen(path));
        PackFiles {
            name: self.name.clone(),
            files: files
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
        }
    }

    /// The name of a file in messages.
    pub(super) fn file_name(&self, path: &str) -> SmolStr {
        match self.name.as_str() {
            "" => path.into(),
            name => format_smolstr!("{name}/{path}"),
        }
    }
}

fn too_large(message: String) -> Diagnostic {
    Diagnostic::error(Code::PackTooLarge, message)
}

/// Whether the path stays inside the folder it is relative to.
fn is_inside(path: &str) -> bool {
    !path.contains('\\')
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}
