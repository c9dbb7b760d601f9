//! The pack that a list is taken into: one that is there, or a new one.

use std::path::{Path, PathBuf};

use zhunru::list::{ItemList, ListEffect};
use zhunru::model::{AdminLevel, Coded, DivisionCode};
use zhunru::pack::{LoadedPacks, Pack, PackFiles, check_packs};
use zhunru_packs::{FolderError, LoadError};

use super::compose::{quoted, types};
use crate::arguments::ListImportArguments;
use crate::failure::Failure;
use crate::packs;

/// The id of the document in a new pack.
const NEW_DOCUMENT: &str = "list-source";

/// The pack that a list is taken into.
pub(super) struct Target {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Its files, without those that are to be written.
    files: Vec<(String, Vec<u8>)>,
    /// The pack, if it is there.
    pub(super) pack: Option<Pack>,
    /// The other packs that are needed to check it.
    others: Vec<PackFiles>,
}

impl Target {
    /// Opens the pack of a folder; of a folder that is not there, a pack without files.
    ///
    /// # Errors
    /// When the pack is faulty: what is wrong with it is to be mended first.
    pub(super) fn open(folder: &Path, others: &[PathBuf]) -> Result<Self, Failure> {
        let others = others
            .iter()
            .map(|folder| zhunru_packs::read_folder(folder));
        let others = others.collect::<Result<Vec<PackFiles>, FolderError>>();
        let mut target = Target {
            folder: folder.to_owned(),
            files: Vec::new(),
            pack: None,
            others: others.map_err(|error| packs::failure(LoadError::Folder(error)))?,
        };
        if !folder.exists() {
            return Ok(target);
        }
        let read = zhunru_packs::read_folder(folder);
        let read = read.map_err(|error| packs::failure(LoadError::Folder(error)))?;
        if read.paths().len() == 0 {
            return Ok(target);
        }
        let bytes = |path: &str| read.bytes(path).unwrap_or_default().to_vec();
        target.files = read
            .paths()
            .map(|path| (path.to_owned(), bytes(path)))
            .collect();
        let loaded = target
            .load(&[])
            .map_err(|found| Failure::Packs(format!("{found}\n{}", MEND_FIRST)))?;
        let only = loaded.packs.len() == 1;
        let mut packs = loaded.packs.into_iter();
        target.pack = packs.find(|pack| only || target.is_own(pack));
        Ok(target)
    }

    /// Whether the pack is to be made.
    pub(super) fn is_new(&self) -> bool {
        self.pack.is_none()
    }

    /// The list of an id, if the pack has it.
    pub(super) fn list(&self, id: &str) -> Option<&ItemList> {
        let lists = self.pack.iter().flat_map(|pack| &pack.lists);
        lists.into_iter().find(|list| list.id == id)
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.iter().any(|(known, _)| known == path)
    }

    /// The text of a file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        let (_, bytes) = self.files.iter().find(|(known, _)| known == path)?;
        std::str::from_utf8(bytes).ok()
    }

    /// The pack as it would be with these files in it.
    ///
    /// # Errors
    /// What would be wrong with it.
    pub(super) fn load(
        &self,
        written: &[(String, Vec<u8>)],
    ) -> Result<LoadedPacks, zhunru::diagnostic::Diagnostics> {
        let stay = |(path, _): &&(String, Vec<u8>)| written.iter().all(|(new, _)| new != path);
        let files = self.files.iter().filter(stay).chain(written);
        let files = files.map(|(path, bytes)| (path.clone(), bytes.clone()));
        let own = PackFiles::collect(self.name(), files)?;
        let known = zhunru_packs::built_in().unwrap_or_default();
        let all: Vec<PackFiles> = self.others.iter().cloned().chain([own]).collect();
        check_packs(&all, known)
    }

    /// The folder's name in messages.
    fn name(&self) -> String {
        let name = self.folder.to_string_lossy().replace('\\', "/");
        name.trim_end_matches('/').to_owned()
    }

    /// Whether a loaded pack is that of the folder, by the id that its file states.
    fn is_own(&self, pack: &Pack) -> bool {
        let stated = self.text("pack.toml").unwrap_or_default();
        stated.lines().any(|line| {
            let value = line.split_once('=').filter(|(key, _)| key.trim() == "id");
            let value = value.map(|(_, value)| value.split('#').next().unwrap_or_default().trim());
            value.is_some_and(|value| value.trim_matches(['"', '\'']) == pack.id)
        })
    }
}

const MEND_FIRST: &str = "the pack is faulty before the import; mend it first\n\
     规则包在导入前已有错误，请先改正";

/// The manifest of a new pack for one list.
///
/// # Errors
/// What a new pack needs and was not given.
pub(super) fn new_manifest(
    arguments: &ListImportArguments,
    title: &str,
) -> Result<(String, Vec<u8>), Failure> {
    let shown = arguments.into.display();
    let (Some(place), Some(from)) = (&arguments.place, arguments.from) else {
        return Err(Failure::usage(
            format_args!(
                "there is no pack in `{shown}`; to make one, say where and from when it binds: \
             `--place NAME --from DATE`, and `--place-code CODE` so that it applies to the villages \
             of that place"
            ),
            format_args!(
                "“{shown}”中没有规则包；新建时请写明适用地区和施行日期：--place 名称 --from 日期，并可用 --place-code 给出区划代码"
            ),
        ));
    };
    let level = match &arguments.place_code {
        None => AdminLevel::County,
        Some(code) => DivisionCode::parse(code)
            .map_err(|error| {
                Failure::usage(
                    format_args!("--place-code: {error}"),
                    "--place-code 不是区划代码",
                )
            })?
            .level(),
    };
    let kind = arguments.kind;
    let mut text = format!(
        "format = 1\nid = {}\nversion = \"{from}\"\ntitle = {}\n\n[place]\n",
        quoted(&id_of(&arguments.into)),
        quoted(&format!("{place}准入规则")),
    );
    if let Some(code) = &arguments.place_code {
        text.push_str(&format!("code = {}\n", quoted(code)));
    }
    text.push_str(&format!(
        "name = {}\nlevel = \"{}\"\n\n[in_force]\nfrom = {from}\n",
        quoted(place),
        level.code()
    ));
    text.push_str(&format!(
        "\n# 请改为印发这份清单的文件：名称、印发单位、文号、日期。\n\
         # The document that holds the list: its title, issuer, number and date are yours to fill in.\n\
         [[document]]\nid = \"{NEW_DOCUMENT}\"\nkind = \"notice\"\ntitle = {}\nissuer = {}\n",
        quoted(title),
        quoted(place),
    ));
    let on = kind.demand_types();
    if kind.effect() != ListEffect::Informs && on.iter().next().is_some() {
        text.push_str(&format!(
            "\n[[regulates]]\non = {}\nby = \"admission\"\n",
            types(on)
        ));
    }
    Ok(("pack.toml".to_owned(), text.into_bytes()))
}

/// The document of the list: the one named, or the pack's only one.
///
/// # Errors
/// When there is no such document, or none is named and there are several.
pub(super) fn document(
    target: &Target,
    named: Option<&str>,
    known: Option<&ItemList>,
) -> Result<String, Failure> {
    let Some(pack) = &target.pack else {
        return match named {
            None | Some(NEW_DOCUMENT) => Ok(NEW_DOCUMENT.to_owned()),
            Some(named) => Err(Failure::usage(
                format_args!(
                    "a new pack has the document `{NEW_DOCUMENT}` only, not `{named}`; its title and \
                 number are filled in in `pack.toml`"
                ),
                format_args!(
                    "新建的规则包只有文件“{NEW_DOCUMENT}”，没有“{named}”；文件名称和文号请在 pack.toml 中填写"
                ),
            )),
        };
    };
    let ids: Vec<&str> = pack.documents.keys().map(|id| id.as_str()).collect();
    let all = || ids.join("`, `");
    match (named, known, ids.as_slice()) {
        (Some(named), _, ids) if ids.contains(&named) => Ok(named.to_owned()),
        (Some(named), _, _) => {
            let near = zhunru::diagnostic::nearest(named, ids.iter().copied());
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            Err(Failure::usage(
                format_args!(
                    "the pack has no document `{named}`{}; it has `{}`",
                    near.unwrap_or_default(),
                    all()
                ),
                format_args!("规则包中没有文件“{named}”；现有：{}", ids.join("、")),
            ))
        }
        (None, Some(known), _) => Ok(known.source.document.to_string()),
        (None, None, [only]) => Ok((*only).to_owned()),
        (None, None, _) => Err(Failure::usage(
            format_args!(
                "the pack has several documents; name that of the list with `--document`: `{}`",
                all()
            ),
            format_args!(
                "规则包中有几个文件，请用 --document 指明清单所在的文件：{}",
                ids.join("、")
            ),
        )),
    }
}

/// The id of a new pack: the name of its folder as far as an id may hold it.
fn id_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id: String = id.trim_end_matches('-').chars().take(64).collect();
    match id.as_str() {
        "" => "my-pack".to_owned(),
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_folder_becomes_an_id() {
        for (folder, id) in [
            ("packs/My County", "my-county"),
            ("示例县", "my-pack"),
            ("县2024_清单", "2024"),
            ("a/b/", "b"),
        ] {
            assert_eq!(id_of(Path::new(folder)), id, "{folder}");
        }
    }
}
