//! The built-in rule packs of zhunru (内置规则包), and the reading of pack folders.
//!
//! The packs are data: folders of TOML and CSV files, described in `docs/pack-format.md`, embedded
//! when this crate is built. [`built_in`] loads them once; [`load_folders`] loads packs of your own,
//! which may inherit from those.
//!
//! ```
//! let packs = zhunru_packs::built_in().map_err(|faults| faults.to_string())?;
//! for pack in packs {
//!     println!("{} {}", pack.id, pack.title.zh());
//! }
//! # Ok::<(), String>(())
//! ```
#![forbid(unsafe_code)]

mod case_run;
mod embedded;
mod folder;

pub use case_run::{CaseFailure, CaseRun, CaseRunError, Difference, RuleCoverage, run_cases};
pub use embedded::{built_in, built_in_files};
pub use folder::{FolderError, LoadError, check_folders, load_folders, read_folder};

/// Runs the example of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// Runs the example of the Chinese README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.zh-CN.md")]
struct ChineseReadme;
