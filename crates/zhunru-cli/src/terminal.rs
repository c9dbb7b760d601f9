//! The streams of the process: where results and messages go, how wide they may be.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

/// Lines are never set narrower or wider than this.
const NARROWEST: usize = 40;
const WIDEST: usize = 120;
/// The width where nobody says one.
const USUAL: usize = 80;

/// A message's kind.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// A message's kind.
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Opens standard output for text. Colours are kept only where they are shown or asked for
/// (`NO_COLOR`, `CLICOLOR_FORCE`).
pub(crate) fn text() -> Box<dyn Write> {
    Box::new(BufWriter::new(AutoStream::auto(io::stdout().lock())))
}

/// Opens standard output for bytes that are no text.
pub(crate) fn bytes() -> Box<dyn Write + Send> {
    Box::new(BufWriter::new(io::stdout()))
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
