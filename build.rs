//! Compiles the built-in knowledge, `data/knowledge/*.toml`, into the flat file that the program reads
//! where it lies. The code that does it is the program's own: what a workspace's knowledge files go
//! through when they are read.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The part of floor 0 that compiling needs.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
#[path = "src/text"]
mod text {
    pub mod fold;
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

use knowledge::flat::Writer;
use knowledge::{Origin, file};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data/knowledge");
    for source in ["fold", "lines", "span"] {
        println!("cargo::rerun-if-changed=src/text/{source}.rs");
    }
    for source in ["alias.rs", "entity.rs", "fault.rs", "file.rs", "flat", "forms.rs", "inflect.rs", "raw.rs"]
    {
        println!("cargo::rerun-if-changed=src/knowledge/{source}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let (compiled, faults) = compile(&root.join("data/knowledge"))?;
    fs::write(out.join("knowledge.isnad"), compiled)?;
    // A bad entry does not stop the build; `isnad knowledge check` and a test tell of it.
    for fault in &faults {
        println!("cargo::warning={fault}");
    }
    fs::write(out.join("knowledge.faults"), faults.join("\n"))
}

/// The compiled files of a folder in the order of their names, and what was wrong in them.
fn compile(folder: &Path) -> io::Result<(Vec<u8>, Vec<String>)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let (mut names, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
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
        }
        names.push(name);
    }
    Ok((writer.finish(&names)?.into_inner(), faults))
}
