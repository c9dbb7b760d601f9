//! The canonical form of a pack and its digest.
//!
//! The form is JSON whose keys are sorted, of what the pack says after its definitions are written
//! out: the layout of its files, the order of their keys and comments make no difference. Rules,
//! lists, procedures and documents stand in natural order of their ids. The pack's own tests are no
//! part of what it says, so adding one does not make past decisions look as if made by other rules.

mod condition;
mod list;
mod parts;
mod written;

use std::fmt::Write;

use sm3::{Digest, Sm3};
use smol_str::SmolStr;

pub(super) use self::written::condition as written_condition;
use super::Pack;
use crate::json::Json;

/// The SM3 digest of the canonical form, as `sm3:` and 64 hexadecimal digits.
pub(super) fn digest(pack: &Pack) -> SmolStr {
    let mut text = String::new();
    write(&json(pack), &mut text);
    let mut digest = String::from("sm3:");
    for byte in Sm3::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    SmolStr::from(digest)
}

/// The canonical form.
pub(super) fn json(pack: &Pack) -> Json {
    parts::pack(pack)
}

/// Writes JSON without white space, the keys of objects sorted.
pub(super) fn write(value: &Json, out: &mut String) {
    match value {
        Json::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(value, out);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            let mut keys: Vec<&SmolStr> = fields.keys().collect();
            keys.sort();
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                if let Some(value) = fields.get(key) {
                    write(value, out);
                }
            }
            out.push('}');
        }
        Json::Text(text) => write_text(text, out),
        // A single value is written the one way that there is; this cannot fail.
        single => out.push_str(&serde_json::to_string(single).unwrap_or_default()),
    }
}

/// Writes a text, most of which stand as they are.
fn write_text(text: &str, out: &mut String) {
    let is_escaped = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
    if text.bytes().any(is_escaped) {
        out.push_str(&serde_json::to_string(text).unwrap_or_default());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

/// A text or number as text; empty for anything else.
pub(super) fn text(value: Option<&Json>) -> SmolStr {
    match value {
        Some(Json::Text(text)) => text.clone(),
        Some(Json::Integer(number)) => SmolStr::from(number.to_string()),
        _ => SmolStr::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, write};

    #[test]
    fn texts_stand_as_json_has_them() {
        let all: String = ('\0'..='\u{200}').collect();
        let each = all.chars().map(String::from);
        for text in each.chain([all.clone(), String::new(), "准入 🏘".to_owned()]) {
            let mut written = String::new();
            write(&Json::Text(text.as_str().into()), &mut written);
            assert_eq!(written, serde_json::json!(text).to_string());
        }
    }
}
