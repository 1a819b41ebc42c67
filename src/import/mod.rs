//! Making compiled knowledge files from public dumps: Wikidata, GeoNames, JRC-Names, OpenSanctions.
//! Start reading from [`run`].
//!
//! A dump is streamed twice over: its lines become [`draft::Fragment`]s that are sorted by id on disk,
//! so that what is said of one entity in many places comes together; then each entity is written with
//! its references resolved. Memory does not grow with the dump. Nothing here reads an article.

mod draft;
mod geonames;
mod input;
mod jrc;
mod kinds;
mod link;
mod opensanctions;
mod output;
mod wikidata;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::knowledge::EntityKind;
use crate::knowledge::flat::{Scratch, Sorter, Writer};
use draft::{Draft, Fragment};
use input::Lines;
use link::Links;

/// The dumps that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The Wikidata JSON dump: one entity a line.
    Wikidata,
    /// GeoNames: `allCountries.txt` and `alternateNamesV2.txt`, told apart by their columns.
    GeoNames,
    /// JRC-Names: id, type, language, name.
    JrcNames,
    /// OpenSanctions in FollowTheMoney JSON lines.
    OpenSanctions,
}

/// What an import tells while it goes on.
pub trait Observer {
    /// So many bytes of all files have been read, of so many (as they are on disk).
    fn progress(&mut self, read: u64, of: u64);
    /// A line (from 1) was not what the format says and was skipped.
    fn malformed(&mut self, path: &Path, line: u64, message: &str);
    /// All lines were read; the file is being written.
    fn writing(&mut self);
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines read.
    pub lines: u64,
    /// Lines skipped because they are not what the format says.
    pub malformed: u64,
    /// Entries written, by kind.
    pub people: u64,
    /// Places among them.
    pub places: u64,
    /// Organisations among them.
    pub organisations: u64,
    /// Entries among them that are the same entity as a built-in one, whose spellings they add to.
    pub known: u64,
}

impl Summary {
    /// Entries written.
    pub const fn entries(&self) -> u64 {
        self.people + self.places + self.organisations
    }

    fn count(&mut self, kind: EntityKind) {
        match kind {
            EntityKind::Person => self.people += 1,
            EntityKind::Place => self.places += 1,
            EntityKind::Organisation => self.organisations += 1,
        }
    }
}

/// Why nothing was imported; a file that was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// An input file cannot be read on.
    #[error("{path}: {why} (after line {line})", path = path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// Lines that were read.
        line: u64,
        /// What the system or the unpacking says.
        why: io::Error,
    },
    /// No line gave an entry.
    #[error("no entry with an Arabic name in {lines} lines ({malformed} of them not in the format)")]
    Nothing {
        /// Lines read.
        lines: u64,
        /// Of them not what the format says.
        malformed: u64,
    },
    /// The output, or a scratch file beside it, cannot be written.
    #[error("{path}: cannot be written: {why}", path = path.display())]
    Output {
        /// The file to be made.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
}

/// Takes what a line of a dump says: fragments by id, and links.
trait Reader {
    /// Reads a line; the error says what was expected.
    fn line(&self, line: &[u8], links: &mut Links, take: &mut Take<'_>) -> Result<(), Fault>;
}

/// Where a reader puts a fragment of the entity with an id.
type Take<'t> = dyn FnMut(&str, &Fragment) -> io::Result<()> + 't;

/// What can go wrong with a line.
#[derive(Debug)]
enum Fault {
    /// It is not what the format says.
    Malformed(String),
    /// The scratch file cannot be written.
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<String> for Fault {
    fn from(message: String) -> Self {
        Self::Malformed(message)
    }
}

/// Reads dump files and writes the compiled knowledge file `out`, whole or not at all.
///
/// # Errors
/// An input that cannot be read to its end, an output that cannot be written, no entry at all.
pub fn run(
    source: Source,
    files: &[PathBuf],
    out: &Path,
    observer: &mut dyn Observer,
) -> Result<Summary, ImportFault> {
    let output_fault = |why| ImportFault::Output { path: out.to_path_buf(), why };
    let folder = output::folder(out).map_err(output_fault)?;
    let scratch: Scratch = Arc::new(move || tempfile::tempfile_in(&folder));
    let reader: &dyn Reader = match source {
        Source::Wikidata => &wikidata::Wikidata,
        Source::GeoNames => &geonames::GeoNames,
        Source::JrcNames => &jrc::JrcNames,
        Source::OpenSanctions => &opensanctions::OpenSanctions,
    };
    let mut gathered = Gathered {
        links: Links::new(),
        fragments: Sorter::new(Some(Arc::clone(&scratch))),
        summary: Summary::default(),
    };
    let total = files.iter().filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum();
    let mut before = 0;
    for path in files {
        let mut lines =
            Lines::open(path).map_err(|why| ImportFault::Input { path: path.clone(), line: 0, why })?;
        gathered.read(reader, &mut lines, (before, total), out, observer)?;
        before += lines.bytes_read();
    }
    observer.writing();
    gathered.resolve().map_err(output_fault)?;
    gathered.write(out, &scratch)
}

/// What the lines gave.
struct Gathered {
    links: Links,
    fragments: Sorter,
    summary: Summary,
}

impl Gathered {
    fn read(
        &mut self,
        reader: &dyn Reader,
        lines: &mut Lines,
        (before, total): (u64, u64),
        out: &Path,
        observer: &mut dyn Observer,
    ) -> Result<(), ImportFault> {
        let input = |lines: &Lines, why| ImportFault::Input {
            path: lines.path().to_path_buf(),
            line: lines.number(),
            why,
        };
        loop {
            let fault = match lines.next() {
                Err(why) => return Err(input(lines, why)),
                Ok(None) => return Ok(()),
                Ok(Some(Err(message))) => Some(message),
                Ok(Some(Ok(line))) => {
                    let mut take = |id: &str, fragment: &Fragment| {
                        self.fragments.push(id.as_bytes(), &fragment.encode()?)
                    };
                    match reader.line(line, &mut self.links, &mut take) {
                        Ok(()) => None,
                        Err(Fault::Malformed(message)) => Some(message),
                        Err(Fault::Io(why)) => {
                            return Err(ImportFault::Output { path: out.to_path_buf(), why });
                        }
                    }
                }
            };
            self.summary.lines += 1;
            if let Some(message) = fault {
                self.summary.malformed += 1;
                observer.malformed(lines.path(), lines.number(), &message);
            }
            if lines.number().is_multiple_of(1024) {
                observer.progress(before + lines.bytes_read(), total);
            }
        }
    }

    /// Finds out which entities are built-in ones: others refer to them.
    fn resolve(&mut self) -> io::Result<()> {
        let mut groups = self.fragments.sorted()?;
        while let Some((id, fragments)) = groups.next_group()? {
            if let Some(draft) = Draft::of(&id, &fragments) {
                self.links.recognise(&draft);
            }
        }
        Ok(())
    }

    fn write(mut self, out: &Path, scratch: &Scratch) -> Result<Summary, ImportFault> {
        let output_fault = |why| ImportFault::Output { path: out.to_path_buf(), why };
        let file = output::beside(out).map_err(output_fault)?;
        let mut write = || -> io::Result<_> {
            let mut writer = Writer::new(io::BufWriter::new(file.as_file()), false, Some(scratch))?;
            let mut groups = self.fragments.sorted()?;
            while let Some((id, fragments)) = groups.next_group()? {
                let Some(draft) = Draft::of(&id, &fragments) else {
                    continue;
                };
                let same_as = self.links.same_as(&draft.id);
                let entity = draft.entity(&self.links);
                writer.add(&entity, same_as.map(crate::knowledge::EntityId::as_str), (0, 0))?;
                self.summary.count(entity.kind);
                self.summary.known += u64::from(same_as.is_some());
            }
            writer.finish(&[])?.into_inner().map_err(io::IntoInnerError::into_error)?;
            Ok(())
        };
        write().map_err(output_fault)?;
        let Summary { lines, malformed, .. } = self.summary;
        if self.summary.entries() == 0 {
            return Err(ImportFault::Nothing { lines, malformed });
        }
        output::put(file, out).map_err(output_fault)?;
        Ok(self.summary)
    }
}
