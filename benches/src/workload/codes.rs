//! The lists that 禹会区's users load, by code, and the items of the workload.

use std::borrow::Cow;
use std::fmt::Write;

use zhunru::diagnostic::Diagnostics;
use zhunru::pack::Pack;

use crate::list::yuhui_with;

/// Declares codes that count from one.
macro_rules! codes {
    ($prefix:literal: $($tens:literal)+) => {
        &[$(
            concat!($prefix, $tens, "0"), concat!($prefix, $tens, "1"), concat!($prefix, $tens, "2"),
            concat!($prefix, $tens, "3"), concat!($prefix, $tens, "4"), concat!($prefix, $tens, "5"),
            concat!($prefix, $tens, "6"), concat!($prefix, $tens, "7"), concat!($prefix, $tens, "8"),
            concat!($prefix, $tens, "9"),
        )+]
    };
}

/// Items in which villages assist: the list of 60 codes.
pub const ASSIST: &[&str] = codes!("XZ-": "10" "11" "12" "13" "14" "15");

/// Items that are the village's own: the list of 80 codes.
pub const AUTONOMOUS: &[&str] = codes!("ZZ-": "20" "21" "22" "23" "24" "25" "26" "27");

/// Items that villages need not bear: the list of 30 codes.
pub const NOT_TO_BEAR: &[&str] = codes!("BC-": "30" "31" "32");

/// Items that are on no list.
pub const ELSEWHERE: &[&str] = codes!("QT-": "40" "41" "42" "43" "44");

/// Numbers of documents.
pub(super) const DOCUMENTS: &[&str] =
    codes!("禹发〔2023〕": "1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12");

/// The built-in packs, 禹会区's with its lists loaded; those of certificates name none that is asked for.
///
/// # Errors
/// The faults, when a pack no longer loads with them.
pub fn packs() -> Result<Vec<Pack>, Diagnostics> {
    yuhui_with(loaded)
}

/// A list's file with entries instead of the statement that there are none.
fn loaded(path: &str, text: &str) -> Option<Cow<'static, [u8]>> {
    let (codes, kind) = match path {
        "lists/assist.toml" => (ASSIST, "依法协助"),
        "lists/autonomous-duties.toml" => (AUTONOMOUS, "依法自治"),
        "lists/not-to-bear.toml" => (NOT_TO_BEAR, "无需承担"),
        "lists/certificates-to-issue.toml" => (&["CZ-1"][..], "据实出具"),
        "lists/certificates-not-to-issue.toml" => (&["BC-1"][..], "不予出具"),
        _ => return None,
    };
    let lines = text.lines().filter(|line| !line.starts_with("not_loaded"));
    let mut text: String = lines.flat_map(|line| [line, "\n"]).collect();
    for code in codes {
        let _ = write!(
            text,
            "\n[[entry]]\ncode = \"{code}\"\nname = \"{kind}事项{code}\"\n"
        );
    }
    Some(Cow::Owned(text.into_bytes()))
}
