//! `zhunru.Pack`.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use smol_str::SmolStr;
use zhunru::pack::PackFiles;
use zhunru_packs::{LoadError, read_folder, run_cases};

use crate::arguments::{Day, Speech};
use crate::calendar::PyWorkingCalendar;
use crate::difference;
use crate::failure::{Failure, Kind};
use crate::pack_held::{Held, Origin, built};
use crate::pack_parts;
use crate::python::{case_run, difference_of, mapping_class, pack_html, restore_pack, text_of};
use crate::to_python::plain_of;

/// A rule pack (规则包): what the documents of one place say, as data.
///
/// Packs are built in, or loaded from a folder or from bytes. They never change, are equal when their
/// ids and digests are, and can be pickled.
///
/// >>> from zhunru import Pack
/// >>> pack = Pack.built_in("yuhui")
/// >>> pack.place.name, pack.place.code
/// ('蚌埠市禹会区', '340304')
/// >>> pack.rule("prohibition-6").modality
/// 'forbidden_without'
#[pyclass(frozen, module = "zhunru", name = "Pack")]
#[derive(Clone)]
pub(crate) struct PyPack {
    pub(crate) held: Arc<Held>,
}

#[pymethods]
impl PyPack {
    /// The built-in pack with this id.
    #[staticmethod]
    #[pyo3(signature = (id))]
    fn built_in(id: &str) -> PyResult<Self> {
        let packs = built()?;
        let Some(pack) = packs.iter().find(|pack| pack.id == id) else {
            let ids: Vec<&str> = packs.iter().map(|pack| pack.id.as_str()).collect();
            return Err(Failure::new(
                Kind::Pack,
                "no-built-in-pack",
                format!("`{id}` is none of the built-in packs: {}", ids.join(", ")),
            )
            .into());
        };
        Ok(Self::of_built_in(pack))
    }

    /// All built-in packs, in natural order of their ids.
    #[staticmethod]
    fn all_built_in(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, built()?.iter().map(Self::of_built_in))
    }

    /// Loads a pack from a folder. Its parents are looked for among `parents`, then among the
    /// built-in packs. Every fault is told with file, line and column, in one `PackError`.
    #[staticmethod]
    #[pyo3(signature = (path, *, parents=Vec::new()), text_signature = "(path, *, parents=())")]
    fn from_folder(py: Python<'_>, path: PathBuf, parents: Vec<Py<PyPack>>) -> PyResult<Self> {
        let parents = parents.into_iter().map(|one| one.get().clone()).collect();
        Ok(py.detach(|| {
            let files = read_folder(&path).map_err(LoadError::Folder)?;
            Self::load(files, parents)
        })?)
    }

    /// Loads a pack from the bytes (or texts) of its files by their paths inside its folder; `name`
    /// stands before the paths in messages.
    ///
    /// >>> from zhunru import Pack, PackError
    /// >>> try:
    /// ...     Pack.from_files({"pack.toml": b"format = 1\nidd = 'x'\n"}, name="mine")
    /// ... except PackError as error:
    /// ...     fault = error.faults[-1]
    /// >>> fault.file, fault.line, fault.column, fault.help
    /// ('mine/pack.toml', 2, 1, 'did you mean `id`?')
    #[staticmethod]
    #[pyo3(signature = (files, *, name="", parents=Vec::new()),
        text_signature = "(files, *, name='', parents=())")]
    fn from_files(
        py: Python<'_>,
        files: &Bound<'_, PyAny>,
        name: &str,
        parents: Vec<Py<PyPack>>,
    ) -> PyResult<Self> {
        if !files.is_instance(mapping_class(py)?)? {
            return Err(PyTypeError::new_err(format!(
                "expected a mapping of paths to bytes, found a `{}`",
                files.get_type().qualname()?
            )));
        }
        let mut gathered: Vec<(SmolStr, Vec<u8>)> = Vec::new();
        for entry in files.call_method0("items")?.try_iter()? {
            let (path, content): (String, Bound<'_, PyAny>) = entry?.extract()?;
            let content = match content.extract::<String>() {
                Ok(text) => text.into_bytes(),
                Err(_) => content.extract::<Vec<u8>>()?,
            };
            gathered.push((path.into(), content));
        }
        let parents = parents.into_iter().map(|one| one.get().clone()).collect();
        Ok(py.detach(|| Self::load(PackFiles::collect(name, gathered)?, parents))?)
    }

    /// The id.
    #[getter]
    fn id(&self) -> &str {
        &self.held.pack.id
    }

    /// The version, by convention the date of its newest document.
    #[getter]
    fn version(&self) -> &str {
        &self.held.pack.version
    }

    /// What it is called, in Chinese.
    #[getter]
    fn title(&self) -> &str {
        self.held.pack.title.zh()
    }

    /// What it is called in English, where it says.
    #[getter]
    fn title_en(&self) -> Option<&str> {
        self.held.pack.title.en()
    }

    /// The SM3 digest of what it says: `sm3:` and 64 hexadecimal digits.
    #[getter]
    fn digest(&self) -> &str {
        self.held.pack.digest()
    }

    /// What its users should know, in Chinese.
    #[getter]
    fn note(&self) -> Option<&str> {
        self.held.pack.note.as_ref().map(|note| note.zh())
    }

    /// The ids of the packs that it inherits from.
    #[getter]
    fn parents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.held.pack.parents.iter().map(SmolStr::as_str))
    }

    /// The place in which it binds.
    #[getter]
    fn place<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "place")
    }

    /// The days on which it is in force.
    #[getter]
    fn in_force<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "in_force")
    }

    /// The documents that it rests on.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "documents")
    }

    /// The rules, in natural order of their ids.
    #[getter]
    fn rules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "rules")
    }

    /// The lists (清单), in natural order of their ids, with their entries of all times.
    #[getter]
    fn lists<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "lists")
    }

    /// The procedures (程序), in natural order of their ids.
    #[getter]
    fn procedures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part(py, "procedures")
    }

    /// Its own calendar of working days, where it has one; without it that of its nearest parent
    /// counts, which `Engine.calendar` gives.
    #[getter]
    fn calendar(&self) -> Option<PyWorkingCalendar> {
        let calendar = self.held.pack.calendar.clone();
        calendar.map(PyWorkingCalendar::new)
    }

    /// What its authors should look at, though it can be used.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if self.held.warnings.is_empty() {
            return Ok(PyTuple::empty(py).into_any());
        }
        let told = Failure {
            kind: Kind::Pack,
            faults: self.held.warnings.clone(),
        };
        told.exception(py)?.getattr("faults")
    }

    /// The rule with this id.
    fn rule<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        self.one(py, "rules", id)
    }

    /// The list with this id.
    fn list<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        self.one(py, "lists", id)
    }

    /// The procedure with this id.
    fn procedure<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        self.one(py, "procedures", id)
    }

    /// Every version of the list with this id, from the first to the latest.
    ///
    /// >>> from zhunru import Pack
    /// >>> pack = Pack.built_in("haicang")
    /// >>> [(version.in_force.since.year, version.count) for version in pack.list_versions("duties")]
    /// [(2016, 38), (2020, 24)]
    fn list_versions<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        self.versions(py, id, |list| list.versions())
    }

    /// The list with this id as it read on a day; nothing when it was not in force.
    fn list_version<'py>(
        &self,
        py: Python<'py>,
        id: &str,
        day: Day,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let found = self.versions(py, id, |list| list.version_on(day.0).into_iter().collect())?;
        found.try_iter()?.next().transpose()
    }

    /// What tells another pack, usually a later version, from this one, in words.
    ///
    /// >>> from zhunru import Pack
    /// >>> pack = Pack.built_in("yuhui")
    /// >>> pack.compare(pack).summary
    /// '两者内容相同'
    #[pyo3(signature = (after, *, language=Speech::default()),
        text_signature = "($self, after, *, language='zh')")]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        after: &Bound<'py, PyPack>,
        language: Speech,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (before, after) = (&self.held.pack, &after.get().held.pack);
        let found = py.detach(|| difference::between(before, after, language.0));
        difference_of(py)?.call1((plain_of(py, &found)?,))
    }

    /// The pack with all its lists, or the one named, as they read on a day; two such packs show
    /// what an amendment flips.
    #[pyo3(signature = (day, *, list=None))]
    fn with_lists_as_of(&self, day: Day, list: Option<&str>) -> PyResult<Self> {
        let pinned = match list {
            None => self.held.pack.with_lists_as_of(day.0),
            Some(list) => self.held.pack.with_list_as_of(list, day.0).ok_or_else(|| {
                Failure::argument(format!(
                    "the pack `{}` has no list `{list}`",
                    self.held.pack.id
                ))
            })?,
        };
        let origin = Origin::Pinned {
            base: self.clone(),
            list: list.map(SmolStr::from),
            day: day.0,
        };
        Ok(Self::new(pinned, origin, self.held.warnings.clone()))
    }

    /// Decides the pack's own cases, with its ancestors alone, and tells which came out as they
    /// should.
    fn run_cases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let run = py.detach(|| {
            let run = run_cases(&self.held.pack, &self.others()?)?;
            Ok::<_, Failure>(run)
        })?;
        case_run(py)?.call1((plain_of(py, &pack_parts::cases(&run))?,))
    }

    /// What the pack is made of, as plain dictionaries, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain_of(py, &pack_parts::of(&self.held.pack))
    }

    /// What the pack is made of, as JSON text.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, pretty: bool) -> PyResult<String> {
        Ok(text_of(&pack_parts::of(&self.held.pack), pretty)?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<PyPack>();
        other.is_ok_and(|other| {
            let (own, other) = (&self.held.pack, &other.get().held.pack);
            own.id == other.id && own.digest() == other.digest()
        })
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        let pack = &self.held.pack;
        (pack.id.as_str(), pack.digest().as_str())
            .into_pyobject(py)?
            .hash()
    }

    fn __repr__(&self) -> String {
        let pack = &self.held.pack;
        format!("Pack('{}', version='{}')", pack.id, pack.version)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        pack_html(slf.py())?.call1((slf,))
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let pack = &self.held.pack;
        let state = match &self.held.origin {
            Origin::BuiltIn => {
                ("built-in", pack.id.as_str(), pack.digest().as_str()).into_pyobject(py)?
            }
            Origin::Files { files, parents } => {
                let bytes = PyDict::new(py);
                for path in files.paths() {
                    let content = files.bytes(path).unwrap_or_default();
                    bytes.set_item(path, PyBytes::new(py, content))?;
                }
                ("files", files.name(), bytes, parents.clone()).into_pyobject(py)?
            }
            Origin::Pinned { base, list, day } => {
                ("as-of", base.clone(), list.as_deref(), *day).into_pyobject(py)?
            }
        };
        Ok((restore_pack(py)?.clone(), state))
    }
}
