//! The settings and knowledge files of the workspace, and what they say of an article.

mod ignores;
mod knowledge;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHasher;

use self::knowledge::KnowledgeFiles;
use super::cache::{self, Cache};
use super::read::{self, ReadFault};
use crate::analysis::Metadata;
use crate::knowledge::{Knowledge, KnowledgeFault};
use crate::rules;
use crate::settings::{Settings, SettingsFault};
use crate::text::LineIndex;
use crate::words::Language;
pub use ignores::IGNORES_FILE;
use ignores::IgnoresFile;

/// Name of the settings file.
const SETTINGS_FILE: &str = "isnad.toml";

/// The workspace: its folders, the `isnad.toml` files in them and above them, and the
/// `knowledge/*.toml` and `knowledge/*.isnad` files of its folders.
///
/// A file that is broken as a whole keeps its last good state in force.
#[derive(Clone, Debug, Default)]
pub struct Project {
    roots: Vec<PathBuf>,
    /// Settings files by path.
    settings: BTreeMap<PathBuf, SettingsFile>,
    /// Files of ignores by path.
    ignores: BTreeMap<PathBuf, IgnoresFile>,
    /// Knowledge files and what is compiled from them.
    knowledge: KnowledgeFiles,
    /// What the editor or the command line sets; the files win over it.
    outer: Settings,
    as_of: Option<Date>,
    language: Language,
    /// Whether articles that are links out of the roots are left out.
    confined: bool,
}

#[derive(Clone, Debug, Default)]
struct SettingsFile {
    /// The last good state, but for the dates.
    good: Settings,
    /// The publication dates of the last good state.
    dates: Settings,
    text: Arc<str>,
    faults: Vec<SettingsFault>,
    unread: Option<ReadFault>,
}

/// What a file is to the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileRole {
    /// An `isnad.toml`.
    Settings,
    /// An `isnad-ignores.toml`: which findings stand.
    Ignores,
    /// A `knowledge/*.toml` or `knowledge/*.isnad` of a workspace folder.
    Knowledge,
    /// A `.gitignore` or `.ignore`: says which files are articles.
    Ignore,
    /// Anything else; an article, if the walk of the workspace meets it.
    Other,
}

/// Something wrong in a settings or knowledge file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectFault {
    /// In an `isnad.toml` or `isnad-ignores.toml`.
    Settings(SettingsFault),
    /// In a knowledge file.
    Knowledge(KnowledgeFault),
    /// The file cannot be read at all.
    Unread(ReadFault),
}

impl Project {
    /// The project of workspace folders: reads the settings files in and above them and their
    /// knowledge files.
    pub fn load(roots: Vec<PathBuf>) -> Self {
        let mut project = Self { roots, ..Self::default() };
        project.reload();
        project
    }

    /// The project of paths given on a command line, files or folders.
    pub fn for_paths(paths: &[PathBuf]) -> Self {
        let absolute = |p: &PathBuf| std::path::absolute(p).unwrap_or_else(|_| p.clone());
        Self::load(paths.iter().map(absolute).collect())
    }

    /// Sets what the editor or the command line says; files win over it, key by key.
    pub fn set_outer(&mut self, settings: Settings) {
        self.outer = settings;
    }

    /// Sets the date of articles that state none.
    pub fn set_as_of(&mut self, date: Option<Date>) {
        self.as_of = date;
    }

    /// Leaves out articles that are links to somewhere else.
    pub fn confine(&mut self) {
        self.confined = true;
    }

    /// Whether an article is a link to somewhere else, and is to be left out for it.
    pub(super) fn leads_out(&self, path: &Path) -> bool {
        let real = || path.canonicalize().ok();
        let is_inside = |real: PathBuf| self.roots.iter().any(|root| real.starts_with(root));
        self.confined && path.is_symlink() && !real().is_some_and(is_inside)
    }

    /// Sets the language for where no settings name one.
    pub fn set_language(&mut self, language: Language) {
        self.language = language;
    }

    /// Sets the workspace folders and reads their files.
    pub fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
        self.reload();
    }

    /// The folders (and single files) of the workspace.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Whether a path was given itself as part of the workspace.
    pub fn is_root(&self, path: &Path) -> bool {
        self.roots.iter().any(|r| r == path)
    }

    /// Whether a file is an article of the workspace, as things stand on disk.
    pub fn is_article(&self, path: &Path) -> bool {
        read::is_article(&self.roots, path)
    }

    /// What a file is to the workspace, by its name and place.
    pub fn role(&self, path: &Path) -> FileRole {
        match path.file_name().and_then(|n| n.to_str()) {
            Some(SETTINGS_FILE) => FileRole::Settings,
            Some(IGNORES_FILE) => FileRole::Ignores,
            Some(".gitignore" | ".ignore") => FileRole::Ignore,
            _ if self.is_knowledge(path) => FileRole::Knowledge,
            _ => FileRole::Other,
        }
    }

    fn is_knowledge(&self, path: &Path) -> bool {
        // Most files are not named so, and the folders are more than a look.
        Knowledge::may_be_knowledge_file(path)
            && self.knowledge_roots().iter().any(|root| Knowledge::is_knowledge_file(root, path))
    }

    /// The compiled knowledge.
    pub fn knowledge(&self) -> &Knowledge {
        static EMPTY: std::sync::LazyLock<Arc<Knowledge>> = std::sync::LazyLock::new(Knowledge::built_in);
        self.knowledge.knowledge().unwrap_or(&EMPTY)
    }

    /// Whether two projects give every article the same publication date.
    pub(super) fn same_dates(&self, other: &Self) -> bool {
        let dates = |p: &Self| -> Vec<_> {
            let files = p.settings.iter();
            let dated = files.filter(|(_, f)| !f.dates.articles.is_empty());
            dated.map(|(path, f)| (path.clone(), f.dates.clone())).collect()
        };
        self.as_of == other.as_of && dates(self) == dates(other)
    }

    /// Whether a file lies outside the workspace's folders.
    pub(super) fn is_stranger(&self, path: &Path) -> bool {
        !self.roots.iter().any(|root| path.starts_with(root))
    }

    /// Reads the settings files above a file from outside the workspace's folders.
    pub(super) fn adopt(&mut self, path: &Path) {
        for file in path.ancestors().skip(1).flat_map(own_files) {
            if self.text(&file).is_none() && file.is_file() {
                self.set_file(&file, read::read_article(&file).map(Arc::from));
            }
        }
    }

    /// Whether two projects have the very same knowledge.
    pub(super) fn same_knowledge(&self, other: &Self) -> bool {
        match (self.knowledge.knowledge(), other.knowledge.knowledge()) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    /// What is known of an article beside its text: what is [set](Self::set_metadata) for it, and
    /// the day its file was last changed, as the disk has it now.
    pub fn metadata(&self, path: &Path) -> Metadata {
        Metadata { modified: read::modified(path), ..self.set_metadata(path) }
    }

    /// What the analysis of all articles is made with: the program, the knowledge files, whether what
    /// could be found in an article is kept, and whether articles that lead out are.
    pub(super) fn made_with(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (cache::program(), self.knowledge.contents(), self.has_ignores(), self.confined).hash(&mut hasher);
        hasher.finish()
    }

    /// The workspace's index file in a cache, whether or not it is there.
    pub fn index_file(&self, cache: &Cache) -> PathBuf {
        cache.file(&self.roots, self.made_with())
    }

    /// A hash of the publication date that settings give an article, alone or in a whole run.
    pub(super) fn dated(&self, path: &Path) -> u64 {
        let none = self.as_of.is_none() && self.settings.values().all(|f| f.dates.articles.is_empty());
        if none {
            return 0;
        }
        let metadata = self.set_metadata(path);
        let mut hasher = FxHasher::default();
        (metadata.configured, metadata.as_of).hash(&mut hasher);
        hasher.finish()
    }

    /// What the settings and its name say of an article.
    pub(super) fn set_metadata(&self, path: &Path) -> Metadata {
        let absolute = std::path::absolute(path);
        let place = absolute.as_deref().unwrap_or(path);
        let configured = self.above(place).rev().find_map(|(folder, file)| {
            let relative = place.strip_prefix(folder).ok()?;
            file.dates.published(&slashed(relative))
        });
        Metadata {
            file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            configured,
            as_of: self.as_of,
            modified: None,
        }
    }

    /// The settings in force for a file: those of the nearest `isnad.toml` first, key by key, and
    /// the editor's where no file has a key. Publication dates are asked of [`Self::metadata`].
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        let absolute = std::path::absolute(path);
        let place = absolute.as_deref().unwrap_or(path);
        let below = |folder: &Path| slashed(place.strip_prefix(folder).unwrap_or(place));
        let root = self.roots.iter().find(|root| place.starts_with(root));
        let mut out = self.outer.for_file(&below(root.map_or(place, PathBuf::as_path)));
        for (folder, file) in self.above(place) {
            out = file.good.for_file(&below(folder)).over("", &out);
        }
        out.ignored = self.ignored(place);
        Arc::new(out)
    }

    /// Whether the editor's settings or those of any file satisfy a test.
    pub fn any_settings(&self, test: impl Fn(&Settings) -> bool) -> bool {
        test(&self.outer) || self.settings.values().any(|file| test(&file.good))
    }

    /// The language isnad speaks where a file is shown.
    pub fn language(&self, path: &Path) -> Language {
        self.settings(path).language.unwrap_or(self.language)
    }

    /// What is wrong in a settings or knowledge file.
    pub fn faults(&self, path: &Path) -> Vec<ProjectFault> {
        if let Some(file) = self.settings.get(path) {
            let unread = file.unread.clone().map(ProjectFault::Unread);
            let faults = file.faults.iter().cloned().map(ProjectFault::Settings);
            return unread.into_iter().chain(faults).collect();
        }
        if let Some(file) = self.ignores.get(path) {
            let unread = file.unread.clone().map(ProjectFault::Unread);
            let faults = file.faults.iter().cloned().map(ProjectFault::Settings);
            return unread.into_iter().chain(faults).collect();
        }
        self.knowledge.faults(path).unwrap_or_default()
    }

    /// The settings, ignores and knowledge files that were found.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let settings = self.settings.keys().chain(self.ignores.keys());
        settings.chain(self.knowledge.paths()).map(PathBuf::as_path)
    }

    /// The text of a settings or knowledge file as it was last read or edited.
    pub fn text(&self, path: &Path) -> Option<&Arc<str>> {
        let settings = self.settings.get(path).map(|f| &f.text);
        let settings = settings.or_else(|| self.ignores.get(path).map(|f| &f.text));
        settings.or_else(|| self.knowledge.text(path))
    }

    /// Takes a settings or knowledge file as it is now: edited, saved, or (with a `Missing` fault)
    /// gone. Files of other roles are passed over.
    pub fn set_file(&mut self, path: &Path, contents: Result<Arc<str>, ReadFault>) {
        match self.role(path) {
            FileRole::Settings => self.set_settings(path, contents),
            FileRole::Ignores => self.set_ignores(path, contents),
            FileRole::Knowledge => {
                self.set_knowledge(path, contents);
                self.knowledge.compile();
            }
            FileRole::Ignore | FileRole::Other => {}
        }
    }

    /// Reads a settings or knowledge file from disk again. One that is hidden or ignored there is
    /// as good as gone.
    pub fn refresh_file(&mut self, path: &Path) {
        if self.role(path) == FileRole::Knowledge {
            self.read_knowledge(path);
            self.knowledge.compile();
            return;
        }
        let contents = if self.counts(path) {
            read::read_article(path).map(Arc::from)
        } else {
            let path = path.to_path_buf();
            let why = read::Why::Missing;
            Err(ReadFault { path, why })
        };
        self.set_file(path, contents);
    }

    /// Whether a settings file on disk is one that [`Self::reload`] would find, or is known from an
    /// article outside the workspace's folders.
    fn counts(&self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(path);
        let above = self.roots.iter().any(|r| r.starts_with(folder) && r != folder);
        let listed = self.roots.iter().any(|root| read::is_listed(root, path));
        above || listed || (self.is_stranger(path) && self.text(path).is_some())
    }

    /// Finds and reads all settings and knowledge files. Files that are still there and broken
    /// keep their last good state.
    fn reload(&mut self) {
        let found = self.find_settings();
        self.settings.retain(|path, _| found.contains(path));
        self.ignores.retain(|path, _| found.contains(path));
        for path in found {
            self.set_file(&path, read::read_article(&path).map(Arc::from));
        }
        let found = self.find_knowledge();
        self.knowledge.keep(&found);
        for path in found {
            self.read_knowledge(&path);
        }
        self.knowledge.compile();
    }

    fn find_settings(&self) -> Vec<PathBuf> {
        let above = self.roots.iter().flat_map(|root| root.ancestors().skip(1));
        let mut found: Vec<_> = above.flat_map(own_files).filter(|path| path.is_file()).collect();
        for root in self.roots.iter().filter(|r| r.is_dir()) {
            let named = |p: &PathBuf| p.file_name().is_some_and(|n| n == SETTINGS_FILE || n == IGNORES_FILE);
            found.extend(read::files(root).filter(named));
        }
        found
    }

    fn set_settings(&mut self, path: &Path, contents: Result<Arc<str>, ReadFault>) {
        if gone(&contents) {
            self.settings.remove(path);
            return;
        }
        let file = self.settings.entry(path.to_path_buf()).or_default();
        match contents {
            Ok(text) => {
                let (settings, faults) = Settings::from_toml(&text, &rules::setting_names());
                if let Some(mut settings) = settings {
                    file.dates.articles = std::mem::take(&mut settings.articles);
                    file.good = settings;
                }
                file.text = text;
                file.faults = faults;
                file.unread = None;
            }
            Err(fault) => file.unread = Some(fault),
        }
    }

    /// The folders that hold `path` and have settings, outermost first.
    fn above<'a>(&'a self, path: &'a Path) -> impl DoubleEndedIterator<Item = (&'a Path, &'a SettingsFile)> {
        let mut found: Vec<_> = path
            .ancestors()
            .skip(1)
            .filter_map(|folder| Some((folder, self.settings.get(&folder.join(SETTINGS_FILE))?)))
            .collect();
        found.reverse();
        found.into_iter()
    }
}

impl ProjectFault {
    /// The line it stands on, from 0.
    pub fn line(&self, text: &str) -> usize {
        match self {
            Self::Settings(fault) => LineIndex::new(text).line_of(fault.span.start),
            Self::Knowledge(fault) => fault.line,
            Self::Unread(_) => 0,
        }
    }
}

/// The files of a folder that say how its articles are looked at.
fn own_files(folder: &Path) -> [PathBuf; 2] {
    [SETTINGS_FILE, IGNORES_FILE].map(|name| folder.join(name))
}

fn gone(contents: &Result<Arc<str>, ReadFault>) -> bool {
    matches!(contents, Err(fault) if fault.why == read::Why::Missing)
}

fn slashed(relative: &Path) -> String {
    let steps = relative.components().map(|c| c.as_os_str().to_string_lossy());
    steps.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
