//! The header and the tests under every standard, with all warnings as errors.

use super::tools::{Build, has, scratch, skip, source};

/// Each compiler with the standards that the ABI is for.
const BUILDS: &[(&str, &[&str])] = &[
    ("cc", &["c99", "c11", "c17"]),
    ("c++", &["c++11", "c++17"]),
    ("clang", &["c99", "c11"]),
    ("clang++", &["c++11", "c++17"]),
];

#[test]
fn every_file_compiles_under_every_standard() {
    let folder = scratch("standards");
    for (compiler, standards) in BUILDS {
        if !has(compiler) {
            skip(&format!("compiling with {compiler}"), "it is not installed");
            continue;
        }
        for standard in *standards {
            let build = Build {
                compiler,
                standard,
                more: Vec::new(),
            };
            for name in [
                "robust.c",
                "conform.c",
                "reading.c",
                "threads.c",
                "growth.c",
                "fuzz.c",
                "stream.c",
            ] {
                build.program(&source(name), &folder);
            }
        }
    }
}
