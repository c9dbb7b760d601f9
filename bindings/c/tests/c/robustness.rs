//! Bad arguments, many threads, sanitizers and valgrind.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::tools::{Build, has, home, run, scratch, skip, source, told};

#[test]
fn every_function_is_called_with_null() {
    let listed = fs::read_to_string(home().join("symbols.txt")).unwrap();
    let robust = fs::read_to_string(source("robust.c")).unwrap();
    for name in listed.lines() {
        assert!(robust.contains(name), "robust.c does not call `{name}`");
    }
}

#[test]
fn bad_arguments_give_a_status() {
    let program = Build::c99().program(&source("robust.c"), &scratch("robust"));
    run(&mut Command::new(program));
}

#[test]
fn tables_are_streams_of_record_batches() {
    let program = Build::c99().program(&source("stream.c"), &scratch("stream"));
    run(&mut Command::new(program));
}

#[test]
fn changed_proposals_packs_and_arguments_give_a_status() {
    let program = Build::c99().program(&source("fuzz.c"), &scratch("fuzz"));
    println!("\n{}", told(&mut Command::new(program)));
    let program = sanitized("cc", "c11").program(&source("fuzz.c"), &scratch("fuzz"));
    assert_sanitized(&program);
    run(Command::new(program).arg("2000"));
}

#[test]
fn sixty_four_threads_agree() {
    let program = Build::c99().program(&source("threads.c"), &scratch("threads"));
    run(&mut Command::new(program));
}

/// A build under AddressSanitizer and UndefinedBehaviorSanitizer.
fn sanitized(compiler: &'static str, standard: &'static str) -> Build {
    Build {
        compiler,
        standard,
        more: vec![
            "-fsanitize=address,undefined",
            "-fno-sanitize-recover=all",
            "-fno-omit-frame-pointer",
        ],
    }
}

/// The argument with which `reading.c` reads no input.
fn own_cases(name: &str) -> Option<&'static str> {
    (name == "reading.c").then_some("own")
}

fn assert_sanitized(program: &Path) {
    let symbols = told(Command::new("nm").arg(program));
    assert!(
        symbols.contains("__asan_init"),
        "{} lacks ASan",
        program.display()
    );
    assert!(
        symbols.contains("__ubsan_handle"),
        "{} lacks UBSan",
        program.display()
    );
}

#[test]
fn the_tests_are_clean_under_sanitizers() {
    let folder = scratch("sanitized");
    for (compiler, standard) in [("cc", "c11"), ("c++", "c++17")] {
        if !has(compiler) {
            skip(
                &format!("sanitizers with {compiler}"),
                "it is not installed",
            );
            continue;
        }
        for name in ["robust.c", "reading.c", "threads.c", "stream.c"] {
            let program = sanitized(compiler, standard).program(&source(name), &folder);
            assert_sanitized(&program);
            run(Command::new(&program).args(own_cases(name)));
        }
    }
}

#[test]
fn the_sanitizer_reports_what_is_planted() {
    let folder = scratch("planted");
    let program = sanitized("cc", "c11").program(&source("planted.c"), &folder);
    let output = Command::new(&program).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && told.contains("heap-use-after-free"),
        "{told}"
    );
}

#[test]
fn the_tests_are_clean_under_valgrind() {
    if !has("valgrind") {
        skip("memory errors by valgrind", "`valgrind` is not installed");
        return;
    }
    let folder = scratch("valgrind");
    for name in ["robust.c", "reading.c", "stream.c"] {
        let program = Build::c99().program(&source(name), &folder);
        let mut command = Command::new("valgrind");
        command
            .args(["--quiet", "--error-exitcode=9", "--leak-check=full"])
            .args(["--errors-for-leak-kinds=definite,indirect,possible"])
            .arg("--num-callers=100")
            .arg(format!(
                "--suppressions={}",
                source("valgrind.supp").display()
            ))
            .arg(program)
            .args(own_cases(name))
            // A hundred million brackets take minutes there.
            .env("ZHUNRU_SMALL", "1");
        run(&mut command);
    }
}
