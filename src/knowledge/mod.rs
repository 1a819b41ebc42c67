//! Floor 1: entities, aliases, offices over time. Start reading from [`Knowledge`] and [`Entity`].
//!
//! Here live the entity model, the TOML files a person edits, and the compiled form of both that is read
//! where it lies ([`flat`]), in layers: built in, the workspace's own, imported. Nothing here reads an
//! article.

mod alias;
mod beginnings;
mod check;
mod entity;
mod fault;
pub mod file;
pub(crate) mod flat;
mod forms;
pub mod gazetteer;
mod inflect;
mod layer;
mod offices;
mod raw;
mod search;
mod sieve;
pub mod titles;
mod women;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::text::Lexemes;
use crate::text::extensions::Extensions;
use crate::words::{Language, say};

pub use alias::Alias;
use beginnings::Beginnings;
pub use beginnings::{Begun, begins, name_words};
pub use entity::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};
pub use fault::KnowledgeFault;
pub(crate) use flat::Bytes;
pub use gazetteer::{Gazetteer, Surface, SurfaceForm};
pub use layer::Imported;
use layer::Layer;
pub(crate) use layer::map;
use search::SearchKeys;
pub use search::slips_of;
use sieve::Sieve;
pub(crate) use sieve::{NO_FORM, code};
use titles::Bodies;

/// What `build.rs` compiled from `data/knowledge/*.toml`.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.isnad"));

/// The faults it found on the way, one a line.
const BUILT_IN_FAULTS: &str = include_str!(concat!(env!("OUT_DIR"), "/knowledge.faults"));

/// The knowledge base: the built-in entries and those of the workspace, immutable.
#[derive(Debug)]
pub struct Knowledge {
    /// Tells one base from another.
    generation: u64,
    gazetteer: Gazetteer,
    /// States by the first word of a demonym of several words (كوري: both Koreas).
    partial_demonyms: FxHashMap<EntityId, Vec<EntityId>>,
    sieve: OnceLock<Sieve>,
    /// Made when it is first asked for.
    beginnings: OnceLock<Beginnings>,
    /// The same.
    search_keys: OnceLock<SearchKeys>,
    lexemes: Arc<Lexemes>,
    extensions: Extensions,
}

impl Knowledge {
    /// What is built into isnad. It was compiled with the program and is read where it lies.
    pub fn built_in() -> Arc<Self> {
        static BASE: OnceLock<Arc<Knowledge>> = OnceLock::new();
        BASE.get_or_init(|| Arc::new(Self::new(None, Vec::new()))).clone()
    }

    /// The built-in knowledge with the workspace's TOML files over it (path and text of each; later
    /// files win over earlier ones, all win over the built-in), and the faults found in them.
    pub fn with_files(files: &[(PathBuf, String)]) -> (Arc<Self>, Vec<KnowledgeFault>) {
        Self::with_layers(files, &[])
    }

    /// The same with imported files, which add what neither the built-in knowledge nor the TOML
    /// files know.
    pub fn with_layers(
        files: &[(PathBuf, String)],
        imports: &[Imported],
    ) -> (Arc<Self>, Vec<KnowledgeFault>) {
        let mut faults = Vec::new();
        let mut own = Vec::new();
        let mut aliases = Vec::new();
        for (path, text) in files {
            let read = file::read(path, text, |line| Origin::File { path: path.clone(), line });
            faults.extend(read.faults);
            own.extend(read.entries.into_iter().map(Arc::new));
            aliases.extend(read.aliases);
        }
        let imports: Vec<_> = imports.iter().map(|i| Arc::clone(&i.layer)).collect();
        let below =
            if imports.is_empty() { Self::built_in() } else { Self::new(None, imports.clone()).into() };
        faults.extend(alias::add(&mut own, aliases, |id| below.entity(id)));
        if own.is_empty() && imports.is_empty() {
            return (Self::built_in(), faults);
        }
        let layer = match Layer::compile(&own) {
            Ok(layer) => (!own.is_empty()).then(|| Arc::new(layer)),
            Err(error) => {
                let path = files.first().map(|(path, _)| path.clone()).unwrap_or_default();
                faults.push(KnowledgeFault { path, line: 0, message: error.to_string() });
                None
            }
        };
        let knowledge = Self::new(layer, imports);
        // What an alias brought in from elsewhere is not the workspace's to mend.
        own.retain(|e| matches!(e.origin, Origin::File { .. }));
        faults.extend(check::references(&knowledge, &own));
        (Arc::new(knowledge), faults)
    }

    /// Faults of the built-in files: entries that cannot be read, ids that two have, references that
    /// lead nowhere, two holders of one exclusive office.
    pub fn check_built_in() -> Vec<KnowledgeFault> {
        let fault = |message: &str| KnowledgeFault {
            path: PathBuf::from("data/knowledge"),
            line: 0,
            message: message.to_owned(),
        };
        let mut faults: Vec<_> = BUILT_IN_FAULTS.lines().map(fault).collect();
        let knowledge = Self::built_in();
        let own =
            Layer::built_in(BUILT_IN).map(|l| l.with_lines(Path::new("data/knowledge"))).unwrap_or_default();
        faults.extend(check::references(&knowledge, &own));
        faults.extend(check::overlaps(&knowledge, &own));
        faults
    }

    fn new(own: Option<Arc<Layer>>, imports: Vec<Arc<Layer>>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        static BASE: OnceLock<Option<Arc<Layer>>> = OnceLock::new();
        // The program's own bytes: they can be read, or every test fails.
        let base = BASE.get_or_init(|| Layer::built_in(BUILT_IN).ok().map(Arc::new));
        let gazetteer = Gazetteer::new(base.clone(), own, imports);
        let partial_demonyms = partial_demonyms(&gazetteer);
        let generation = COUNT.fetch_add(1, Ordering::Relaxed);
        Self {
            generation,
            gazetteer,
            partial_demonyms,
            sieve: OnceLock::new(),
            beginnings: OnceLock::new(),
            search_keys: OnceLock::new(),
            lexemes: Arc::default(),
            extensions: Extensions::default(),
        }
    }

    /// The words that were met beside this knowledge base, and what is known of them.
    pub fn lexemes(&self) -> &Arc<Lexemes> {
        &self.lexemes
    }

    /// What a higher floor makes of this knowledge base as a whole, one value of each type.
    pub fn extension<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        self.extensions.get_or_init(make)
    }

    /// A number no other compiled base of this process has: facts found with it hold for it alone.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The entity with this id: an entry, or a body made by a pattern (`ministry-of-defence-russia`).
    pub fn entity(&self, id: &str) -> Option<Arc<Entity>> {
        match self.gazetteer.find(id) {
            Some(at) => self.at(at).cloned(),
            None => self.construct(id).map(Arc::new),
        }
    }

    /// The entity at an index of the gazetteer.
    pub fn at(&self, index: u32) -> Option<&Arc<Entity>> {
        self.gazetteer.at(index)
    }

    /// Every entry of the built-in knowledge and of the workspace's TOML files, in file order.
    /// Constructed bodies and imported entries are not among them.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        self.gazetteer.curated().filter_map(|index| self.at(index))
    }

    /// The numbers of the entries of [`Self::entities`].
    pub(crate) fn curated(&self) -> impl Iterator<Item = u32> {
        self.gazetteer.curated()
    }

    /// How many built-in entries there are, which have the first numbers, where the workspace replaces none of
    /// them.
    pub(crate) fn whole_built_in(&self) -> Option<u32> {
        self.gazetteer.whole_built_in()
    }

    /// How many entries there are, imported ones among them.
    pub fn len(&self) -> usize {
        self.gazetteer.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All surface forms but imported ones at once, for a quick pass over a text.
    pub(crate) fn sieve(&self) -> &Sieve {
        self.sieve.get_or_init(|| Sieve::new(self.gazetteer.curated_forms()))
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

    /// Whether a path is a knowledge file of a workspace (`knowledge/*.toml` or `knowledge/*.isnad`
    /// under its root).
    pub fn is_knowledge_file(root: &Path, path: &Path) -> bool {
        Self::may_be_knowledge_file(path) && path.parent() == Some(&root.join("knowledge"))
    }

    /// Whether a path is named as a knowledge file is, wherever it lies.
    pub fn may_be_knowledge_file(path: &Path) -> bool {
        path.extension().is_some_and(|e| e == "toml") || Self::is_imported_file(path)
    }

    /// Whether a knowledge file is a compiled one (`*.isnad`).
    pub fn is_imported_file(path: &Path) -> bool {
        path.extension().is_some_and(|e| e == "isnad")
    }

    /// A body made by pattern, where the id is one and its state is known.
    fn construct(&self, id: &str) -> Option<Entity> {
        Bodies::get().list.iter().find_map(|body| {
            let rest = body.state_in(id)?;
            let (state, city) = match self.gazetteer.find(rest) {
                Some(_) => (rest, None),
                None if body.city => self.state_and_city(rest)?,
                None => return None,
            };
            let state = self.at(self.gazetteer.find(state)?)?;
            let city = city.and_then(|c| self.at(self.gazetteer.find(c)?));
            Some(constructed(id, body, state, city.map(AsRef::as_ref)))
        })
    }

    fn state_and_city<'i>(&self, rest: &'i str) -> Option<(&'i str, Option<&'i str>)> {
        rest.match_indices('-')
            .map(|(at, _)| (&rest[..at], &rest[at + 1..]))
            .find(|(state, city)| [state, city].iter().all(|id| self.gazetteer.find(id).is_some()))
            .map(|(state, city)| (state, Some(city)))
    }
}

fn constructed(id: &str, body: &titles::Body, state: &Entity, city: Option<&Entity>) -> Entity {
    let adjective = offices::adjective(state, body.feminine());
    let one_word = !body.ar.starts_with("ال") && body.ar.split(' ').count() == 1;
    let mut ar = match adjective {
        _ if one_word => format!("{} {}", body.ar, state.ar),
        Some(adjective) => format!("{} {adjective}", body.ar),
        None => say(Language::Ar, "body.in", &[&body.ar, &state.ar]),
    };
    let mut en = format!("{} of {}", body.en, state.en);
    if let Some(city) = city {
        ar = say(Language::Ar, "body.in", &[&ar, &city.ar]);
        en = say(Language::En, "body.in", &[&en, &city.en]);
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

fn partial_demonyms(gazetteer: &Gazetteer) -> FxHashMap<EntityId, Vec<EntityId>> {
    let mut out: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
    let by_word: FxHashMap<&str, &str> = gazetteer.demonyms().filter(|(d, _)| !d.contains(' ')).collect();
    for (demonym, id) in gazetteer.demonyms() {
        if let Some((first, _)) = demonym.split_once(' ')
            && let Some(&short) = by_word.get(first)
            && short != id
        {
            out.entry(short.into()).or_default().push(id.into());
        }
    }
    out
}

impl Entity {
    /// Its name in a language; in the other where it has none.
    pub fn name(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::Ar => (&self.ar, &self.en),
            Language::En => (&self.en, &self.ar),
        };
        if first.is_empty() { second } else { first }
    }
}

impl Knowledge {
    /// A title in words, before the state or body it is an office of.
    pub fn title(&self, id: &str) -> Option<Bilingual> {
        titles::Titles::get()
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
