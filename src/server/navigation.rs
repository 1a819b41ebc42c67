//! Declaration, type definition, implementation and the type hierarchy in the protocol's words.

use serde_json::{Value, json};
use tower_lsp::ls_types::{GotoDefinitionResponse, Location, TextDocumentPositionParams, TypeHierarchyItem};

use super::convert::path_of;
use super::feed::Feed;
use super::handlers::{kind, places, shown};
use super::view::Reader;
use crate::features;
use crate::features::types::{self, Member};

/// The key of an item's data under which the entity stands.
const ENTITY: &str = "entity";

/// Where this article first has the name under the cursor in full.
pub(crate) fn declaration(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let (path, offset) = reader.place(at)?;
    let found = features::declaration(reader.snapshot(), &path, offset)?;
    Some(GotoDefinitionResponse::Scalar(reader.location(&found)?))
}

/// Where that is defined which the name under the cursor belongs to.
pub(crate) fn type_definition(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let (path, offset) = reader.place(at)?;
    let found = features::type_definition(reader.snapshot(), &path, offset);
    Some(GotoDefinitionResponse::Array(found.iter().filter_map(|l| reader.location(l)).collect()))
}

/// What the one named under the cursor says, in all articles.
pub(crate) fn implementation(
    reader: &Reader<'_>,
    feed: &Feed,
    at: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let (path, offset) = reader.place(at)?;
    let found = features::implementation(reader.snapshot(), &path, offset);
    Some(GotoDefinitionResponse::Array(places(reader, feed, found.len(), found)))
}

/// The place or body under the cursor.
pub(crate) fn prepare_types(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<Vec<TypeHierarchyItem>> {
    let (path, offset) = reader.place(at)?;
    let member = types::prepare(reader.snapshot(), &path, offset)?;
    let place = reader.location(member.location.as_ref()?)?;
    Some(vec![item(member, place)])
}

/// What contains the one an item is about.
pub(crate) fn supertypes(reader: &Reader<'_>, asked: &TypeHierarchyItem) -> Vec<TypeHierarchyItem> {
    let path = path_of(&asked.uri);
    let found = entity(asked).map(|id| types::supertypes(reader.snapshot(), &path, id));
    items(reader, asked, found.unwrap_or_default())
}

/// What the one an item is about contains.
pub(crate) fn subtypes(reader: &Reader<'_>, asked: &TypeHierarchyItem) -> Vec<TypeHierarchyItem> {
    let path = path_of(&asked.uri);
    let found = entity(asked).map(|id| types::subtypes(reader.snapshot(), &path, id));
    items(reader, asked, found.unwrap_or_default())
}

fn entity(item: &TypeHierarchyItem) -> Option<&str> {
    item.data.as_ref()?.get(ENTITY).and_then(Value::as_str)
}

/// An item has to stand somewhere: one that no file has stands where the one asked about does, so
/// that what is above it can still be reached.
fn items(reader: &Reader<'_>, asked: &TypeHierarchyItem, found: Vec<Member>) -> Vec<TypeHierarchyItem> {
    let items = found.into_iter().map(|member| {
        let own = member.location.as_ref().and_then(|l| reader.location(l));
        let place = own.unwrap_or_else(|| Location { uri: asked.uri.clone(), range: asked.selection_range });
        item(member, place)
    });
    items.collect()
}

fn item(member: Member, place: Location) -> TypeHierarchyItem {
    TypeHierarchyItem {
        name: shown(member.name),
        kind: kind(member.kind),
        tags: None,
        detail: Some(member.detail).filter(|d| !d.is_empty()),
        uri: place.uri,
        range: place.range,
        selection_range: place.range,
        data: Some(json!({ENTITY: member.id.as_str()})),
    }
}
