//! A letter as Markdown.

use super::letter::{Letter, Line, Role};
use super::wording;
use crate::text::Language;

pub(super) fn render(letter: &Letter) -> String {
    let mut text = format!("# {}\n", marked(&letter.title));
    lines(&mut text, &letter.opening, letter.language);
    for section in &letter.sections {
        let hashes = "#".repeat(usize::from(section.level) + 1);
        text.push_str(&format!("\n{hashes} {}\n", marked(&section.heading)));
        lines(&mut text, &section.lines, letter.language);
    }
    text
}

fn lines(text: &mut String, lines: &[Line], language: Language) {
    let mut hanging = 0;
    let mut before = None;
    for line in lines {
        let follows_item = matches!(before, Some(Role::Item | Role::Source | Role::Detail));
        let belongs = matches!(line.role, Role::Source | Role::Detail) && follows_item;
        let continues = belongs || (line.role == Role::Item && follows_item);
        if !continues {
            text.push('\n');
        }
        if belongs {
            // A hard break keeps the line its own within the item.
            text.truncate(text.trim_end_matches('\n').len());
            text.push_str("\\\n");
            text.push_str(&" ".repeat(hanging));
        }
        if let Some(marker) = &line.marker {
            hanging = marker.chars().count() + 1;
            text.push_str(marker);
            text.push(' ');
        }
        text.push_str(&match line.role {
            Role::Verdict(verdict) => {
                let label = wording::verdict(verdict, language);
                match line.text.strip_prefix(label.as_str()) {
                    Some(rest) => format!("**{label}**{}", escaped(rest)),
                    None => escaped(&line.text),
                }
            }
            Role::Label => format!("**{}**", escaped(&line.text)),
            Role::Note => format!("> {}", escaped(&line.text)),
            _ => escaped(&line.text),
        });
        text.push('\n');
        before = Some(line.role);
    }
}

/// The text of a line with what Markdown would read as marks taken literally.
fn escaped(text: &str) -> String {
    let text = marked(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let at = match text.chars().nth(digits) {
        // At the start of a line these make lists and rules.
        Some('-' | '+' | '=') if digits == 0 => 0,
        Some('.' | ')') if digits > 0 => digits,
        _ => return text,
    };
    let start: String = text.chars().take(at).collect();
    let rest: String = text.chars().skip(at).collect();
    format!("{start}\\{rest}")
}

/// The text with the marks that count anywhere taken literally.
fn marked(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        let is_mark = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '$'
        );
        if is_mark {
            result.push('\\');
        }
        result.push(c);
    }
    result
}
