//! Compiles what a person edits in `data/`. The code that does it is the program's own.
//!
//! - The built-in knowledge, `data/knowledge/*.toml`, becomes the flat file that the program reads where it
//!   lies, by what a workspace's knowledge files go through when they are read.
//! - The names of the built-in knowledge become the index that slips are looked up in.
//! - Each lexicon of `data/lexicon/` is read as the type it is declared with and stored folded. One that does
//!   not fit its type fails the build, with its file and line.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The part of floor 0 that compiling needs.
#[allow(dead_code, unreachable_pub, unused_imports, unused_macros, clippy::pedantic)]
#[path = "src/text"]
mod text {
    pub mod fold;
    pub mod lexicon;
    mod lines;
    mod span;

    pub use lines::LineIndex;
    pub use span::Span;
}

/// The part of floor 1 that compiling needs.
#[allow(dead_code, unreachable_pub, unused_imports, clippy::pedantic)]
#[path = "src/knowledge"]
mod knowledge {
    mod alias;
    mod entity;
    mod fault;
    pub mod file;
    pub mod flat;
    mod forms;
    mod inflect;
    mod raw;

    pub use entity::{Bilingual, Entity, EntityId, EntityKind, Origin, PartialDate, Tenure};
    pub use fault::KnowledgeFault;
}

/// Where the index of names is made.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
#[path = "src/names/near"]
mod near {
    mod deletions;
    pub mod index;
}

use serde::Serialize;
use serde::de::DeserializeOwned;

use knowledge::flat::Writer;
use knowledge::{Entity, Origin, file};
use near::index::NameIndex;

/// How the claims model lies.
#[allow(dead_code, clippy::pedantic)]
#[path = "src/claims/model"]
mod claims_model {
    pub(crate) mod compile;
    mod table;
}

/// Where lexicons are declared.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
#[path = "src"]
mod lexicons {
    #[path = "claims/lexicon/file.rs"]
    pub mod claims;
    #[path = "analysis/deeds/lexicon/file.rs"]
    pub mod deeds;
    #[path = "rules/glued_text/lexicon.rs"]
    pub mod glue;
    #[path = "rules/unintroduced_person/lexicon.rs"]
    pub mod household;
    #[path = "import/kinds/file.rs"]
    pub mod import;
    #[path = "text/joints/file.rs"]
    pub mod joints;
    #[path = "text/layout/file.rs"]
    pub mod layout;
    #[path = "names/lexicon/file.rs"]
    pub mod names;
    #[path = "rules/orphan_quote/lexicon.rs"]
    pub mod quoted;
    #[path = "text/romanise/file.rs"]
    pub mod romanise;
    #[path = "names/spelling/file.rs"]
    pub mod spelling;
    #[path = "rules/title_mismatch/lexicon.rs"]
    pub mod tenure;
    #[path = "knowledge/titles/file.rs"]
    pub mod titles;
    #[path = "knowledge/women/file.rs"]
    pub mod women;
    #[path = "words/file.rs"]
    pub mod words;
    #[path = "dates/lexicon"]
    pub mod times {
        pub mod file;
        pub mod terms;
    }
    #[path = "features/actions/write_out/lexicon.rs"]
    pub mod written_dates;
}

/// What those modules are read from, beside `data/lexicon`.
const LEXICON_SOURCES: &[&str] = &[
    "src/analysis/deeds/lexicon/file.rs",
    "src/claims/lexicon/file.rs",
    "src/dates/lexicon/file.rs",
    "src/dates/lexicon/terms.rs",
    "src/features/actions/write_out/lexicon.rs",
    "src/import/kinds/file.rs",
    "src/knowledge/titles/file.rs",
    "src/knowledge/women/file.rs",
    "src/names/lexicon/file.rs",
    "src/names/spelling/file.rs",
    "src/rules/glued_text/lexicon.rs",
    "src/rules/orphan_quote/lexicon.rs",
    "src/rules/title_mismatch/lexicon.rs",
    "src/rules/unintroduced_person/lexicon.rs",
    "src/text/joints/file.rs",
    "src/text/layout/file.rs",
    "src/text/romanise/file.rs",
    "src/words/file.rs",
];

fn main() -> ExitCode {
    let Err(fault) = compile_all() else { return ExitCode::SUCCESS };
    // As it reads, with its lines: a result of `main` would be shown escaped.
    eprintln!("{fault}");
    ExitCode::FAILURE
}

fn compile_claims_model(file: &Path, out: &Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    let fault = |fault| io::Error::other(format!("{}:{fault}", file.display()));
    fs::write(out.join("claims.model"), claims_model::compile::compile(&text).map_err(fault)?)
}

fn compile_all() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data/knowledge");
    println!("cargo::rerun-if-changed=data/lexicon");
    println!("cargo::rerun-if-changed=data/words.toml");
    println!("cargo::rerun-if-changed=data/models/claims.tsv");
    println!("cargo::rerun-if-changed=src/claims/model");
    println!("cargo::rerun-if-changed=src/names/near");
    for source in LEXICON_SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    for source in ["fold", "lexicon", "lines", "span"] {
        println!("cargo::rerun-if-changed=src/text/{source}.rs");
    }
    for source in ["alias.rs", "entity.rs", "fault.rs", "file.rs", "flat", "forms.rs", "inflect.rs", "raw.rs"]
    {
        println!("cargo::rerun-if-changed=src/knowledge/{source}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    compile_claims_model(&root.join("data/models/claims.tsv"), &out)?;
    let store = Store { lexicons: root.join("data/lexicon"), out: out.clone() };
    store.lexicon::<lexicons::claims::Reporting>("reporting")?;
    store.lexicon::<lexicons::claims::Claims>("claims")?;
    store.lexicon::<lexicons::import::Kinds>("import")?;
    store.lexicon::<lexicons::joints::Joints>("joints")?;
    store.lexicon::<lexicons::layout::Lexicon>("layout")?;
    store.lexicon::<lexicons::names::GivenNames>("given-names")?;
    store.lexicon::<lexicons::names::Names>("names")?;
    store.lexicon::<lexicons::names::Nouns>("class-nouns")?;
    store.lexicon::<lexicons::romanise::Table>("romanise")?;
    store.lexicon::<lexicons::spelling::Spellings>("spelling")?;
    store.lexicon::<lexicons::titles::BodiesFile>("bodies")?;
    store.lexicon::<lexicons::titles::TitlesFile>("titles")?;
    store.lexicon::<lexicons::women::Women>("women")?;
    let beside = Store { lexicons: root.join("data"), out: out.clone() };
    beside.lexicon::<lexicons::words::Words>("words")?;
    store.lexicon::<lexicons::deeds::Deeds>("deeds")?;
    store.lexicon::<lexicons::glue::Glue>("glue")?;
    store.lexicon::<lexicons::household::Household>("household")?;
    store.lexicon::<lexicons::quoted::Quoted>("quoted")?;
    store.lexicon::<lexicons::tenure::TenureWords>("tenure")?;
    store.lexicon::<lexicons::times::file::Times>("times")?;
    store.lexicon::<lexicons::written_dates::WrittenDates>("written-dates")?;
    let Compiled { flat, names, faults } = compile(&root.join("data/knowledge"))?;
    fs::write(out.join("knowledge.isnad"), flat)?;
    fs::write(out.join("names.near"), postcard::to_allocvec(&names).map_err(io::Error::other)?)?;
    // A bad entry does not stop the build; `isnad knowledge check` and a test tell of it.
    for fault in &faults {
        println!("cargo::warning={fault}");
    }
    fs::write(out.join("knowledge.faults"), faults.join("\n"))
}

/// Where lexicons are read and where they are stored.
struct Store {
    lexicons: PathBuf,
    out: PathBuf,
}

impl Store {
    /// Reads `NAME.toml` as a type and stores it as `NAME.lexicon`, for `stored_lexicon!`.
    fn lexicon<T: Serialize + DeserializeOwned>(&self, name: &str) -> io::Result<()> {
        let path = self.lexicons.join(name).with_extension("toml");
        let fault = |e: &dyn std::fmt::Display| io::Error::other(format!("{}: {e}", path.display()));
        let read: T = toml::from_str(&fs::read_to_string(&path)?).map_err(|e| fault(&e))?;
        let stored = postcard::to_allocvec(&read).map_err(|e| fault(&e))?;
        // What cannot be read back would end the program at run time: it ends the build instead.
        postcard::from_bytes::<T>(&stored).map_err(|e| fault(&e))?;
        fs::write(self.out.join(name).with_extension("lexicon"), stored)
    }
}

/// What the files of a folder become.
struct Compiled {
    flat: Vec<u8>,
    names: NameIndex,
    /// What was wrong in them.
    faults: Vec<String>,
}

/// The compiled files of a folder in the order of their names.
fn compile(folder: &Path) -> io::Result<Compiled> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let (mut files, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut entities: Vec<Entity> = Vec::new();
    let mut writer = Writer::new(Cursor::new(Vec::new()), true, None)?;
    for (number, path) in paths.iter().enumerate() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = file::read(Path::new(&name), &fs::read_to_string(path)?, |line| Origin::File {
            path: PathBuf::from(&name),
            line,
        });
        faults.extend(read.faults.iter().map(ToString::to_string));
        for entity in &read.entries {
            let line = if let Origin::File { line, .. } = entity.origin { line } else { 0 };
            if let Some(first) = seen.insert(entity.id.clone(), name.clone()) {
                faults.push(format!("{name}:{}: {}: the id is taken already ({first})", line + 1, entity.id));
                continue;
            }
            writer.add(entity, None, (number, line))?;
            entities.push(entity.clone());
        }
        files.push(name);
    }
    let names = NameIndex::new((0..).zip(&entities));
    Ok(Compiled { flat: writer.finish(&files)?.into_inner(), names, faults })
}
