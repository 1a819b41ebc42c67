//! Making a compiled file from entities that come one at a time, in memory that does not grow with
//! their number (given scratch files).

use std::io::{self, Seek, SeekFrom, Write};

use super::layout::{HEADER, Header, LAST, MAGIC, SECTIONS, Section};
use super::record;
use super::sort::{Scratch, Sorter};
use super::table::TableWriter;
use crate::knowledge::Entity;
use crate::knowledge::forms::{loose_names, name_key, surface_forms};

/// Writes a compiled file.
pub(crate) struct Writer<W> {
    out: Counted<W>,
    header: Header,
    starts: Sorter,
    forms: Sorter,
    ids: TableWriter,
    offices: TableWriter,
    /// Loose keys of full names and their first words, where they are wanted.
    loose: Option<[TableWriter; 2]>,
    demonyms: Vec<u8>,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins a file. Names of `loose` knowledge are found by their consonants, too.
    pub(crate) fn new(out: W, loose: bool, scratch: Option<&Scratch>) -> io::Result<Self> {
        let table = || TableWriter::new(scratch.cloned());
        let mut writer = Self {
            out: Counted { out, at: 0, checksum: crc32fast::Hasher::new() },
            header: Header::default(),
            starts: Sorter::new(scratch.cloned()),
            forms: Sorter::new(scratch.cloned()),
            ids: table(),
            offices: table(),
            loose: loose.then(|| [table(), table()]),
            demonyms: Vec::new(),
        };
        writer.out.out.write_all(&[0; HEADER])?;
        Ok(writer)
    }

    /// Adds an entity that stands in a line of a file (by number, both from 0); `same_as` is the
    /// id it has in other knowledge. Ids have to be unique.
    pub(crate) fn add(
        &mut self,
        entity: &Entity,
        same_as: Option<&str>,
        (file, line): (usize, usize),
    ) -> io::Result<()> {
        let index = self.header.entities;
        self.header.entities = index
            .checked_add(1)
            .ok_or_else(|| io::Error::other("more than four thousand million entries"))?;
        self.starts.push(&index.to_be_bytes(), &self.out.at.to_le_bytes())?;
        self.out.write_all(&record::encode(entity, same_as, file, line))?;
        self.ids.add(entity.id.as_str().as_bytes(), index)?;
        for office in &entity.offices {
            self.offices.add(office_key(&office.title, office.of.as_str()).as_bytes(), index)?;
        }
        for (text, form) in surface_forms(entity) {
            let key = name_key(&text);
            let words = text.split_whitespace().count().min(255) as u8;
            if !key.is_empty() {
                let [a, b, c, d] = index.to_be_bytes();
                self.forms.push(&key, &[a, b, c, d, form as u8, words])?;
            }
        }
        if let Some([names, firsts]) = &mut self.loose {
            for key in loose_names(entity) {
                names.add(key.as_bytes(), index)?;
                firsts.add(key.split(' ').next().unwrap_or_default().as_bytes(), 0)?;
            }
        }
        for demonym in &entity.demonym {
            self.demonyms.extend(index.to_le_bytes());
            self.demonyms.extend((demonym.len() as u32).to_le_bytes());
            self.demonyms.extend(demonym.as_bytes());
        }
        Ok(())
    }

    /// Writes what is left, the header last; `files` are the names of the files the entries are
    /// from.
    pub(crate) fn finish(mut self, files: &[String]) -> io::Result<W> {
        let mut header = self.header;
        let mut sections = [(0, 0); SECTIONS];
        let mut end = HEADER as u64;
        let mut close = |section: Section, at: u64| {
            let at = at + HEADER as u64;
            if let Some(slot) = sections.get_mut(section as usize) {
                *slot = (end, at - end);
            }
            end = at;
        };
        close(Section::Records, self.out.at);
        let mut starts = self.starts.sorted()?;
        while let Some((_, start)) = starts.next()? {
            self.out.write_all(&start)?;
        }
        close(Section::Starts, self.out.at);
        write_surfaces(&mut self.forms, &mut self.out)?;
        close(Section::Surfaces, self.out.at);
        write_automaton(&mut self.forms, &mut self.out)?;
        close(Section::Forms, self.out.at);
        self.ids.write(&mut self.out)?;
        close(Section::Ids, self.out.at);
        self.offices.write(&mut self.out)?;
        close(Section::Offices, self.out.at);
        if let Some([names, firsts]) = self.loose {
            names.write(&mut self.out)?;
            close(Section::Loose, self.out.at);
            firsts.write(&mut self.out)?;
            close(Section::LooseFirst, self.out.at);
        }
        self.out.write_all(&self.demonyms)?;
        close(Section::Demonyms, self.out.at);
        for file in files {
            self.out.write_all(&(file.len() as u32).to_le_bytes())?;
            self.out.write_all(file.as_bytes())?;
        }
        close(Section::Files, self.out.at);
        self.out.write_all(&MAGIC)?;
        header.sections = sections;
        header.length = self.out.at + HEADER as u64;
        header.checksum = self.out.checksum.finalize();
        let mut out = self.out.out;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&header.write())?;
        out.flush()?;
        Ok(out)
    }
}

/// The key of an office in its table.
pub(super) fn office_key(title: &str, of: &str) -> String {
    format!("{title}\0{of}")
}

/// The readings of one key: in order, one an entity and form.
fn readings(mut values: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    values.sort_unstable();
    values.dedup_by(|a, b| a.get(..5) == b.get(..5));
    values
}

fn write_surfaces(forms: &mut Sorter, out: &mut impl Write) -> io::Result<()> {
    let mut sorted = forms.sorted()?;
    while let Some((_, values)) = sorted.next_group()? {
        let rows = readings(values);
        for (i, row) in rows.iter().enumerate() {
            if let &[a, b, c, d, form, words] = row.as_slice() {
                let last = if i + 1 == rows.len() { LAST } else { 0 };
                out.write_all(&[d, c, b, a, form | last, words])?;
            }
        }
    }
    Ok(())
}

fn write_automaton(forms: &mut Sorter, out: &mut impl Write) -> io::Result<()> {
    let mut builder = fst::raw::Builder::new(out).map_err(io::Error::other)?;
    let mut row = 0;
    let mut sorted = forms.sorted()?;
    while let Some((key, values)) = sorted.next_group()? {
        builder.insert(&key, row).map_err(io::Error::other)?;
        row += readings(values).len() as u64;
    }
    builder.finish().map_err(io::Error::other)
}

/// A writer that knows how far it is and the checksum of what went through it.
struct Counted<W> {
    out: W,
    at: u64,
    checksum: crc32fast::Hasher,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.checksum.update(bytes.get(..written).unwrap_or_default());
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
