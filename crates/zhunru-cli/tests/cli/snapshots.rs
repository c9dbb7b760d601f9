//! The text of results, compared as a whole. The packs and proposals of these tests stand beside the
//! expected texts, so that nothing but the command line can change them.

use std::path::Path;

use crate::zhunru_with;

fn decide(lang: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (proposals, pack) = (path("proposals.json"), path("pack"));
    let arguments = ["decide", &proposals, "--pack", &pack, "--lang", lang];
    let ran = zhunru_with(&arguments, b"", &[("COLUMNS", "72")]);
    ran.exits(0).text()
}

#[test]
fn blocks_of_text_stay_as_they_are() {
    for (lang, expected) in [
        ("zh", include_str!("snapshots/text-zh.txt")),
        ("en", include_str!("snapshots/text-en.txt")),
    ] {
        let found = decide(lang);
        assert_eq!(found, expected, "{lang}:\n{found}");
    }
}
