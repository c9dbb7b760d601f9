//! Compilers, the built library and what both need.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of this binding.
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    home().join("../..")
}

/// Where the built library is: `ZHUNRU_LIBRARY_DIR`, or the folder of the development profile.
pub(crate) fn library_folder() -> PathBuf {
    let folder = match std::env::var_os("ZHUNRU_LIBRARY_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_TARGET_TMPDIR")).join("../debug"),
    };
    assert!(
        folder.join("libzhunru.so").exists(),
        "there is no libzhunru.so in {}; run `cargo build -p zhunru-c` first",
        folder.display()
    );
    folder.canonicalize().unwrap()
}

/// A folder for what a test makes.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("c").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Whether a command is there.
pub(crate) fn has(command: &str) -> bool {
    let asked = Command::new("sh")
        .args(["-c", &format!("command -v {command}")])
        .output();
    asked.unwrap().status.success()
}

/// Says what is not tested here, on a line of its own.
pub(crate) fn skip(what: &str, why: &str) {
    println!("\nskipped: {what}: {why}");
}

/// Runs a command that must succeed, and gives its output.
pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?} ended with {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// The output of a command that must succeed, as text.
pub(crate) fn told(command: &mut Command) -> String {
    String::from_utf8(run(command).stdout).unwrap()
}

/// The warnings that must not come up.
pub(crate) const STRICT: &[&str] = &[
    "-Wall",
    "-Wextra",
    "-Wpedantic",
    "-Wconversion",
    "-Wshadow",
    "-Wundef",
    "-Werror",
    "-O1",
    "-g",
];

/// A compiler's call with all warnings as errors, linked with the shared library.
pub(crate) struct Build {
    pub(crate) compiler: &'static str,
    pub(crate) standard: &'static str,
    pub(crate) more: Vec<&'static str>,
}

impl Build {
    /// C of 1999, which everything is written in.
    pub(crate) fn c99() -> Self {
        Build {
            compiler: "cc",
            standard: "c99",
            more: Vec::new(),
        }
    }

    /// Compiles one source file into a program in the test's folder.
    pub(crate) fn program(&self, source: &Path, folder: &Path) -> PathBuf {
        let stem = source.file_stem().unwrap().to_string_lossy();
        let program = folder.join(format!("{stem}-{}-{}", self.compiler, self.standard));
        let library = library_folder();
        let language = if self.standard.starts_with("c++") {
            "c++"
        } else {
            "c"
        };
        let mut command = Command::new(self.compiler);
        command
            .arg(format!("-std={}", self.standard))
            .args(STRICT)
            .arg("-D_POSIX_C_SOURCE=200809L")
            .args(&self.more)
            .arg("-I")
            .arg(home().join("include"))
            .args(["-x", language])
            .arg(source)
            .args(["-x", "none", "-pthread", "-L"])
            .arg(&library)
            .arg("-lzhunru")
            .arg(format!("-Wl,-rpath,{}", library.display()))
            .arg("-o")
            .arg(&program);
        run(&mut command);
        program
    }
}

/// A source file of the C tests.
pub(crate) fn source(name: &str) -> PathBuf {
    home().join("tests/c").join(name)
}
