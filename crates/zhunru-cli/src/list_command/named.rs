//! Lists and packs as the arguments of commands name them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use zhunru::list::{ItemList, ListKind, ListVersion};
use zhunru::pack::{Pack, PackFiles};

use super::compose::{self, Composed};
use crate::failure::Failure;
use crate::{list_import, packs};

/// The id of the pack, list and document that a spreadsheet is compared as.
const SHEET: &str = "sheet";

/// A list of a pack, or of a spreadsheet.
pub(super) struct Named {
    pack: Pack,
    list: String,
    day: Option<NaiveDate>,
    asked: String,
}

/// A name without the day behind `@`, and the day.
///
/// # Errors
/// When what stands behind `@` is no date.
pub(super) fn part_day(asked: &str) -> Result<(&str, Option<NaiveDate>), Failure> {
    let Some((name, day)) = asked.rsplit_once('@') else {
        return Ok((asked, None));
    };
    // A folder may have the sign in its name.
    if Path::new(asked).exists() {
        return Ok((asked, None));
    }
    match zhunru_table::sheet::value::parse_date(day) {
        Ok(day) => Ok((name, Some(day.date))),
        Err(error) => Err(Failure::usage(
            format_args!("`{asked}`: {error}"),
            format_args!("“{asked}”：{}", error.chinese()),
        )),
    }
}

/// The pack and the list that a name stands for; no list where it names a pack only.
///
/// # Errors
/// When there is no such pack or list.
pub(super) fn pack_and_list(name: &str) -> Result<(Pack, Option<String>), Failure> {
    let path = Path::new(name);
    let is_pack =
        path.join("pack.toml").is_file() || packs::built_in()?.iter().any(|pack| pack.id == name);
    if is_pack {
        return Ok((packs::one(name)?, None));
    }
    let (pack, list) = match in_folder(path) {
        Some((folder, list)) => (packs::one(&folder.to_string_lossy())?, list),
        None => match name.trim_end_matches('/').rsplit_once('/') {
            Some((pack, list)) => (packs::one(pack)?, list.to_owned()),
            None => (packs::one(name)?, String::new()),
        },
    };
    if list.is_empty() || pack.lists.iter().any(|known| known.id == list) {
        return Ok((pack, Some(list).filter(|list| !list.is_empty())));
    }
    let ids: Vec<&str> = pack.lists.iter().map(|list| list.id.as_str()).collect();
    let near = zhunru::diagnostic::nearest(&list, ids.iter().copied());
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    Err(Failure::usage(
        format_args!(
            "the pack `{}` has no list `{list}`{}; it has `{}`",
            pack.id,
            near.unwrap_or_default(),
            ids.join("`, `")
        ),
        format_args!(
            "规则包“{}”中没有清单“{list}”；现有：{}",
            pack.id,
            ids.join("、")
        ),
    ))
}

/// The folder of the pack and the list, of the path of a list's file in it.
fn in_folder(path: &Path) -> Option<(PathBuf, String)> {
    let is_file = matches!(path.extension()?.to_str()?, "toml" | "csv") && path.is_file();
    let lists = path
        .parent()
        .filter(|lists| is_file && lists.ends_with("lists"))?;
    let folder = lists.parent()?;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let stem = path.file_stem()?.to_str()?.to_owned();
    folder
        .join("pack.toml")
        .is_file()
        .then(|| (folder.to_owned(), stem))
}

impl Named {
    /// Finds a list by name.
    ///
    /// # Errors
    /// When there is no such list.
    pub(super) fn find(asked: &str) -> Result<Self, Failure> {
        let (name, day) = part_day(asked)?;
        let path = Path::new(name);
        let (pack, list) = match path.is_file() && in_folder(path).is_none() {
            true => (sheet(path)?, Some(SHEET.to_owned())),
            false => pack_and_list(name)?,
        };
        let list = match (list, pack.lists.as_slice()) {
            (Some(list), _) => list,
            (None, [only]) => only.id.to_string(),
            (None, _) => {
                let ids: Vec<&str> = pack.lists.iter().map(|list| list.id.as_str()).collect();
                return Err(Failure::usage(
                    format_args!(
                        "`{asked}` is a pack; name one of its lists, as `{name}/LIST`: `{}`",
                        ids.join("`, `")
                    ),
                    format_args!(
                        "“{asked}”是规则包，请写明其中的清单，即 {name}/清单编号：{}",
                        ids.join("、")
                    ),
                ));
            }
        };
        Ok(Named {
            pack,
            list,
            day,
            asked: asked.to_owned(),
        })
    }

    /// The pack of the list.
    pub(super) fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The list.
    ///
    /// # Errors
    /// None in practice: it was found.
    fn list(&self) -> Result<&ItemList, Failure> {
        let found = self.pack.lists.iter().find(|list| list.id == self.list);
        found.ok_or_else(|| {
            Failure::usage(
                format_args!("there is no list `{}`", self.asked),
                format_args!("没有清单“{}”", self.asked),
            )
        })
    }

    /// The version of the day that was named, or else the latest.
    ///
    /// # Errors
    /// When the list is not in force on that day.
    pub(super) fn version(&self) -> Result<ListVersion<'_>, Failure> {
        let list = self.list()?;
        let version = match self.day {
            Some(day) => list.version_on(day),
            None => list.versions().pop(),
        };
        version.ok_or_else(|| {
            let asked = &self.asked;
            Failure::fault(
                format_args!("the list `{asked}` is not in force on that day"),
                format_args!("清单“{asked}”在该日未生效"),
            )
        })
    }
}

/// A spreadsheet as the only list of a pack, so that it is compared like any other.
fn sheet(path: &Path) -> Result<Pack, Failure> {
    let shown = path.display();
    let read = list_import::read(path, &[]).map_err(|error| {
        Failure::fault(
            format_args!("{shown}: {error}"),
            format_args!("{shown}：{}", error.chinese()),
        )
    })?;
    if read.read.len() != 1 {
        return Err(Failure::fault(
            format_args!(
                "{shown}: one sheet with the headings of a list is expected, found {}",
                read.read.len()
            ),
            format_args!(
                "{shown}：应有且只有一张带清单表头的工作表，实有 {} 张",
                read.read.len()
            ),
        ));
    }
    let (entries, repeated) = list_import::find_duplicates(read.entries);
    if !repeated.is_empty() {
        let count = repeated.len();
        crate::terminal::say(
            crate::terminal::NOTE,
            "note",
            format_args!(
                "{shown}: {count} rows repeat others and were left out; `list import --dry-run` tells which"
            ),
        );
    }
    let manifest = "format = 1\nid = 'sheet'\nversion = '1'\ntitle = 'sheet'\n\
         place = { name = 'sheet', level = 'county' }\nin_force = { from = 1900-01-01 }\n\
         document = [{ id = 'sheet', kind = 'notice', title = 'sheet', issuer = 'sheet' }]\n";
    let list = Composed {
        pack: SHEET,
        id: SHEET,
        title: SHEET,
        kind: ListKind::Responsibilities,
        document: SHEET,
        clause: SHEET,
        declared_count: None,
        from: None,
        entries_file: "sheet.csv",
        before: None,
        scheme: None,
        later_count: None,
    };
    let files = [
        ("pack.toml", manifest.as_bytes().to_vec()),
        ("lists/sheet.toml", compose::toml(&list).into_bytes()),
        ("lists/sheet.csv", compose::csv(&entries)?),
    ];
    let files = PackFiles::collect(path.to_string_lossy().as_ref(), files);
    let loaded = files.and_then(|files| Pack::load(&files, &[]));
    loaded.map_err(|found| Failure::Packs(found.to_string()))
}
