//! The knowledge files of a workspace: TOML that a person edits, and compiled files that
//! `isnad import` made.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::super::read::{self, ReadFault};
use super::{Project, ProjectFault, gone};
use crate::knowledge::{Imported, Knowledge, KnowledgeFault};

/// The files and what is compiled from them. One that is broken as a whole keeps its last good
/// state in force.
#[derive(Clone, Debug, Default)]
pub(super) struct KnowledgeFiles {
    files: BTreeMap<PathBuf, KnowledgeFile>,
    knowledge: Option<Arc<Knowledge>>,
    compiled: Compiled,
}

#[derive(Clone, Debug, Default)]
struct KnowledgeFile {
    good: Arc<str>,
    text: Arc<str>,
    /// What is in force of a compiled file.
    imported: Option<Imported>,
    /// Why its present state is not.
    import_fault: Option<KnowledgeFault>,
    faults: Vec<KnowledgeFault>,
    unread: Option<ReadFault>,
}

type Texts = Vec<(PathBuf, Arc<str>)>;

/// What the knowledge was compiled from, and the texts the faults were found in.
#[derive(Clone, Debug, Default)]
struct Compiled {
    good: Texts,
    current: Texts,
    imports: Vec<Imported>,
}

impl KnowledgeFiles {
    /// The compiled knowledge; none before anything was read.
    pub(super) fn knowledge(&self) -> Option<&Arc<Knowledge>> {
        self.knowledge.as_ref()
    }

    /// A hash of the contents in force; the built-in knowledge is part of the program.
    pub(super) fn contents(&self) -> u64 {
        let mut hasher = FxHasher::default();
        for (_, text) in &self.compiled.good {
            text.hash(&mut hasher);
        }
        for import in &self.compiled.imports {
            import.stamp().hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.keys()
    }

    /// The text of a TOML file as it was last read or edited; that of a compiled one is empty.
    pub(super) fn text(&self, path: &Path) -> Option<&Arc<str>> {
        self.files.get(path).map(|f| &f.text)
    }

    /// What is wrong in a file, if it is one of these.
    pub(super) fn faults(&self, path: &Path) -> Option<Vec<ProjectFault>> {
        let file = self.files.get(path)?;
        let unread = file.unread.clone().map(ProjectFault::Unread);
        let faults = file.import_fault.iter().chain(&file.faults).cloned().map(ProjectFault::Knowledge);
        Some(unread.into_iter().chain(faults).collect())
    }

    /// Forgets the files that are not among `found`.
    pub(super) fn keep(&mut self, found: &[PathBuf]) {
        self.files.retain(|path, _| found.contains(path));
    }

    /// Forgets a file.
    pub(super) fn forget(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// Takes a TOML file as it is now.
    pub(super) fn set(&mut self, path: &Path, contents: Result<Arc<str>, ReadFault>) {
        if gone(&contents) {
            self.files.remove(path);
            return;
        }
        let file = self.files.entry(path.to_path_buf()).or_default();
        match contents {
            Ok(text) => {
                if text.parse::<toml::Table>().is_ok() {
                    file.good = Arc::clone(&text);
                }
                file.text = text;
                file.unread = None;
            }
            Err(fault) => file.unread = Some(fault),
        }
    }

    /// Takes a compiled file as it is on disk now.
    pub(super) fn open(&mut self, path: &Path) {
        let file = self.files.entry(path.to_path_buf()).or_default();
        match Imported::open(path) {
            Ok(imported) => {
                // The same contents stay the same knowledge: no article is read again for it.
                if !file.imported.as_ref().is_some_and(|known| known.same_contents(&imported)) {
                    file.imported = Some(imported);
                }
                file.import_fault = None;
            }
            Err(fault) => file.import_fault = Some(fault),
        }
    }

    /// Compiles the knowledge from the last good states, if those changed; faults are those of the
    /// texts as they are.
    pub(super) fn compile(&mut self) {
        let texts = |pick: fn(&KnowledgeFile) -> &Arc<str>| -> Texts {
            let files = self.files.iter().filter(|(path, _)| !Knowledge::is_imported_file(path));
            files.map(|(path, file)| (path.clone(), Arc::clone(pick(file)))).collect()
        };
        let owned = |texts: &[(PathBuf, Arc<str>)]| -> Vec<(PathBuf, String)> {
            let texts = texts.iter();
            texts.map(|(path, text)| (path.clone(), text.to_string())).collect()
        };
        let (good, current) = (texts(|f| &f.good), texts(|f| &f.text));
        let imports: Vec<_> = self.files.values().filter_map(|f| f.imported.clone()).collect();
        let same_base = good == self.compiled.good && imports == self.compiled.imports;
        if self.knowledge.is_some() && same_base && current == self.compiled.current {
            return;
        }
        let mut faults = None;
        if self.knowledge.is_none() || !same_base {
            let (knowledge, found) = Knowledge::with_layers(&owned(&good), &imports);
            self.knowledge = Some(knowledge);
            faults = (good == current).then_some(found);
        }
        let faults = faults.unwrap_or_else(|| Knowledge::with_layers(&owned(&current), &imports).1);
        self.compiled = Compiled { good, current, imports };
        for (path, file) in &mut self.files {
            let own = faults.iter().filter(|f| f.path == *path);
            file.faults = own.cloned().collect();
        }
    }
}

impl Project {
    /// The knowledge files of the workspace.
    pub(super) fn find_knowledge(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for root in self.knowledge_roots() {
            let Ok(entries) = std::fs::read_dir(root.join("knowledge")) else {
                continue;
            };
            let files = entries.filter_map(Result::ok).map(|e| e.path());
            found.extend(files.filter(|p| Knowledge::is_knowledge_file(&root, p) && p.is_file()));
        }
        found
    }

    /// The folders whose `knowledge/` counts: the workspace's own, those of files given singly,
    /// and those above with an `isnad.toml`, so that a part of a workspace reads as the whole.
    pub(super) fn knowledge_roots(&self) -> Vec<PathBuf> {
        let mut out: Vec<PathBuf> = Vec::new();
        for root in &self.roots {
            let own = self.settings.keys().filter_map(|p| p.parent());
            out.extend(own.filter(|f| root.starts_with(f)).map(Path::to_path_buf));
            out.push(root.clone());
            if root.is_file() {
                out.extend(root.parent().map(Path::to_path_buf));
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// Takes a knowledge file as it is now. What an editor shows of a compiled file is not its text.
    pub(super) fn set_knowledge(&mut self, path: &Path, contents: Result<Arc<str>, ReadFault>) {
        if Knowledge::is_imported_file(path) {
            self.read_knowledge(path);
        } else {
            self.knowledge.set(path, contents);
        }
    }

    /// Reads a knowledge file from disk.
    pub(super) fn read_knowledge(&mut self, path: &Path) {
        if !path.is_file() {
            self.knowledge.forget(path);
        } else if Knowledge::is_imported_file(path) {
            self.knowledge.open(path);
        } else {
            self.knowledge.set(path, read::read_article(path).map(Arc::from));
        }
    }
}
