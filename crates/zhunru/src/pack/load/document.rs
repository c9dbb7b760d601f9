//! One TOML file, read as far as it can be.

use smol_str::SmolStr;
use toml::Spanned;
use toml::de::DeTable;

use super::node::Context;
use super::sink::Sink;
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, SourceText};
use crate::pack::PackFiles;

/// Most syntax errors told of one file; what follows the first few is often their echo.
const MOST_ERRORS: usize = 20;

/// The text of a file of the pack; nothing when it is not there or not UTF-8, which is noted.
pub(super) fn source_text(files: &PackFiles, path: &str, sink: &Sink) -> Option<SourceText> {
    let name = files.file_name(path);
    match std::str::from_utf8(files.bytes(path)?) {
        Ok(text) => Some(SourceText::new(
            name,
            text.strip_prefix('\u{feff}').unwrap_or(text),
        )),
        Err(error) => {
            sink.push(not_utf8(name, error.valid_up_to(), files.bytes(path)));
            None
        }
    }
}

/// The error for a file that is not UTF-8, with the line on which that shows.
fn not_utf8(name: SmolStr, valid: usize, bytes: Option<&[u8]>) -> Diagnostic {
    let before = bytes
        .and_then(|bytes| bytes.get(..valid))
        .unwrap_or_default();
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    Diagnostic::error(
        Code::PackSyntax,
        format!("the file is not UTF-8, as its line {line} shows"),
    )
    .in_file(name)
    .help("save the file with the encoding UTF-8")
}

/// A TOML file that was parsed; what could not be is noted and left out.
pub(super) struct Document<'a> {
    context: Context<'a>,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Parses the text. Nesting is bounded by the parser.
    pub(super) fn parse(source: &'a SourceText, sink: &'a Sink) -> Self {
        let (root, errors) = DeTable::parse_recoverable(source.text());
        for error in errors.iter().take(MOST_ERRORS) {
            let end = source.text().len();
            let span = error.span().unwrap_or(end..end);
            let diagnostic = match error.message() {
                "duplicate key" => {
                    let key = source.text().get(span.clone()).unwrap_or_default();
                    let key = crate::diagnostic::quoted(key.trim_matches(['"', '\'']));
                    Diagnostic::error(Code::PackDuplicate, format!("the key {key} stands twice"))
                }
                message if message.contains("recurs") => Diagnostic::error(
                    Code::PackTooLarge,
                    "values are nested deeper than 80".to_owned(),
                ),
                message => {
                    Diagnostic::error(Code::PackSyntax, format!("not valid TOML: {message}"))
                }
            };
            sink.push(diagnostic.at(source, span));
        }
        let broken = !errors.is_empty();
        if broken {
            sink.doubt();
        }
        let context = Context {
            source,
            sink,
            broken,
        };
        Document { context, root }
    }

    /// The table that the file is, with these keys allowed.
    pub(super) fn root(&'a self, known: &[&str]) -> Table<'a> {
        Table::open(&self.context, self.root.get_ref(), 0..0, known)
    }
}
