//! A letter as plain text.

use super::letter::{Letter, Line, Role};

pub(super) fn render(letter: &Letter) -> String {
    let mut text = format!("{}\n", letter.title);
    if !letter.opening.is_empty() {
        text.push('\n');
        lines(&mut text, &letter.opening);
    }
    for section in &letter.sections {
        text.push('\n');
        text.push_str(&section.heading);
        text.push('\n');
        lines(&mut text, &section.lines);
    }
    text
}

fn lines(text: &mut String, lines: &[Line]) {
    // What belongs to an item stands under its text, not under its number.
    let mut hanging = 0;
    for line in lines {
        match (line.role, &line.marker) {
            (Role::Item, Some(marker)) => {
                hanging = marker.chars().count() + 1;
                text.push_str(marker);
                text.push(' ');
            }
            (Role::Source | Role::Detail, _) => text.push_str(&" ".repeat(hanging)),
            _ => hanging = 0,
        }
        text.push_str(&line.text);
        text.push('\n');
    }
}
