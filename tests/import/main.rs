//! `isnad import`: samples in the layouts of the dumps, packed in every way, broken in many.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod broken;
mod million;
mod packed;
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use isnad::import::{self, ImportFault, Observer, Source, Summary};
use isnad::knowledge::{Entity, Imported, Knowledge, SurfaceForm};
use tempfile::TempDir;

/// What an import told while it went on.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) malformed: Vec<(PathBuf, u64, String)>,
    pub(crate) read: u64,
}

impl Observer for Told {
    fn progress(&mut self, read: u64, of: u64) {
        assert!(self.read <= read && read <= of, "{read} of {of}");
        self.read = read;
    }

    fn malformed(&mut self, path: &Path, line: u64, message: &str) {
        self.malformed.push((path.to_path_buf(), line, message.to_owned()));
    }

    fn writing(&mut self) {}
}

/// A folder with files in it.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::Builder::new().prefix("isnad").tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Imports samples by name into `knowledge/x.isnad` of the folder.
pub(crate) fn import(folder: &Path, source: Source, names: &[&str]) -> (Result<Summary, ImportFault>, Told) {
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut told = Told::default();
    let result = import::run(source, &files, &out(folder), &mut told);
    (result, told)
}

pub(crate) fn out(folder: &Path) -> PathBuf {
    folder.join("knowledge/x.isnad")
}

/// The knowledge with what was imported over it.
pub(crate) fn knowledge(folder: &Path) -> Arc<Knowledge> {
    let (knowledge, faults) = Knowledge::with_layers(&[], &[Imported::open(&out(folder)).unwrap()]);
    assert!(faults.is_empty(), "{faults:?}");
    knowledge
}

/// What words can name, and whether each reading is strong.
pub(crate) fn readings(knowledge: &Knowledge, words: &str) -> Vec<(String, bool)> {
    let found = knowledge.gazetteer().lookup(words).into_iter();
    found.map(|s| (knowledge.at(s.entity).unwrap().id.to_string(), s.form == SurfaceForm::Name)).collect()
}

pub(crate) fn entity(knowledge: &Knowledge, id: &str) -> Arc<Entity> {
    knowledge.entity(id).unwrap_or_else(|| panic!("no {id}"))
}
