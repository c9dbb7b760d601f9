//! Packs, the engine builder and the request, behind their handles.
#![forbid(unsafe_code)]

use std::sync::Arc;

use smol_str::SmolStr;
use zhunru::diagnostic::Diagnostics;
use zhunru::model::parse_date;
use zhunru::pack::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, Pack, PackFiles, check_packs};
use zhunru::text::Language;
use zhunru::{Engine, EngineBuilder};
use zhunru_packs::{LoadError, built_in, read_folder};

use crate::codes::zhunru_pack_field;
use crate::failure::Failure;
use crate::status::zhunru_status;

/// A pack with what its authors should look at.
#[derive(Debug)]
pub(crate) struct LoadedPack {
    pub(crate) pack: Arc<Pack>,
    place_code: Option<String>,
    warnings: Option<String>,
}

impl LoadedPack {
    fn new(pack: Arc<Pack>, warnings: &Diagnostics) -> Self {
        LoadedPack {
            place_code: pack.place.code.as_ref().map(ToString::to_string),
            warnings: (!warnings.is_empty()).then(|| warnings.to_string()),
            pack,
        }
    }

    /// Loads a pack from the files of a folder. Its parents are looked for among `known`, then
    /// among the built-in packs.
    pub(crate) fn from_folder(path: &str, known: &[&LoadedPack]) -> Result<Self, Failure> {
        let files = read_folder(path.as_ref()).map_err(LoadError::Folder)?;
        Self::from_files(&files, known)
    }

    /// Loads a pack from files in memory, its parents as with [`LoadedPack::from_folder`].
    pub(crate) fn from_files(files: &PackFiles, known: &[&LoadedPack]) -> Result<Self, Failure> {
        let mut packs: Vec<Pack> = known.iter().map(|one| Pack::clone(&one.pack)).collect();
        for pack in built()? {
            if packs.iter().all(|other| other.id != pack.id) {
                packs.push(pack.clone());
            }
        }
        let loaded = check_packs(std::slice::from_ref(files), &packs)?;
        let Some(pack) = loaded.packs.into_iter().next() else {
            return Err(Failure::internal());
        };
        Ok(Self::new(Arc::new(pack), &loaded.warnings))
    }

    /// The built-in pack with this id.
    pub(crate) fn built_in(id: &str) -> Result<Self, Failure> {
        let packs = built()?;
        let Some(pack) = packs.iter().find(|pack| pack.id == id) else {
            let ids: Vec<&str> = packs.iter().map(|pack| pack.id.as_str()).collect();
            return Err(Failure::new(
                zhunru_status::NoBuiltInPack,
                format!("`{id}` is none of the built-in packs: {}", ids.join(", ")),
            ));
        };
        Ok(Self::new(Arc::new(pack.clone()), &Diagnostics::new()))
    }

    pub(crate) fn text(&self, field: zhunru_pack_field) -> Option<&str> {
        let pack = &self.pack;
        match field {
            zhunru_pack_field::Id => Some(&pack.id),
            zhunru_pack_field::Version => Some(&pack.version),
            zhunru_pack_field::Title => Some(pack.title.zh()),
            zhunru_pack_field::Digest => Some(pack.digest()),
            zhunru_pack_field::PlaceName => Some(pack.place.name.zh()),
            zhunru_pack_field::PlaceCode => self.place_code.as_deref(),
            zhunru_pack_field::Note => pack.note.as_ref().map(|note| note.zh()),
            zhunru_pack_field::Warnings => self.warnings.as_deref(),
        }
    }
}

/// The built-in packs.
pub(crate) fn built() -> Result<&'static [Pack], Failure> {
    built_in().map_err(|found| found.clone().into())
}

/// The files of a pack that a host hands over one by one.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) name: SmolStr,
    pub(crate) files: Vec<(SmolStr, Vec<u8>)>,
}

impl Gathered {
    /// Copies a file in, within the bounds of a pack.
    pub(crate) fn add(&mut self, path: &str, data: &[u8]) -> Result<(), Failure> {
        // Refused here already, so that no more is copied than a pack may hold.
        let held: usize = self.files.iter().map(|(_, bytes)| bytes.len()).sum();
        let too_much = data.len() > MAX_FILE_BYTES
            || held.saturating_add(data.len()) > MAX_TOTAL_BYTES
            || self.files.len() >= MAX_FILES;
        if too_much {
            return Err(Failure::new(
                zhunru_status::InvalidPack,
                format!(
                    "a pack has at most {MAX_FILES} files, of {MAX_FILE_BYTES} bytes each and \
                     {MAX_TOTAL_BYTES} bytes together"
                ),
            ));
        }
        self.files.push((path.into(), data.to_vec()));
        Ok(())
    }

    pub(crate) fn load(&self, known: &[&LoadedPack]) -> Result<LoadedPack, Failure> {
        let files = self.files.iter().cloned();
        LoadedPack::from_files(&PackFiles::collect(self.name.clone(), files)?, known)
    }
}

/// The packs of an engine to be.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    pub(crate) packs: Vec<Arc<Pack>>,
    /// Whether the built-in packs take part; one given with the same id stands instead of its own.
    pub(crate) built_in: bool,
}

impl Chosen {
    pub(crate) fn build(&self) -> Result<Engine, Failure> {
        let mut builder: EngineBuilder = Engine::builder().packs(self.packs.iter().cloned());
        if self.built_in {
            let given = |pack: &&Pack| self.packs.iter().all(|other| other.id != pack.id);
            builder = builder.packs(built()?.iter().filter(given).cloned());
        }
        Ok(builder.build()?)
    }
}

/// What is asked of an engine besides the proposal.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) as_of: Option<chrono::NaiveDate>,
    /// The packs by name; those that cover the village when there are none.
    pub(crate) packs: Vec<SmolStr>,
    pub(crate) language: Language,
    pub(crate) trace: bool,
}

impl Asked {
    pub(crate) fn set_as_of(&mut self, text: &str) -> Result<(), Failure> {
        let Some(day) = parse_date(text) else {
            return Err(Failure::new(
                zhunru_status::InvalidArgument,
                format!("`{text}` is no calendar date such as `2024-03-04`"),
            )
            .chinese(format!("“{text}”不是日期；日期写作 2024-03-04")));
        };
        self.as_of = Some(day);
        Ok(())
    }
}
