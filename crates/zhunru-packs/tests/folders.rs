//! Reading of pack folders.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where something is not as it says"
)]

use std::fs;
use std::path::{Path, PathBuf};

use zhunru::pack::{MAX_FILE_BYTES, MAX_FILES};
use zhunru_packs::{FolderError, LoadError, load_folders, read_folder};

/// A folder for one test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("rules")).unwrap();
        Scratch(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.0.join(path), bytes).unwrap();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn hidden_files_are_left_out_and_others_come_in_order() {
    let folder = Scratch::new("order");
    folder.write("rules/b.toml", b"b");
    folder.write("rules/a.toml", b"a");
    folder.write(".rules.toml.swp", b"x");
    folder.write("pack.toml", b"p");
    fs::create_dir(folder.0.join(".git")).unwrap();
    folder.write(".git/config", b"x");
    let files = read_folder(&folder.0).unwrap();
    let paths: Vec<&str> = files.paths().collect();
    assert_eq!(paths, ["pack.toml", "rules/a.toml", "rules/b.toml"]);
    assert_eq!(files.bytes("rules/a.toml"), Some(&b"a"[..]));
}

#[test]
fn what_is_no_folder_is_refused() {
    let folder = Scratch::new("no-folder");
    folder.write("pack.toml", b"p");
    let error = read_folder(&folder.0.join("pack.toml")).unwrap_err();
    assert!(matches!(error, FolderError::NotFolder(_)), "{error}");
    let error = read_folder(&folder.0.join("absent")).unwrap_err();
    assert!(matches!(error, FolderError::Io { .. }), "{error}");
}

#[test]
fn large_folders_are_refused() {
    let folder = Scratch::new("large");
    folder.write("rules/large.toml", &vec![b'x'; MAX_FILE_BYTES + 1]);
    let error = read_folder(&folder.0).unwrap_err();
    assert!(matches!(error, FolderError::TooLarge(_)), "{error}");
    folder.write("rules/large.toml", b"");
    for index in 0..MAX_FILES {
        folder.write(&format!("rules/{index}.toml"), b"");
    }
    let error = read_folder(&folder.0).unwrap_err();
    assert!(matches!(error, FolderError::TooLarge(_)), "{error}");

    let deep = Scratch::new("deep");
    fs::create_dir_all(deep.0.join("a/".repeat(20))).unwrap();
    let error = read_folder(&deep.0).unwrap_err();
    assert!(matches!(error, FolderError::TooLarge(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn links_lead_only_to_files_of_the_same_pack() {
    use std::os::unix::fs::symlink;
    let outside = Scratch::new("outside");
    outside.write("secret.toml", b"s");
    let folder = Scratch::new("links");
    folder.write("rules/a.toml", b"a");
    symlink("a.toml", folder.0.join("rules/b.toml")).unwrap();
    assert_eq!(
        read_folder(&folder.0).unwrap().bytes("rules/b.toml"),
        Some(&b"a"[..])
    );
    for (index, target) in [
        outside.0.join("secret.toml"),
        PathBuf::from("../../outside/secret.toml"),
        outside.0.clone(),
        PathBuf::from("."),
        PathBuf::from("absent.toml"),
    ]
    .into_iter()
    .enumerate()
    {
        let link = folder.0.join(format!("rules/link-{index}.toml"));
        symlink(&target, &link).unwrap();
        let error = read_folder(&folder.0).unwrap_err();
        assert!(
            matches!(error, FolderError::Link(_)),
            "{}: {error}",
            target.display()
        );
        fs::remove_file(link).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Scratch::new("names");
    let name = std::ffi::OsStr::from_bytes(b"rules/\xff.toml");
    fs::write(folder.0.join(name), b"").unwrap();
    let error = read_folder(&folder.0).unwrap_err();
    assert!(matches!(error, FolderError::NotUnicode(_)), "{error}");
}

#[test]
fn faults_name_the_file_in_its_folder() {
    let folder = Scratch::new("faults");
    folder.write("pack.toml", b"format = 1\nidd = 'x'");
    let Err(LoadError::Packs(found)) = load_folders(&[&folder.0]) else {
        panic!("the pack is at fault")
    };
    assert!(
        found.to_string().contains("faults/pack.toml:2:1"),
        "{found}"
    );
}
