//! The header, the list of symbols and the guards, compared with the source.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot read the source has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Item, ItemFn, Stmt, Visibility};

/// The files that the header is made from, in its order; without those that declare modules, since
/// these would be read a second time.
const SOURCES: &[&str] = &[
    "abi/version.rs",
    "status.rs",
    "codes.rs",
    "abi/pointer.rs",
    "abi/error.rs",
    "abi/buffer.rs",
    "abi/pack.rs",
    "abi/engine.rs",
    "abi/request.rs",
    "abi/decision.rs",
    "abi/decision_parts.rs",
    "abi/table.rs",
];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a committed file with what it should be; `ZHUNRU_UPDATE=1` rewrites it.
fn compare(path: &str, made: &str) {
    let path = home().join(path);
    if std::env::var_os("ZHUNRU_UPDATE").is_some() {
        fs::write(&path, made).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "{} is not what the source gives; ZHUNRU_UPDATE=1 rewrites it",
        path.display()
    );
}

fn header() -> String {
    let config = cbindgen::Config::from_file(home().join("cbindgen.toml")).unwrap();
    let mut builder = cbindgen::Builder::new().with_config(config);
    for source in SOURCES {
        builder = builder.with_src(home().join("src").join(source));
    }
    let mut made = Vec::new();
    builder.generate().unwrap().write(&mut made);
    String::from_utf8(made).unwrap()
}

/// Every Rust file under a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The functions of the crate that are for C, wherever they stand.
fn exports() -> Vec<(PathBuf, ItemFn)> {
    let mut found = Vec::new();
    for path in rust_files(&home().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for item in syn::parse_file(&text).unwrap().items {
            if let Item::Fn(function) = item
                && function.sig.abi.is_some()
            {
                found.push((path.clone(), function));
            }
        }
        // Nested ones would escape the walk above.
        let nested = text.lines().filter(|line| {
            let code = line.trim_start();
            line.starts_with(' ') && !code.starts_with("//") && code.contains("extern \"C\"")
        });
        assert_eq!(nested.count(), 0, "{} nests an export", path.display());
    }
    found
}

fn export_names() -> BTreeSet<String> {
    let names = exports().into_iter();
    names.map(|(_, one)| one.sig.ident.to_string()).collect()
}

#[test]
fn the_committed_header_is_fresh() {
    compare("include/zhunru.h", &header());
}

#[test]
fn the_committed_list_of_symbols_is_fresh() {
    let names: Vec<String> = export_names().into_iter().collect();
    compare("symbols.txt", &(names.join("\n") + "\n"));
}

#[test]
fn the_header_declares_every_export_and_nothing_else() {
    let mut declared = BTreeSet::new();
    let header = header();
    let code = header.lines().filter(|line| !line.starts_with("//"));
    for word in
        code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '('))
    {
        if let Some((name, _)) = word.split_once('(')
            && name.starts_with("zhunru_")
        {
            assert!(
                declared.insert(name.to_owned()),
                "`{name}` is declared twice"
            );
        }
    }
    assert_eq!(declared, export_names());
}

#[test]
fn every_export_is_guarded_named_and_documented() {
    let exports = exports();
    assert!(
        exports.len() > 40,
        "only {} exports are there",
        exports.len()
    );
    for (path, function) in exports {
        let name = function.sig.ident.to_string();
        let place = format!("{} in {}", name, path.display());
        assert!(name.starts_with("zhunru_"), "{place} lacks the prefix");
        assert!(
            matches!(function.vis, Visibility::Public(_)),
            "{place} is not public"
        );
        let is_guarded = match function.block.stmts.as_slice() {
            [Stmt::Macro(only)] => only.mac.path.is_ident("guarded"),
            [Stmt::Expr(syn::Expr::Macro(only), None)] => only.mac.path.is_ident("guarded"),
            _ => false,
        };
        assert!(is_guarded, "the body of {place} is not one `guarded!`");
        let has = |attribute: &str| {
            let mut paths = function.attrs.iter().map(syn::Attribute::path);
            paths.any(|path| path.is_ident(attribute))
        };
        assert!(has("doc"), "{place} is not documented");
        assert!(has("unsafe"), "{place} is not exported by its name");
    }
}

#[test]
fn only_the_exports_hold_unsafe_code() {
    for path in rust_files(&home().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let is_export = path.parent().is_some_and(|folder| folder.ends_with("abi"));
        let is_exempt = is_export || path.ends_with("src/lib.rs");
        assert!(
            is_exempt || text.contains("#![forbid(unsafe_code)]"),
            "{} does not forbid unsafe code",
            path.display()
        );
        let all: Vec<&str> = text.lines().collect();
        for (number, line) in all.iter().enumerate() {
            let is_block = line.contains("unsafe {") && !line.trim_start().starts_with("//");
            let above = all[..number].iter().rev().take(2);
            assert!(
                !is_block || above.clone().any(|line| line.contains("SAFETY:")),
                "{}:{} lacks a SAFETY comment",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn nothing_global_is_touched() {
    for path in rust_files(&home().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for forbidden in [
            "set_hook",
            "take_hook",
            "thread_local!",
            "static mut",
            "global_allocator",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} has `{forbidden}`",
                path.display()
            );
        }
    }
}
