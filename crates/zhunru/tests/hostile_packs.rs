//! Files that no author would write: they give an error, and never a panic or an endless wait.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use proptest::prelude::*;
use zhunru::diagnostic::{Code, Diagnostics};
use zhunru::pack::{MAX_FILE_BYTES, MAX_FILES, PackFiles, check_packs};

const PACK: &str = r#"
format = 1
id = "example"
version = "1"
title = "示例"
place = { name = "示例县", level = "county" }
in_force = { from = 2024-01-01 }
document = [{ id = "n", kind = "notice", title = "通知", issuer = "x" }]
"#;

fn load(files: &[(&str, String)]) -> Result<(), Diagnostics> {
    let files = files
        .iter()
        .map(|(path, text)| (*path, text.clone().into_bytes()));
    check_packs(&[PackFiles::collect("", files)?], &[]).map(|_| ())
}

/// The codes of what is told of a pack with one more file.
fn codes(path: &str, text: String) -> Vec<Code> {
    let found = load(&[("pack.toml", PACK.to_owned()), (path, text)]).unwrap_err();
    found.into_iter().map(|one| one.code).collect()
}

/// The codes of what is told of a pack whose `pack.toml` goes on like this.
fn codes_after(text: &str) -> Vec<Code> {
    let found = load(&[("pack.toml", format!("{PACK}\n{text}"))]).unwrap_err();
    found.into_iter().map(|one| one.code).collect()
}

#[test]
fn deep_values_are_refused() {
    for deep in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("[{}a]", "a.".repeat(100_000)),
        format!("[[{}a]]\n", "a.".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
    ] {
        let codes = codes("rules/a.toml", deep);
        assert!(codes.contains(&Code::PackTooLarge), "{codes:?}");
        assert!(codes.len() < 50, "{}", codes.len());
    }
}

#[test]
fn large_conditions_are_refused() {
    let definition = |text: String| codes_after(&format!("[definitions]\na = '''{text}'''"));
    for text in [
        format!("{}forced{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("{}forced", "!".repeat(100_000)),
        format!("forced{}", " && forced".repeat(100_000)),
    ] {
        assert_eq!(definition(text), [Code::ConditionSyntax]);
    }
}

#[test]
fn chains_of_definitions_are_bounded() {
    // Each alone is small; written out, the last is deep, or larger than any memory.
    let chain = |each: &dyn Fn(usize) -> String| {
        let mut text = String::from("[definitions]\nd0 = \"forced && lawful\"\n");
        for index in 1..900 {
            text.push_str(&format!("d{index} = \"{}\"\n", each(index - 1)));
        }
        codes_after(&text)
    };
    let deep = chain(&|before| format!("!(d{before} && lawful) || practical_effect"));
    assert_eq!(deep, [Code::PackTooLarge]);
    let wide = chain(&|before| format!("(d{before} || lawful) && (forced || d{before})"));
    assert_eq!(wide, [Code::PackTooLarge]);
    let mut many = String::from("[definitions]\n");
    for index in 0..1_001 {
        many.push_str(&format!("d{index} = \"forced\"\n"));
    }
    assert_eq!(codes_after(&many), [Code::PackTooLarge]);
}

#[test]
fn faults_beyond_counting_are_cut_short() {
    let many = "x = 1\n".repeat(100_000);
    assert!(codes("rules/a.toml", many).len() < 50);
    let unknown: String = (0..100_000)
        .map(|index| format!("k{index} = 1\n"))
        .collect();
    assert_eq!(codes("rules/a.toml", unknown).len(), 100);
    let rows = "名称\n".to_owned() + &"甲\n".repeat(5_000);
    let list = "id = 'l'\ntitle = 'l'\nkind = 'assist'\nsource = { document = 'n', clause = 'x' }\nentries = 'l.csv'";
    let files = [
        ("pack.toml", PACK.to_owned()),
        ("lists/l.toml", list.to_owned()),
        ("lists/l.csv", rows),
    ];
    assert_eq!(load(&files).unwrap_err().len(), 1_001);
}

#[test]
fn the_bounds_come_first() {
    let large = vec![b'x'; MAX_FILE_BYTES + 1];
    let found = PackFiles::collect("", [("rules/a.toml", large)]).unwrap_err();
    assert!(found.to_string().contains("rules/a.toml"), "{found}");
    let many = (0..=MAX_FILES).map(|index| (format!("rules/{index}.toml"), Vec::new()));
    assert_eq!(PackFiles::collect("", many).unwrap_err().len(), 1);
    for path in [
        "../pack.toml",
        "/pack.toml",
        "rules\\a.toml",
        "rules//a.toml",
        "",
    ] {
        assert!(
            PackFiles::collect("", [(path, Vec::new())]).is_err(),
            "{path}"
        );
    }
}

#[test]
fn files_that_are_not_utf_8_are_named() {
    let files = [("pack.toml", b"format = 1\nid = \"\xff\"".to_vec())];
    let found = check_packs(&[PackFiles::collect("p", files).unwrap()], &[]).unwrap_err();
    let told = found.to_string();
    assert!(
        told.contains("p/pack.toml") && told.contains("line 2"),
        "{told}"
    );
}

/// A pack that has a little of everything.
fn whole() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for part in include_str!("packs/base.pack").split("=== ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap();
        let path = name.strip_prefix("example/").unwrap();
        files.push((path.to_owned(), text.as_bytes().to_vec()));
    }
    let conditions = include_str!("packs/good/conditions.pack");
    let conditions = conditions.split_once('\n').unwrap().1;
    files[0].1.extend_from_slice(conditions.as_bytes());
    let csv = "名称,别名,生效日期\n甲,\"乙;丙\",2024-01-01\n";
    files.push(("lists/c.csv".to_owned(), csv.as_bytes().to_vec()));
    files.push(("lists/c.toml".to_owned(), b"id = 'c'\ntitle = 'c'\nkind = 'small_powers'\nsource = { document = 'notice', clause = 'x' }\nentries = 'c.csv'".to_vec()));
    files
}

/// Bytes that mean something in TOML, CSV or conditions, and a few that do not.
const TELLING: &[u8] = b"[]{}()\"'\\=,.#\n\r -_0159azAZ!&|<>\xe4\xff\x00;:";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("ZHUNRU_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
    ))]

    #[test]
    fn changed_bytes_never_cause_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8, any::<prop::sample::Index>()), 1..6)
    ) {
        let mut files = whole();
        for (file, at, kind, byte) in changes {
            let index = file.index(files.len());
            let bytes = &mut files[index].1;
            if bytes.is_empty() {
                continue;
            }
            let at = at.index(bytes.len());
            let new = TELLING[byte.index(TELLING.len())];
            match kind {
                0 => bytes[at] = new,
                1 => bytes.insert(at, new),
                2 => { bytes.remove(at); }
                _ => bytes.truncate(at),
            }
        }
        let shown = match check_packs(&[PackFiles::collect("p", files).unwrap()], &[]) {
            Ok(loaded) => loaded.warnings.to_string(),
            Err(found) => found.to_string(),
        };
        prop_assert!(shown.len() < 10_000_000);
    }
}
