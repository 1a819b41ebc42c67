//! Commands that lead somewhere: to a dossier, to the next mention. Each gives a place, which the
//! client is asked to show, too, where it can.

use serde_json::{Value, json};
use tower_lsp::ls_types::{Location, TextDocumentPositionParams};

use super::convert::path_of;
use super::dossiers;
use super::view::Reader;
use crate::corpus::EntityKey;
use crate::features;
use crate::features::markdown::percent_encoded;
use crate::features::steps::{Reach, Way};

/// Shows the dossier of what is named at a place (`textDocument`, `position`) or of an `entity`, by
/// its id or a name.
pub(crate) const DOSSIER: &str = "isnad.showDossier";
/// Goes from a mention (`textDocument`, `position`) to the next of the same: in the `article`, or
/// `in` the `archive`.
pub(crate) const NEXT: &str = "isnad.nextMention";
/// The same to the one before.
pub(crate) const PREVIOUS: &str = "isnad.previousMention";

/// All of them.
pub(crate) const ALL: [&str; 3] = [DOSSIER, NEXT, PREVIOUS];

/// Where a command leads; `None` where nothing is named.
pub(crate) fn run(reader: &Reader<'_>, command: &str, arguments: &[Value]) -> Option<Location> {
    let argument = arguments.first()?;
    match command {
        DOSSIER => dossier(reader, argument),
        NEXT => step(reader, argument, Way::Next),
        PREVIOUS => step(reader, argument, Way::Previous),
        _ => None,
    }
}

/// The address of a link that runs the command for an entity, as VS Code has it.
pub(crate) fn dossier_link(id: &EntityKey) -> String {
    let arguments = json!([{"entity": id.as_str()}]).to_string();
    format!("command:{DOSSIER}?{}", percent_encoded(&arguments, b"-_.~"))
}

fn dossier(reader: &Reader<'_>, argument: &Value) -> Option<Location> {
    if let Some(name) = argument.get("entity").and_then(Value::as_str) {
        let near = argument.get("uri").and_then(Value::as_str).and_then(|uri| uri.parse().ok());
        let here = near.map(|uri| path_of(&uri)).unwrap_or_default();
        let id = features::symbols::entity_called(reader.snapshot(), name)?;
        return dossiers::dossier(reader, id.as_str(), &here);
    }
    let (path, offset) = reader.place(&place(argument)?)?;
    let id = features::entity_at(reader.snapshot(), &path, offset)?;
    dossiers::dossier(reader, id.as_str(), &path)
}

fn step(reader: &Reader<'_>, argument: &Value, way: Way) -> Option<Location> {
    let (path, offset) = reader.place(&place(argument)?)?;
    let reach = match argument.get("in").and_then(Value::as_str) {
        Some("article") => Reach::Article,
        _ => Reach::Archive,
    };
    let found = features::steps::step(reader.snapshot(), &path, offset, way, reach)?;
    reader.location(&found)
}

fn place(argument: &Value) -> Option<TextDocumentPositionParams> {
    serde_json::from_value(argument.clone()).ok()
}
