//! The streams of the process: where results and messages go, how wide they may be.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, StripStream};
use anstyle::{AnsiColor, Style};

use crate::failure::Failure;

/// Lines are never set narrower or wider than this.
const NARROWEST: usize = 40;
const WIDEST: usize = 120;
/// The width where nobody says one.
const USUAL: usize = 80;

/// A message's kind.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// A message's kind.
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Opens where the result goes: a file, or standard output. Colours are kept only where they are
/// shown or asked for (`NO_COLOR`, `CLICOLOR_FORCE`).
pub(crate) fn open(output: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    match output {
        None => Ok(Box::new(BufWriter::new(AutoStream::auto(
            io::stdout().lock(),
        )))),
        Some(path) => {
            let file: Box<dyn Write> = Box::new(OutputFile::new(path)?);
            Ok(Box::new(BufWriter::new(StripStream::new(file))))
        }
    }
}

/// Opens where bytes go that are no text.
pub(crate) fn open_bytes(output: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    match output {
        None => Ok(Box::new(BufWriter::new(io::stdout().lock()))),
        Some(path) => Ok(Box::new(BufWriter::new(OutputFile::new(path)?))),
    }
}

/// A file that is created, or emptied, when there is something to write: what stands in it is not
/// lost to a run that comes to nothing.
struct OutputFile {
    path: PathBuf,
    file: Option<File>,
}

impl OutputFile {
    fn new(path: &Path) -> Result<Self, Failure> {
        check_place(path)?;
        Ok(OutputFile {
            path: path.to_owned(),
            file: None,
        })
    }
}

/// Checks that a file may be written at a place.
///
/// # Errors
/// When there is a folder of this name, or no folder to write into.
pub(crate) fn check_place(path: &Path) -> Result<(), Failure> {
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

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(File::create(&self.path)?),
        };
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), File::flush)
    }
}

/// Whether standard output is a terminal.
pub(crate) fn is_shown() -> bool {
    io::stdout().is_terminal()
}

/// The columns that lines of text may take: `COLUMNS`, else the terminal's, else 80.
pub(crate) fn width() -> usize {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.trim().parse().ok())
        .filter(|columns| *columns > 0);
    let shown = || {
        terminal_size::terminal_size_of(io::stdout())
            .map(|(terminal_size::Width(columns), _)| usize::from(columns))
    };
    asked
        .or_else(shown)
        .unwrap_or(USUAL)
        .clamp(NARROWEST, WIDEST)
}

/// Prints a message on standard error. That it cannot be printed is nobody's business.
pub(crate) fn say(style: Style, kind: &str, message: impl std::fmt::Display) {
    let mut stream = AutoStream::auto(io::stderr().lock());
    let _ = writeln!(stream, "{style}{kind}{style:#}: {message}");
}

/// Prints a text on standard error as it is.
pub(crate) fn say_plain(text: &str) {
    let mut stream = AutoStream::auto(io::stderr().lock());
    let _ = writeln!(stream, "{text}");
}
