//! Packs that must load, and packs whose every fault must be told, with the words in which it is.
//!
//! A fixture lays files over those of `packs/base.pack`: `=== pack/path` begins a file that stands
//! instead of one or is new, `=== +pack/path` goes on where that file ends. What is told of a bad
//! one is beside it; `ZHUNRU_UPDATE=1` rewrites that.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not as it says"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use zhunru::diagnostic::{Code, Diagnostics};
use zhunru::pack::{LoadedPacks, Pack, PackFiles, check_packs, load_packs};

/// The files of each pack by path.
type Packs = BTreeMap<String, BTreeMap<String, String>>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/packs")
        .join(name)
}

fn lay_over(packs: &mut Packs, fixture: &str) {
    for part in fixture.split("=== ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap();
        let (name, appends) = match name.strip_prefix('+') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let (pack, path) = name.split_once('/').unwrap();
        let file = packs
            .entry(pack.to_owned())
            .or_default()
            .entry(path.to_owned())
            .or_default();
        if !appends {
            file.clear();
        }
        file.push_str(text);
    }
}

fn base() -> Packs {
    let mut packs = Packs::new();
    lay_over(
        &mut packs,
        &fs::read_to_string(folder("base.pack")).unwrap(),
    );
    packs
}

fn load(packs: &Packs) -> Result<LoadedPacks, Diagnostics> {
    let files = packs.iter().map(|(name, files)| {
        let files = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone().into_bytes()));
        PackFiles::collect(name.as_str(), files)
    });
    check_packs(&files.collect::<Result<Vec<_>, _>>()?, &[])
}

fn fixtures(kind: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder(kind)).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "pack")
        {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn told(fixture: &str) -> String {
    let mut packs = base();
    lay_over(&mut packs, fixture);
    match load(&packs) {
        Ok(loaded) => loaded.warnings.to_string(),
        Err(found) => found.to_string(),
    }
}

#[test]
fn good_packs_load_without_a_word() {
    assert_eq!(told(""), "");
    for (path, fixture) in fixtures("good") {
        assert_eq!(told(&fixture), "", "{}", path.display());
    }
}

#[test]
fn the_chinese_line_names_what_the_english_one_names() {
    for (path, fixture) in fixtures("bad") {
        let mut packs = base();
        lay_over(&mut packs, &fixture);
        let found = match load(&packs) {
            Ok(loaded) => loaded.warnings,
            Err(found) => found,
        };
        for diagnostic in found {
            let chinese = diagnostic.message_zh.as_deref().unwrap_or_default();
            // What is wrong stands between backticks, and so does what would be right.
            let english = [
                Some(diagnostic.message.as_str()),
                diagnostic.help.as_deref(),
            ];
            for named in english
                .into_iter()
                .flatten()
                .flat_map(|text| text.split('`').skip(1).step_by(2))
            {
                assert!(
                    chinese.contains(named),
                    "{}: {named}\n{diagnostic}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_fault_of_a_bad_pack_is_told() {
    let mut differing = Vec::new();
    for (path, fixture) in fixtures("bad") {
        let told = told(&fixture);
        let expected = path.with_extension("txt");
        if std::env::var_os("ZHUNRU_UPDATE").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != told {
            differing.push(format!("{}:\n{told}", expected.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_code_has_a_bad_pack_of_its_name() {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    for code in codes.filter(|code| code.starts_with("pack-") || code.starts_with("condition-")) {
        let told = fs::read_to_string(folder("bad").join(format!("{code}.txt")));
        let told = told.unwrap_or_default();
        assert!(told.contains(&format!("[{code}]")), "{code}");
    }
}

#[test]
fn ten_faults_are_ten_diagnostics() {
    let mut packs = base();
    lay_over(
        &mut packs,
        &fs::read_to_string(folder("bad/ten-errors.pack")).unwrap(),
    );
    let found = load(&packs).unwrap_err();
    assert_eq!(found.len(), 10, "{found}");
}

/// The digest of the only pack.
fn digest(packs: &Packs) -> String {
    let loaded = load(packs).unwrap_or_else(|found| panic!("{found}"));
    loaded.packs[0].digest().to_string()
}

#[test]
fn the_layout_of_files_makes_no_difference_to_the_digest() {
    let plain = digest(&base());
    assert!(plain.starts_with("sm3:") && plain.len() == 68, "{plain}");

    let mut moved = base();
    let files = moved.get_mut("example").unwrap();
    let rules = files.remove("rules/base.toml").unwrap();
    files.insert(
        "rules/renamed.toml".to_owned(),
        format!("# a comment\n\n{rules}"),
    );
    let list = files.remove("lists/assist.toml").unwrap();
    let mut lines: Vec<&str> = list.lines().collect();
    lines.reverse();
    files.insert("lists/z.toml".to_owned(), lines.join("\r\n"));
    assert_eq!(digest(&moved), plain);

    let mut in_csv = base();
    let files = in_csv.get_mut("example").unwrap();
    let list = files.get_mut("lists/negative.toml").unwrap();
    *list = list.replace(
        "entry = [{ code = \"N01\", name = \"招商引资\" }]",
        "entries = \"n.csv\"",
    );
    files.insert(
        "lists/n.csv".to_owned(),
        "\u{feff}名称,编码\n招商引资,N01\n".to_owned(),
    );
    assert_eq!(digest(&in_csv), plain);
}

#[test]
fn what_a_pack_says_makes_a_difference_to_the_digest() {
    let plain = digest(&base());
    for (file, old, new) in [
        (
            "rules/base.toml",
            "when = \"by_authority\"",
            "when = \"!by_authority\"",
        ),
        ("lists/assist.toml", "农家书屋管理", "农家书屋"),
        ("facts.toml", "boolean", "text"),
        ("pack.toml", "2024-01-01\"", "2024-01-02\""),
        (
            "procedures.toml",
            "level = \"county\"",
            "level = \"issuer\"",
        ),
    ] {
        let mut changed = base();
        let text = changed.get_mut("example").unwrap().get_mut(file).unwrap();
        assert!(text.contains(old), "{file}");
        *text = text.replace(old, new);
        assert_ne!(digest(&changed), plain, "{file}");
    }
}

#[test]
fn a_calendar_makes_a_difference_to_the_digest() {
    let mut packs = base();
    let year = "[[year]]\nyear = 2024\nsource = { document = \"notice\", clause = \"第一条\" }\n";
    let mut seen = vec![digest(&packs)];
    for text in [
        year.to_owned(),
        format!("{year}make_up_days = [2024-02-04]\n"),
        format!("{year}holidays = [{{ name = \"春节\", from = 2024-02-10 }}]\n"),
    ] {
        let files = packs.get_mut("example").unwrap();
        files.insert("calendar.toml".to_owned(), text);
        let digest = digest(&packs);
        assert!(!seen.contains(&digest));
        seen.push(digest);
    }
}

#[test]
fn packs_load_in_any_order() {
    let mut packs = base();
    let fixture = fs::read_to_string(folder("good/parents.pack")).unwrap();
    lay_over(&mut packs, &fixture);
    let files = |packs: &Packs, names: &[&str]| -> Vec<PackFiles> {
        let one = |name: &&str| {
            let files = packs[*name]
                .iter()
                .map(|(path, text)| (path.as_str(), text.clone().into_bytes()));
            PackFiles::collect(*name, files).unwrap()
        };
        names.iter().map(one).collect()
    };
    let digests = |names: &[&str]| -> Vec<(String, String)> {
        let loaded = load_packs(&files(&packs, names), &[]).unwrap();
        let packs = loaded.packs.iter();
        packs
            .map(|pack| (pack.id.to_string(), pack.digest().to_string()))
            .collect()
    };
    let both = digests(&["example", "child"]);
    assert_eq!(both, digests(&["child", "example"]));
    // A parent that is there already does as well as one that is loaded along.
    let parent = load_packs(&files(&packs, &["example"]), &[]).unwrap().packs;
    let child = Pack::load(&files(&packs, &["child"])[0], &parent).unwrap();
    assert_eq!(both[0].1, *child.digest());
}
