//! Installed by cargo-c into a scratch prefix, the library is found by pkg-config alone.

use std::fs;
use std::process::Command;

use super::symbols::{exported, listed};
use super::tools::{has, home, project, run, scratch, skip, told};

#[test]
fn the_installed_library_is_found_by_pkg_config() {
    for tool in ["cargo-cinstall", "pkg-config", "c++"] {
        if !has(tool) {
            skip(
                "the installed library",
                &format!("`{tool}` is not installed"),
            );
            return;
        }
    }
    let prefix = scratch("prefix");
    // What an earlier run installed could hide what this one does not.
    fs::remove_dir_all(&prefix).unwrap();
    run(Command::new("cargo")
        .current_dir(project())
        .args(["cinstall", "--locked", "--debug", "--package", "zhunru-c"])
        // Nothing is to run fast here, and cargo-c builds everything anew.
        .args(["--config", "profile.dev.package.\"*\".opt-level=0"])
        .args(["--config", "profile.dev.package.zhunru.opt-level=0"])
        .args(["--libdir", "lib"])
        .arg("--prefix")
        .arg(&prefix));
    let library = prefix.join("lib");
    for name in [
        "libzhunru.so",
        "libzhunru.so.1",
        "libzhunru.so.1.0.0",
        "libzhunru.a",
    ] {
        assert!(library.join(name).exists(), "{name} was not installed");
    }
    let dynamic = told(
        Command::new("readelf")
            .arg("--dynamic")
            .arg(library.join("libzhunru.so")),
    );
    assert!(dynamic.contains("[libzhunru.so.1]"), "{dynamic}");
    assert_eq!(exported(&library.join("libzhunru.so")), listed());

    let flags = told(
        Command::new("pkg-config")
            .args(["--cflags", "--libs", "zhunru"])
            .env("PKG_CONFIG_PATH", library.join("pkgconfig")),
    );
    for (compiler, standard, name) in [
        ("cc", "-std=c99", "c/decide_one.c"),
        ("c++", "-std=c++17", "cpp/decide.cpp"),
    ] {
        let program = prefix.join("program");
        run(Command::new(compiler)
            .arg(standard)
            .arg(project().join("examples").join(name))
            .args(flags.split_whitespace())
            .arg("-o")
            .arg(&program));
        run(Command::new(&program).env("LD_LIBRARY_PATH", &library));
    }

    fs::remove_file(prefix.join("program")).unwrap();
    let readme = fs::read_to_string(home().join("README.md")).unwrap();
    let uninstall = readme
        .lines()
        .find_map(|line| line.strip_prefix("cd /usr/local && "));
    run(Command::new("sh")
        .args(["-c", uninstall.unwrap()])
        .current_dir(&prefix));
    let left = told(Command::new("find").arg(&prefix).args(["-type", "f,l"]));
    assert_eq!(left, "", "what the README says leaves files");
}
