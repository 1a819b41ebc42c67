//! Reading a compiled file where it lies: nothing is decoded before it is asked for.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::layout::{Header, LAST, SURFACE_BYTES, Section, u32_at, u64_at};
use super::record::{self, Record};
use super::write::office_key;
use super::{FlatFault, table};
use crate::knowledge::forms::{Surface, SurfaceForm};

/// Up to how many bytes a file is read through when it is opened: some five milliseconds.
const CHECKED: u64 = 24 << 20;

/// Bytes that stay where they are: built in, mapped or in memory.
#[derive(Clone)]
pub(crate) struct Bytes(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl Bytes {
    /// Takes anything that has bytes.
    pub(crate) fn new(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(bytes))
    }

    /// The bytes.
    pub(crate) fn get(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// A stretch of the bytes.
#[derive(Clone)]
pub(crate) struct Part {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        (*self.bytes.0).as_ref().get(self.range.clone()).unwrap_or_default()
    }
}

impl Part {
    fn get(&self) -> &[u8] {
        self.as_ref()
    }
}

/// A compiled file.
pub(crate) struct Flat {
    /// Length and checksum.
    stamp: (u64, u32),
    entities: u32,
    records: Part,
    starts: Part,
    forms: fst::raw::Fst<Part>,
    surfaces: Part,
    ids: Part,
    offices: Part,
    loose: Part,
    loose_first: Part,
    demonyms: Part,
    files: Part,
}

impl fmt::Debug for Flat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flat").field("entities", &self.entities).finish_non_exhaustive()
    }
}

impl Flat {
    /// Reads the header of a file.
    ///
    /// # Errors
    /// Why the bytes are no compiled file of ours.
    pub(crate) fn open(bytes: &Bytes) -> Result<Self, FlatFault> {
        let header = Header::read((*bytes.0).as_ref())?;
        let part = |section: Section| {
            let (at, length) = header.sections.get(section as usize).copied().unwrap_or_default();
            Part { bytes: bytes.clone(), range: at as usize..(at + length) as usize }
        };
        Ok(Self {
            stamp: (header.length, header.checksum),
            entities: header.entities,
            records: part(Section::Records),
            starts: part(Section::Starts),
            forms: fst::raw::Fst::new(part(Section::Forms)).map_err(|_| FlatFault::Damaged)?,
            surfaces: part(Section::Surfaces),
            ids: part(Section::Ids),
            offices: part(Section::Offices),
            loose: part(Section::Loose),
            loose_first: part(Section::LooseFirst),
            demonyms: part(Section::Demonyms),
            files: part(Section::Files),
        })
    }

    /// Reads the header of a file, and compares the contents of one that is not too large for it with
    /// their checksum.
    ///
    /// # Errors
    /// Why the bytes are no compiled file of ours.
    pub(crate) fn open_checked(bytes: &Bytes) -> Result<Self, FlatFault> {
        let flat = Self::open(bytes)?;
        if flat.stamp.0 <= CHECKED {
            Self::verify(bytes)?;
        }
        Ok(flat)
    }

    /// Compares the contents with their checksum, which takes reading all of them.
    ///
    /// # Errors
    /// [`FlatFault::Damaged`] where they differ.
    pub(crate) fn verify(bytes: &Bytes) -> Result<(), FlatFault> {
        let all = (*bytes.0).as_ref();
        let header = Header::read(all)?;
        let contents = all.get(super::layout::HEADER..).unwrap_or_default();
        if crc32fast::hash(contents) == header.checksum { Ok(()) } else { Err(FlatFault::Damaged) }
    }

    /// Length and checksum: what tells files from each other.
    pub(crate) fn stamp(&self) -> (u64, u32) {
        self.stamp
    }

    /// How many entities there are.
    pub(crate) fn len(&self) -> u32 {
        self.entities
    }

    /// The automaton over the forms' keys.
    pub(crate) fn forms(&self) -> &fst::raw::Fst<Part> {
        &self.forms
    }

    fn bytes_of(&self, entity: u32) -> Option<&[u8]> {
        let start = |i: u32| u64_at(self.starts.get(), 8 * i as usize).map(|at| at as usize);
        let end = start(entity + 1).unwrap_or(self.records.get().len());
        self.records.get().get(start(entity)?..end)
    }

    /// The entity with a number.
    pub(crate) fn record(&self, entity: u32) -> Option<Record> {
        record::decode(self.bytes_of(entity)?)
    }

    /// The id of the entity with a number.
    pub(crate) fn id_of(&self, entity: u32) -> Option<&str> {
        record::id(self.bytes_of(entity)?)
    }

    /// The number of the entity with an id.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        table::lookup(self.ids.get(), id.as_bytes()).find(|&entity| self.id_of(entity) == Some(id))
    }

    /// The readings of a form: those from the row that the automaton gives on.
    pub(crate) fn readings(&self, first_row: u64) -> impl Iterator<Item = Surface> {
        let rows = self.surfaces.get().get(SURFACE_BYTES * first_row as usize..).unwrap_or_default();
        let mut over = false;
        rows.chunks_exact(SURFACE_BYTES).map_while(move |row| {
            let &[_, _, _, _, form, words] = row else {
                return None;
            };
            if std::mem::replace(&mut over, form & LAST != 0) {
                return None;
            }
            let form = match form & !LAST {
                0 => SurfaceForm::Name,
                1 => SurfaceForm::Weak,
                2 => SurfaceForm::Demonym,
                _ => SurfaceForm::DemonymAccusative,
            };
            Some(Surface { entity: u32_at(row, 0)?, form, words })
        })
    }

    /// People who hold or held an office.
    pub(crate) fn holders(&self, title: &str, of: &str) -> impl Iterator<Item = u32> {
        table::lookup(self.offices.get(), office_key(title, of).as_bytes())
    }

    /// Entities whose full name has these loose keys.
    pub(crate) fn loose_names(&self, keys: &str) -> impl Iterator<Item = u32> {
        table::lookup(self.loose.get(), keys.as_bytes())
    }

    /// Whether a full name begins with this loose key.
    pub(crate) fn loose_begins(&self, key: &str) -> bool {
        table::lookup(self.loose_first.get(), key.as_bytes()).next().is_some()
    }

    /// Entities with their demonyms.
    pub(crate) fn demonyms(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut rest = self.demonyms.get();
        std::iter::from_fn(move || {
            let (entity, length) = (u32_at(rest, 0)?, u32_at(rest, 4)? as usize);
            let text = std::str::from_utf8(rest.get(8..8 + length)?).ok()?;
            rest = rest.get(8 + length..)?;
            Some((entity, text))
        })
    }

    /// Names of the files the entries come from.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut rest = self.files.get();
        let mut out = Vec::new();
        while let Some(length) = u32_at(rest, 0)
            && let Some(name) = rest.get(4..4 + length as usize)
        {
            out.push(String::from_utf8_lossy(name).into_owned());
            rest = rest.get(4 + length as usize..).unwrap_or_default();
        }
        out
    }
}
