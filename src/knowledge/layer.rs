//! One compiled file as a layer of the knowledge base: its entities are decoded when they are first
//! asked for and kept from then on.

use std::fs::File;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::flat::{Bytes, Flat, FlatFault, Writer};
use super::{Entity, EntityId, KnowledgeFault, Origin};

/// Entities a chunk of the store of decoded ones holds.
const CHUNK: usize = 256;

type Chunk = Box<[OnceLock<Decoded>]>;

/// Where a layer's entries were written down.
#[derive(Debug)]
enum Source {
    BuiltIn,
    /// The origins that occur, with no line.
    Files(Vec<Origin>),
    Imported(PathBuf),
}

/// An entity as it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) entity: Arc<Entity>,
    /// Id of the entry in another layer that is the same entity.
    pub(super) same_as: Option<EntityId>,
}

/// A compiled file and what has been decoded of it.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) flat: Flat,
    source: Source,
    decoded: Box<[OnceLock<Chunk>]>,
}

impl Layer {
    fn new(flat: Flat, source: Source) -> Self {
        let chunks = (flat.len() as usize).div_ceil(CHUNK);
        let decoded = std::iter::repeat_with(OnceLock::new).take(chunks).collect();
        Self { flat, source, decoded }
    }

    /// The layer of a compiled file that is part of the program.
    pub(super) fn built_in(bytes: &'static [u8]) -> Result<Self, FlatFault> {
        Ok(Self::new(Flat::open(&Bytes::new(bytes))?, Source::BuiltIn))
    }

    /// Compiles entries in memory; a later one replaces an earlier one of the same id.
    pub(super) fn compile(entries: &[Arc<Entity>]) -> io::Result<Self> {
        let (mut list, mut by_id): (Vec<&Entity>, FxHashMap<&EntityId, usize>) = Default::default();
        for entity in entries {
            if let Some(known) = by_id.get(&entity.id).and_then(|&at| list.get_mut(at)) {
                *known = entity;
            } else {
                by_id.insert(&entity.id, list.len());
                list.push(entity);
            }
        }
        let mut origins: Vec<Origin> = Vec::new();
        let mut writer = Writer::new(Cursor::new(Vec::new()), true, None)?;
        for entity in list {
            let (origin, line) = match &entity.origin {
                Origin::File { path, line } => (Origin::File { path: path.clone(), line: 0 }, *line),
                other => (other.clone(), 0),
            };
            let known = origins.iter().rposition(|o| *o == origin);
            let number = known.unwrap_or(origins.len());
            if known.is_none() {
                origins.push(origin);
            }
            writer.add(entity, None, (number, line))?;
        }
        let bytes = Bytes::new(writer.finish(&[])?.into_inner());
        let flat = Flat::open(&bytes).map_err(io::Error::other)?;
        Ok(Self::new(flat, Source::Files(origins)))
    }

    /// Whether it is part of the program.
    pub(super) const fn is_built_in(&self) -> bool {
        matches!(self.source, Source::BuiltIn)
    }

    /// The decoded entity with a number of this layer.
    pub(super) fn at(&self, index: u32) -> Option<&Decoded> {
        let (chunk, place) = (index as usize / CHUNK, index as usize % CHUNK);
        let chunk = self
            .decoded
            .get(chunk)?
            .get_or_init(|| std::iter::repeat_with(OnceLock::new).take(CHUNK).collect());
        let cell = chunk.get(place)?;
        if cell.get().is_none() {
            let decoded = self.decode(index)?;
            // Another thread may have been faster with the same entity.
            let _ = cell.set(decoded);
        }
        cell.get()
    }

    /// All entries with the files and lines they were compiled from, in a folder.
    pub(super) fn with_lines(&self, folder: &Path) -> Vec<Arc<Entity>> {
        let files: Vec<PathBuf> = self.flat.files().iter().map(|name| folder.join(name)).collect();
        let entry = |index| {
            let record = self.flat.record(index)?;
            let path = files.get(record.file)?.clone();
            Some(Arc::new(Entity { origin: Origin::File { path, line: record.line }, ..record.entity }))
        };
        (0..self.flat.len()).filter_map(entry).collect()
    }

    fn decode(&self, index: u32) -> Option<Decoded> {
        let record = self.flat.record(index)?;
        let mut entity = record.entity;
        entity.origin = match &self.source {
            Source::BuiltIn => Origin::BuiltIn,
            Source::Files(origins) => match origins.get(record.file)? {
                Origin::File { path, .. } => Origin::File { path: path.clone(), line: record.line },
                other => other.clone(),
            },
            Source::Imported(path) => Origin::Imported { path: path.clone() },
        };
        Some(Decoded { entity: Arc::new(entity), same_as: record.same_as })
    }
}

/// A compiled knowledge file that `isnad import` made, mapped into memory. Opening a large one reads
/// its header and its end; a small one is compared with its checksum.
#[derive(Clone, Debug)]
pub struct Imported {
    path: PathBuf,
    pub(super) layer: Arc<Layer>,
}

impl PartialEq for Imported {
    /// The very same opened file.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.layer, &other.layer)
    }
}

impl Imported {
    /// Opens a compiled file.
    ///
    /// # Errors
    /// The file cannot be opened, is no compiled file of this version, or is cut short.
    pub fn open(path: &Path) -> Result<Self, KnowledgeFault> {
        let flat = map(path).and_then(|bytes| Flat::open_checked(&bytes).map_err(|e| e.to_string()));
        let flat = flat.map_err(|message| fault(path, message))?;
        let layer = Arc::new(Layer::new(flat, Source::Imported(path.to_path_buf())));
        Ok(Self { path: path.to_path_buf(), layer })
    }

    /// Compares a file's contents with their checksum, which takes reading all of it.
    ///
    /// # Errors
    /// Whatever [`Self::open`] finds, or contents that do not fit the checksum.
    pub fn verify(path: &Path) -> Result<(), KnowledgeFault> {
        let verified = map(path).and_then(|bytes| Flat::verify(&bytes).map_err(|e| e.to_string()));
        verified.map_err(|message| fault(path, message))
    }

    /// Whether another opened file has the same contents (by length and checksum).
    pub fn same_contents(&self, other: &Self) -> bool {
        self.stamp() == other.stamp()
    }

    /// Length and checksum of the contents.
    pub(crate) fn stamp(&self) -> (u64, u32) {
        self.layer.flat.stamp()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many entities it holds.
    pub fn len(&self) -> usize {
        self.layer.flat.len() as usize
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn fault(path: &Path, message: String) -> KnowledgeFault {
    KnowledgeFault { path: path.to_path_buf(), line: 0, message }
}

/// Maps a compiled file into memory.
///
/// # Errors
/// What the system says.
pub(crate) fn map(path: &Path) -> Result<Bytes, String> {
    let file = File::open(path).map_err(|e| e.to_string())?;
    if file.metadata().map_err(|e| e.to_string())?.len() == 0 {
        return Ok(Bytes::new(Vec::new()));
    }
    #[allow(unsafe_code)]
    // SAFETY: a mapping is undefined where the file's bytes change under it. isnad never writes into
    // a file that is there: it writes beside it and renames, which leaves the old bytes
    // to whoever has them mapped. Every access is checked against the mapping's length, and nothing
    // is taken for valid UTF-8 or a valid number without a check.
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(|e| e.to_string())?;
    Ok(Bytes::new(map))
}
