//! The text of results, compared as a whole. The packs and proposals of these tests stand beside the
//! expected texts, so that nothing but the command line can change them.

use std::path::Path;

use crate::zhunru_with;

fn decide(options: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (proposals, pack) = (path("proposals.json"), path("pack"));
    let mut arguments = vec!["decide", &proposals, "--pack", &pack];
    arguments.extend_from_slice(options);
    let ran = zhunru_with(&arguments, b"", &[("COLUMNS", "72")]);
    ran.exits(0).text()
}

#[test]
fn blocks_of_text_stay_as_they_are() {
    for (lang, expected) in [
        ("zh", include_str!("snapshots/text-zh.txt")),
        ("en", include_str!("snapshots/text-en.txt")),
    ] {
        let found = decide(&["--lang", lang]);
        assert_eq!(found, expected, "{lang}:\n{found}");
    }
}

#[test]
fn tables_give_as_reasons_what_holds_the_verdict_up() {
    let csv = decide(&["--format", "csv"]);
    let row = |part: &str| csv.lines().find(|line| line.contains(part)).unwrap();
    // What grants is named, not the duty that is still owed.
    let admitted = row("T-3,");
    for (part, stands) in [
        (",符合：其他填表可以布置,", true),
        ("第二条,", true),
        ("第四条,", false),
    ] {
        assert_eq!(admitted.contains(part), stands, "{part}: {admitted}");
    }
    assert!(row(",会议,").contains("须由人工判断"), "{csv}");
    assert!(csv.contains(",报送频次：多久报送一次"), "{csv}");
}
