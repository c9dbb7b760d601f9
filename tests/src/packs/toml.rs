//! Pieces of TOML that several files of a pack share.

use std::fmt::Write as _;

pub(super) fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(", ")
}

pub(super) fn write_interval(text: &mut String, interval: Option<&[Option<String>; 2]>) {
    let Some(interval) = interval else {
        return;
    };
    let ends: Vec<String> = ["from", "to"]
        .iter()
        .zip(interval)
        .filter_map(|(key, day)| day.as_ref().map(|day| format!("{key} = {day}")))
        .collect();
    let _ = writeln!(text, "in_force = {{ {} }}", ends.join(", "));
}

pub(super) fn write_source(text: &mut String, document: Option<&str>) {
    let document = document.unwrap_or("notice");
    let _ = writeln!(
        text,
        "source = {{ document = \"{document}\", clause = \"第一条\" }}"
    );
}
