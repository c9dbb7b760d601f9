//! Where a result goes: a file that takes its name once it is whole, or standard output.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstream::StripStream;
use zhunru_table::files::Replacement;

use crate::failure::Failure;
use crate::terminal;

/// Where a result goes.
pub(crate) struct Output(Option<OutputFile>);

impl Output {
    /// A file at this path, or standard output.
    ///
    /// # Errors
    /// When no file can be written there.
    pub(crate) fn new(path: Option<&Path>) -> Result<Self, Failure> {
        Ok(Output(path.map(OutputFile::new).transpose()?))
    }

    /// A writer of text, whose colours are kept only where they are shown or asked for.
    pub(crate) fn text(&self) -> Box<dyn Write> {
        match &self.0 {
            None => terminal::text(),
            Some(file) => {
                let file: Box<dyn Write> = Box::new(file.clone());
                Box::new(BufWriter::new(StripStream::new(file)))
            }
        }
    }

    /// A writer of bytes.
    pub(crate) fn bytes(&self) -> Box<dyn Write + Send> {
        match &self.0 {
            None => terminal::bytes(),
            Some(file) => Box::new(BufWriter::new(file.clone())),
        }
    }

    /// Gives the file its name, when all writers are flushed. Without this a file that stood there
    /// before stands there still.
    ///
    /// # Errors
    /// When the file cannot be brought to its place.
    pub(crate) fn keep(&self) -> Result<(), Failure> {
        let Some(file) = &self.0 else { return Ok(()) };
        match file.target().take() {
            Some(Target::New(file)) => Ok(file.keep()?),
            Some(Target::There(mut file)) => Ok(file.flush()?),
            None => Ok(()),
        }
    }
}

/// A file that several may write, one after the other; nothing once it has its name.
#[derive(Clone)]
struct OutputFile(Arc<Mutex<Option<Target>>>);

enum Target {
    /// A file in the making.
    New(Box<Replacement>),
    /// What is no regular file, such as a pipe, and cannot be replaced.
    There(File),
}

impl OutputFile {
    fn new(path: &Path) -> Result<Self, Failure> {
        check_place(path)?;
        let is_special = path.metadata().is_ok_and(|found| !found.is_file());
        let target = match is_special {
            true => Target::There(File::options().write(true).open(path)?),
            false => Target::New(Box::new(Replacement::of(path)?)),
        };
        Ok(OutputFile(Arc::new(Mutex::new(Some(target)))))
    }

    fn target(&self) -> MutexGuard<'_, Option<Target>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *self.target() {
            Some(Target::New(file)) => file.write(bytes),
            Some(Target::There(file)) => file.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut *self.target() {
            Some(Target::New(file)) => file.flush(),
            Some(Target::There(file)) => file.flush(),
            None => Ok(()),
        }
    }
}

/// Checks that a file may be written at a place.
fn check_place(path: &Path) -> Result<(), Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let shown = path.display();
    if path.is_dir() {
        return Err(Failure::fault(
            format_args!("`{shown}` cannot be written: it is a folder"),
            format_args!("无法写入“{shown}”：它是文件夹"),
        ));
    }
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(Failure::fault(
            format_args!("`{shown}` cannot be written: its folder does not exist"),
            format_args!("无法写入“{shown}”：所在文件夹不存在"),
        ));
    }
    Ok(())
}
