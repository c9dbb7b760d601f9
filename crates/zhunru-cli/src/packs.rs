//! The packs that a command works with.

use std::path::PathBuf;

use smol_str::SmolStr;
use zhunru::Engine;
use zhunru::pack::{LoadedPacks, Pack};
use zhunru_packs::{FolderError, LoadError, check_folders, load_folders};

use crate::failure::Failure;
use crate::terminal;

/// The packs of a command.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// All that are there: the built-in ones, and those of folders.
    pub(crate) packs: Vec<Pack>,
    /// The ids of those that were asked for; nothing when none were.
    pub(crate) named: Option<Vec<SmolStr>>,
}

impl Chosen {
    /// An engine with all packs.
    pub(crate) fn engine(&self) -> Result<Engine, Failure> {
        let built = Engine::builder().packs(self.packs.clone()).build();
        built.map_err(|error| Failure::fault(&error, "规则包无法一起使用"))
    }

    /// The packs that were asked for, or all.
    pub(crate) fn asked(&self) -> Vec<&Pack> {
        let asked = |pack: &&Pack| {
            let named = self.named.as_ref();
            named.is_none_or(|named| named.contains(&pack.id))
        };
        self.packs.iter().filter(asked).collect()
    }
}

/// The built-in packs.
pub(crate) fn built_in() -> Result<&'static [Pack], Failure> {
    zhunru_packs::built_in().map_err(|faults| {
        Failure::fault(
            format_args!("the built-in packs are at fault\n{faults}"),
            "内置规则包有误",
        )
    })
}

/// The built-in packs and the folders that are asked for.
///
/// # Errors
/// When something is neither.
pub(crate) fn part(asked: &[String]) -> Result<(Vec<SmolStr>, Vec<PathBuf>), Failure> {
    let built_in = built_in()?;
    let mut named: Vec<SmolStr> = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for one in asked {
        if built_in.iter().any(|pack| pack.id == one.as_str()) {
            named.push(one.as_str().into());
            continue;
        }
        let folder = PathBuf::from(one);
        if !folder.exists() {
            return Err(unknown(one, built_in));
        }
        folders.push(folder);
    }
    Ok((named, folders))
}

/// Finds packs by id or folder, to decide with them.
pub(crate) fn choose(asked: &[String]) -> Result<Chosen, Failure> {
    let (named, folders) = part(asked)?;
    chosen(asked, named, load(&folders)?)
}

/// Finds packs by id or folder, those of folders with the faults of their own tests told.
pub(crate) fn choose_checked(asked: &[String]) -> Result<Chosen, Failure> {
    let (named, folders) = part(asked)?;
    chosen(asked, named, told(&folders, check_folders)?)
}

/// What was asked for, with the packs of folders beside the built-in ones.
fn chosen(asked: &[String], mut named: Vec<SmolStr>, own: Vec<Pack>) -> Result<Chosen, Failure> {
    let built_in = built_in()?;
    named.extend(own.iter().map(|pack| pack.id.clone()));
    let mut packs: Vec<Pack> = built_in
        .iter()
        .filter(|pack| own.iter().all(|other| other.id != pack.id))
        .cloned()
        .collect();
    packs.extend(own);
    Ok(Chosen {
        packs,
        named: (!asked.is_empty()).then_some(named),
    })
}

/// Finds one pack by id or folder.
pub(crate) fn one(asked: &str) -> Result<Pack, Failure> {
    let (named, folders) = part(&[asked.to_owned()])?;
    let found = match named.first() {
        Some(id) => built_in()?.iter().find(|pack| pack.id == *id).cloned(),
        None => load(&folders)?.into_iter().next(),
    };
    found.ok_or_else(|| {
        Failure::usage(
            format_args!("there is no pack `{asked}`"),
            format_args!("没有规则包“{asked}”"),
        )
    })
}

/// Loads packs from folders, and tells what is doubtful about them.
pub(crate) fn load(folders: &[PathBuf]) -> Result<Vec<Pack>, Failure> {
    told(folders, load_folders)
}

/// The packs that are loaded, with what is doubtful about them told.
fn told(
    folders: &[PathBuf],
    load: impl FnOnce(&[PathBuf]) -> Result<LoadedPacks, LoadError>,
) -> Result<Vec<Pack>, Failure> {
    if folders.is_empty() {
        return Ok(Vec::new());
    }
    let loaded = load(folders).map_err(failure)?;
    if !loaded.warnings.is_empty() {
        // Every warning says itself that it is one.
        terminal::say_plain(loaded.warnings.to_string().trim_end());
    }
    Ok(loaded.packs)
}

/// Why the command ends when packs cannot be loaded.
pub(crate) fn failure(error: LoadError) -> Failure {
    match error {
        LoadError::Packs(found) | LoadError::Folder(FolderError::Files(found)) => {
            Failure::Packs(found.to_string())
        }
        error => Failure::fault(&error, "无法读取规则包文件夹"),
    }
}

fn unknown(name: &str, built_in: &[Pack]) -> Failure {
    let ids: Vec<&str> = built_in.iter().map(|pack| pack.id.as_str()).collect();
    let (near_en, near_zh) = match zhunru::diagnostic::nearest(name, ids.iter().copied()) {
        Some(near) => (
            format!("; did you mean `{near}`?"),
            format!("；是否应为“{near}”？"),
        ),
        None => Default::default(),
    };
    Failure::usage(
        format_args!(
            "`{name}` is neither a folder nor one of the built-in packs: {}{near_en}",
            ids.join(", ")
        ),
        format_args!(
            "“{name}”不是文件夹，也不是内置规则包；内置规则包有：{}{near_zh}",
            ids.join("、")
        ),
    )
}
