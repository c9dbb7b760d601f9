//! Checking an OLE file, the container of `.xls` (\[MS-CFB\]), before its reader opens it.
//!
//! Sectors are linked lists, and the reader follows them without looking whether they run in a
//! circle or claim more than the file holds. So every list it will follow is followed here
//! first, and no further than the file is long.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::error::Found;
use super::{Limits, SheetError, binary_records};

/// The first bytes of every OLE file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Sector numbers from here on have a meaning of their own.
const RESERVED: u32 = 0xffff_fffa;
/// Streams below this size are kept in the small sectors.
const SMALL_STREAM: u64 = 4096;
const SMALL_SECTOR: usize = 64;

/// Refuses OLE files that are damaged, protected, too large or hold no workbook.
pub(super) fn check(file: &File, limits: &Limits) -> Result<(), SheetError> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.take(limits.xls_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.xls_bytes {
        return Err(SheetError::TooLarge {
            what: "the file".into(),
            limit: limits.xls_bytes,
            unit: "bytes",
        });
    }
    let workbook = Compound::open(&bytes)?.workbook()?;
    binary_records::check(&workbook, limits)
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    small_fat: Vec<u32>,
    small_stream: Vec<u8>,
    directory: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, SheetError> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(SheetError::damaged("unknown sector size")),
        };
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            small_fat: Vec::new(),
            small_stream: Vec::new(),
            directory: Vec::new(),
        };
        file.fat = file.load_fat()?;
        let directory = file.chain(u32_at(bytes, 48)?, u64::MAX)?;
        file.directory = directory
            .chunks_exact(128)
            .map(|e| entry(e, sector))
            .collect::<Result<_, _>>()?;
        let root = file
            .directory
            .first()
            .ok_or_else(|| SheetError::damaged("no directory"))?;
        let (root_start, root_size) = (root.start, root.size);
        let small_sectors = u64::from(u32_at(bytes, 64)?);
        if small_sectors > 0 {
            file.small_stream = file.chain(root_start, root_size)?;
            let list = file.chain(
                u32_at(bytes, 60)?,
                small_sectors.saturating_mul(sector as u64),
            )?;
            file.small_fat = numbers(&list);
        }
        Ok(file)
    }

    /// The table that says which sector follows which, put together from its own sectors.
    fn load_fat(&self) -> Result<Vec<u32>, SheetError> {
        let most = self.sectors();
        let mut places = numbers(self.bytes.get(76..512).unwrap_or_default());
        let mut next = u32_at(self.bytes, 68)?;
        let mut steps = 0;
        while next < RESERVED {
            steps += 1;
            if steps > most {
                return Err(SheetError::damaged("its sector list runs in a circle"));
            }
            places.extend(numbers(self.sector(next)?));
            next = places
                .pop()
                .ok_or_else(|| SheetError::damaged("empty sector list"))?;
        }
        places.retain(|place| *place < RESERVED);
        if places.len() > most {
            return Err(SheetError::damaged("more sector tables than sectors"));
        }
        let mut fat = Vec::new();
        for place in places {
            fat.extend(numbers(self.sector(place)?));
        }
        Ok(fat)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector by number; the last one may be short.
    fn sector(&self, number: u32) -> Result<&'a [u8], SheetError> {
        let start = (number as usize)
            .saturating_add(1)
            .saturating_mul(self.sector);
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
            .ok_or_else(|| SheetError::damaged(format!("it lacks sector {number}")))
    }

    /// The stream of `size` bytes whose sectors begin with `start`.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, SheetError> {
        let whole = size == u64::MAX;
        if !whole && size > self.bytes.len() as u64 {
            return Err(SheetError::damaged(
                "a stream claims more bytes than the file has",
            ));
        }
        let mut stream = Vec::new();
        let mut next = start;
        while next != END_OF_CHAIN && (stream.len() as u64) < size {
            if stream.len() > self.bytes.len() {
                return Err(SheetError::damaged("a stream runs in a circle"));
            }
            stream.extend_from_slice(self.sector(next)?);
            next = follow(&self.fat, next)?;
        }
        if !whole {
            stream.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        }
        Ok(stream)
    }

    fn small_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, SheetError> {
        let mut stream = Vec::new();
        let mut next = start;
        while next != END_OF_CHAIN && (stream.len() as u64) < size {
            let place = (next as usize).saturating_mul(SMALL_SECTOR);
            let end = place
                .saturating_add(SMALL_SECTOR)
                .min(self.small_stream.len());
            let sector = self.small_stream.get(place..end).filter(|s| !s.is_empty());
            stream.extend_from_slice(
                sector
                    .ok_or_else(|| SheetError::damaged(format!("it lacks small sector {next}")))?,
            );
            next = follow(&self.small_fat, next)?;
        }
        stream.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(stream)
    }

    /// The stream that holds the workbook, `Book` in files before Excel 97.
    fn workbook(&self) -> Result<Vec<u8>, SheetError> {
        let find = |name: &str| {
            self.directory
                .iter()
                .find(|e| e.name.eq_ignore_ascii_case(name))
        };
        if let Some(entry) = find("Workbook").or_else(|| find("Book")) {
            return if entry.size < SMALL_STREAM {
                self.small_chain(entry.start, entry.size)
            } else {
                self.chain(entry.start, entry.size)
            };
        }
        Err(if find("EncryptedPackage").is_some() {
            SheetError::Encrypted
        } else if find("WordDocument").is_some() {
            SheetError::NotATable(Found::WordDocument)
        } else if find("PowerPoint Document").is_some() {
            SheetError::NotATable(Found::Presentation)
        } else {
            SheetError::NotATable(Found::OleFile)
        })
    }
}

fn follow(fat: &[u32], sector: u32) -> Result<u32, SheetError> {
    fat.get(sector as usize)
        .copied()
        .ok_or_else(|| SheetError::damaged(format!("nothing says what follows sector {sector}")))
}

fn entry(bytes: &[u8], sector: usize) -> Result<Entry, SheetError> {
    let units: Vec<u16> = bytes
        .get(..64)
        .unwrap_or_default()
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| u16::from_le_bytes(*pair))
        .take_while(|unit| *unit != 0)
        .collect();
    let low = u64::from(u32_at(bytes, 120)?);
    // Files with small sectors may leave rubbish in the upper half.
    let high = if sector == 512 {
        0
    } else {
        u64::from(u32_at(bytes, 124)?)
    };
    Ok(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116)?,
        size: low | high << 32,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| u32::from_le_bytes(*four))
        .collect()
}

/// The little-endian number of two bytes at `place`.
pub(super) fn u16_at(bytes: &[u8], place: usize) -> Result<u16, SheetError> {
    let two = bytes.get(place..).and_then(<[u8]>::first_chunk::<2>);
    two.map(|two| u16::from_le_bytes(*two))
        .ok_or_else(|| SheetError::damaged("it breaks off"))
}

/// The little-endian number of four bytes at `place`.
pub(super) fn u32_at(bytes: &[u8], place: usize) -> Result<u32, SheetError> {
    let four = bytes.get(place..).and_then(<[u8]>::first_chunk::<4>);
    four.map(|four| u32::from_le_bytes(*four))
        .ok_or_else(|| SheetError::damaged("it breaks off"))
}
