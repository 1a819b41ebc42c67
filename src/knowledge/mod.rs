//! Floor 1: entities, aliases, offices over time. Start reading from [`Knowledge`] and [`Entity`].
//!
//! Here live the entity model, the TOML files a person edits and their compiled index. Nothing here
//! reads an article.

mod alias;
mod check;
mod entity;
pub mod file;
pub mod gazetteer;
mod inflect;
mod offices;
mod raw;
mod search;
pub mod titles;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

pub use alias::Alias;
pub use entity::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};
pub use gazetteer::{Gazetteer, Surface, SurfaceForm};
use titles::{Bodies, Titles};

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge_files.rs"));

/// The compiled knowledge base: the built-in entries and those of the workspace, immutable.
#[derive(Debug)]
pub struct Knowledge {
    /// Tells one compiled base from another.
    generation: u64,
    entities: Vec<Arc<Entity>>,
    by_id: FxHashMap<EntityId, u32>,
    gazetteer: Gazetteer,
    /// Persons who hold or held an office, by title and body.
    offices: FxHashMap<(String, EntityId), Vec<(u32, usize)>>,
    /// States by the first word of a demonym of several words (كوري: both Koreas).
    partial_demonyms: FxHashMap<EntityId, Vec<EntityId>>,
}

/// Something wrong in a knowledge file; its other entries are in force all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}", path = path.display(), line = line + 1)]
pub struct KnowledgeFault {
    /// The file.
    pub path: PathBuf,
    /// Line, from 0.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl Knowledge {
    /// What is built into isnad, compiled once.
    pub fn built_in() -> Arc<Self> {
        static BASE: OnceLock<Arc<Knowledge>> = OnceLock::new();
        BASE.get_or_init(|| Arc::new(Self::compile(built_in_entries().clone()))).clone()
    }

    /// The built-in knowledge with the workspace's files over it (path and text of each; later
    /// files win over earlier ones, all win over the built-in), and the faults found in them.
    pub fn with_files(files: &[(PathBuf, String)]) -> (Arc<Self>, Vec<KnowledgeFault>) {
        if files.is_empty() {
            return (Self::built_in(), Vec::new());
        }
        let mut entities = built_in_entries().clone();
        let mut faults = Vec::new();
        let mut own = Vec::new();
        let mut aliases = Vec::new();
        for (path, text) in files {
            let read = file::read(path, text, |line| Origin::File { path: path.clone(), line });
            faults.extend(read.faults);
            own.extend(read.entries.into_iter().map(Arc::new));
            aliases.extend(read.aliases);
        }
        faults.extend(alias::add(&mut own, aliases));
        entities.extend(own.iter().cloned());
        let knowledge = Self::compile(entities);
        faults.extend(check::references(&knowledge, &own));
        (Arc::new(knowledge), faults)
    }

    /// Faults of the built-in files: entries that cannot be read, references that lead nowhere,
    /// two holders of one exclusive office.
    pub fn check_built_in() -> Vec<KnowledgeFault> {
        let mut faults = Vec::new();
        let mut own = Vec::new();
        for (name, text) in BUILT_IN {
            let path = Path::new("data/knowledge").join(name);
            let read = file::read(&path, text, |line| Origin::File { path: path.clone(), line });
            faults.extend(read.faults);
            own.extend(read.entries.into_iter().map(Arc::new));
        }
        let knowledge = Self::compile(own.clone());
        faults.extend(check::references(&knowledge, &own));
        faults.extend(check::duplicates(&own));
        faults.extend(check::overlaps(&knowledge));
        faults
    }

    /// Compiles entries; a later entry replaces an earlier one with the same id.
    fn compile(list: Vec<Arc<Entity>>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let mut by_id: FxHashMap<EntityId, u32> = FxHashMap::default();
        let mut entities: Vec<Arc<Entity>> = Vec::with_capacity(list.len());
        for entity in list {
            if let Some(&at) = by_id.get(&entity.id) {
                entities[at as usize] = entity;
            } else {
                by_id.insert(entity.id.clone(), entities.len() as u32);
                entities.push(entity);
            }
        }
        let gazetteer = Gazetteer::new(entities.iter().map(AsRef::as_ref));
        let offices = offices::index(&entities);
        let partial_demonyms = partial_demonyms(&entities);
        let generation = COUNT.fetch_add(1, Ordering::Relaxed);
        Self { generation, entities, by_id, gazetteer, offices, partial_demonyms }
    }

    /// A number no other compiled base of this process has: facts found with it hold for it alone.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The entity with this id: an entry, or a body made by a pattern (`ministry-of-defence-russia`).
    pub fn entity(&self, id: &str) -> Option<Arc<Entity>> {
        match self.by_id.get(id) {
            Some(&at) => self.entities.get(at as usize).cloned(),
            None => self.construct(id).map(Arc::new),
        }
    }

    /// The entity at an index of the gazetteer.
    pub fn at(&self, index: u32) -> Option<&Arc<Entity>> {
        self.entities.get(index as usize)
    }

    /// Every entry (constructed bodies are not among them), in file order.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        self.entities.iter()
    }

    /// The surface forms.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The places an adjective of `place` can be short for, itself first: الكوري for both Koreas.
    pub fn places_meant(&self, place: &EntityId) -> Vec<EntityId> {
        let more = self.partial_demonyms.get(place).into_iter().flatten().cloned();
        std::iter::once(place.clone()).chain(more).collect()
    }

    /// Whether a path is a knowledge file of a workspace (`knowledge/*.toml` under its root).
    pub fn is_knowledge_file(root: &Path, path: &Path) -> bool {
        path.parent() == Some(&root.join("knowledge")) && path.extension().is_some_and(|e| e == "toml")
    }

    /// A body made by pattern, where the id is one and its state is known.
    fn construct(&self, id: &str) -> Option<Entity> {
        Bodies::get().list.iter().find_map(|body| {
            let rest = body.state_in(id)?;
            let (state, city) = match self.by_id.get(rest) {
                Some(_) => (rest, None),
                None if body.city => self.state_and_city(rest)?,
                None => return None,
            };
            let state = self.at(*self.by_id.get(state)?)?;
            let city = city.and_then(|c| self.at(*self.by_id.get(c)?));
            Some(constructed(id, body, state, city.map(AsRef::as_ref)))
        })
    }

    fn state_and_city<'i>(&self, rest: &'i str) -> Option<(&'i str, Option<&'i str>)> {
        rest.match_indices('-')
            .map(|(at, _)| (&rest[..at], &rest[at + 1..]))
            .find(|(state, city)| self.by_id.contains_key(*state) && self.by_id.contains_key(*city))
            .map(|(state, city)| (state, Some(city)))
    }
}

fn constructed(id: &str, body: &titles::Body, state: &Entity, city: Option<&Entity>) -> Entity {
    let adjective = offices::adjective(state, body.feminine());
    let state_words = adjective.unwrap_or_else(|| format!("في {}", state.ar));
    let (mut ar, mut en) = (format!("{} {state_words}", body.ar), format!("{} of {}", body.en, state.en));
    if !body.ar.starts_with("ال") && body.ar.split(' ').count() == 1 {
        ar = format!("{} {}", body.ar, state.ar);
    }
    if let Some(city) = city {
        ar = format!("{ar} في {}", city.ar);
        en = format!("{en} in {}", city.en);
    }
    Entity {
        id: id.into(),
        kind: EntityKind::Organisation,
        class: body.class.clone(),
        ar,
        en,
        names: BTreeMap::default(),
        aliases: Vec::new(),
        weak: Vec::new(),
        demonym: Vec::new(),
        demonym_forms: Vec::new(),
        country: Some(state.id.clone()),
        within: None,
        capital: None,
        coordinates: None,
        offices: Vec::new(),
        about: None,
        origin: Origin::Constructed,
    }
}

fn partial_demonyms(entities: &[Arc<Entity>]) -> FxHashMap<EntityId, Vec<EntityId>> {
    let mut out: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
    let shorts = entities.iter().flat_map(|e| e.demonym.iter().map(move |d| (d, e)));
    let by_word: FxHashMap<&str, &EntityId> =
        shorts.filter(|(d, _)| !d.contains(' ')).map(|(d, e)| (d.as_str(), &e.id)).collect();
    for entity in entities {
        for (first, _) in entity.demonym.iter().filter_map(|d| d.split_once(' ')) {
            if let Some(&short) = by_word.get(first)
                && *short != entity.id
            {
                out.entry(short.clone()).or_default().push(entity.id.clone());
            }
        }
    }
    out
}

fn built_in_entries() -> &'static Vec<Arc<Entity>> {
    static ENTRIES: OnceLock<Vec<Arc<Entity>>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let read = BUILT_IN
            .iter()
            .flat_map(|(name, text)| file::read(Path::new(name), text, |_| Origin::BuiltIn).entries);
        read.map(Arc::new).collect()
    })
}

impl Knowledge {
    /// A title in words, before the state or body it is an office of.
    pub fn title(&self, id: &str) -> Option<Bilingual> {
        Titles::get()
            .by_id(id)
            .map(|t| Bilingual { ar: t.ar.trim_end_matches(" ل").to_owned(), en: t.en.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_files_are_sound() {
        let faults: Vec<_> = Knowledge::check_built_in().iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_workspace_file_wins() {
        let text = "[[place]]\nid = \"x-town\"\nclass = \"city\"\nar = \"إكسوبوليس\"\nen = \"X Town\"\n";
        let path = PathBuf::from("knowledge/own.toml");
        let (knowledge, faults) = Knowledge::with_files(&[(path.clone(), text.to_owned())]);
        assert!(faults.is_empty());
        let entity = knowledge.entity("x-town").unwrap();
        assert_eq!(entity.origin, Origin::File { path, line: 0 });
        assert_eq!(knowledge.gazetteer().lookup("اكسوبوليس").len(), 1);
    }
}
