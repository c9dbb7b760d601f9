//! Packs as Python holds them: with how each can be had again.

use std::sync::Arc;

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use smol_str::SmolStr;
use zhunru::list::{ItemList, ListVersion};
use zhunru::pack::{Pack, PackFiles, check_packs};
use zhunru_packs::built_in;

use crate::failure::{Failure, Fault};
use crate::list_parts;
use crate::pack::PyPack;
use crate::pack_parts;
use crate::python::{pack_parts as parts_of, versions_of};
use crate::to_python::plain_of;

/// A pack, with how it can be had again.
pub(crate) struct Held {
    pub(crate) pack: Arc<Pack>,
    pub(crate) origin: Origin,
    pub(crate) warnings: Vec<Fault>,
    parts: PyOnceLock<Py<PyAny>>,
}

/// Where a pack came from.
pub(crate) enum Origin {
    BuiltIn,
    Files {
        files: PackFiles,
        parents: Vec<PyPack>,
    },
    /// The lists of another pack, or one of them, as they read on a day.
    Pinned {
        base: PyPack,
        list: Option<SmolStr>,
        day: NaiveDate,
    },
}

/// The built-in packs.
pub(crate) fn built() -> Result<&'static [Pack], Failure> {
    built_in().map_err(|found| found.clone().into())
}

impl PyPack {
    pub(crate) fn new(pack: Pack, origin: Origin, warnings: Vec<Fault>) -> Self {
        PyPack {
            held: Arc::new(Held {
                pack: Arc::new(pack),
                origin,
                warnings,
                parts: PyOnceLock::new(),
            }),
        }
    }

    pub(crate) fn of_built_in(pack: &Pack) -> Self {
        Self::new(pack.clone(), Origin::BuiltIn, Vec::new())
    }

    pub(crate) fn load(files: PackFiles, parents: Vec<PyPack>) -> Result<Self, Failure> {
        let mut known: Vec<Pack> = parents
            .iter()
            .map(|one| Pack::clone(&one.held.pack))
            .collect();
        for pack in built()? {
            if known.iter().all(|other| other.id != pack.id) {
                known.push(pack.clone());
            }
        }
        let loaded = check_packs(std::slice::from_ref(&files), &known)?;
        let warnings = loaded.warnings.sorted().into_iter().map(Fault::from);
        let warnings = warnings.collect();
        let Some(pack) = loaded.packs.into_iter().next() else {
            return Err(Failure::internal());
        };
        Ok(Self::new(pack, Origin::Files { files, parents }, warnings))
    }

    /// The packs among which ancestors are found.
    pub(crate) fn others(&self) -> Result<Vec<Pack>, Failure> {
        let mut others: Vec<Pack> = Vec::new();
        self.gather_parents(&mut others);
        for pack in built()? {
            if others.iter().all(|other| other.id != pack.id) {
                others.push(pack.clone());
            }
        }
        Ok(others)
    }

    fn gather_parents(&self, gathered: &mut Vec<Pack>) {
        match &self.held.origin {
            Origin::BuiltIn => {}
            Origin::Pinned { base, .. } => base.gather_parents(gathered),
            Origin::Files { parents, .. } => {
                for parent in parents {
                    let pack = &parent.held.pack;
                    if gathered.iter().all(|other| other.id != pack.id) {
                        gathered.push(Pack::clone(pack));
                        parent.gather_parents(gathered);
                    }
                }
            }
        }
    }

    pub(crate) fn part<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let parts = self.held.parts.get_or_try_init(py, || {
            let content = plain_of(py, &pack_parts::of(&self.held.pack))?;
            parts_of(py)?.call1((content,)).map(Bound::unbind)
        })?;
        parts.bind(py).getattr(name)
    }

    /// Versions of the list with this id.
    pub(crate) fn versions<'py>(
        &self,
        py: Python<'py>,
        id: &str,
        choose: impl for<'a> Fn(&'a ItemList) -> Vec<ListVersion<'a>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let pack = &self.held.pack;
        let Some(list) = pack.lists.iter().find(|list| list.id == id) else {
            let known = pack.lists.iter().map(|list| list.id.as_str());
            return Err(self.has_no(id, "lists", known).into());
        };
        let versions = choose(list);
        let versions = versions
            .iter()
            .map(|one| list_parts::version(&pack.id, one));
        let versions: Vec<_> = versions.collect();
        versions_of(py)?.call1((plain_of(py, &versions)?,))
    }

    fn has_no<'a>(&self, id: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
        let pack = &self.held.pack.id;
        let what = format!("the pack `{pack}` has no `{id}` among its {name}");
        Failure::unknown(&what, id, known)
    }

    pub(crate) fn one<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        id: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut known = Vec::new();
        for one in self.part(py, name)?.try_iter()? {
            let one = one?;
            let own: String = one.getattr("id")?.extract()?;
            if own == id {
                return Ok(one);
            }
            known.push(own);
        }
        let known = known.iter().map(String::as_str);
        Err(self.has_no(id, name, known).into())
    }
}
