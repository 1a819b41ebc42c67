//! The hierarchy of attribution as the protocol's call hierarchy: the one who quotes calls the one
//! who is quoted.

use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Range,
    TextDocumentPositionParams,
};

use super::convert::path_of;
use super::feed::Feed;
use super::handlers::{kind, shown};
use super::view::Reader;
use crate::features::At;
use crate::features::calls::{self, Call, Party};
use crate::words::say;

/// The key of an item's data under which the entity stands; without it the item is an article.
const ENTITY: &str = "entity";

/// The name under the cursor.
pub(crate) fn prepare(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<Vec<CallHierarchyItem>> {
    let (path, offset) = reader.place(at)?;
    let party = calls::prepare(reader.snapshot(), &path, offset)?;
    Some(vec![item(reader, &party)?])
}

/// Who quotes whoever an item is about.
pub(crate) fn incoming(
    reader: &Reader<'_>,
    feed: &Feed,
    asked: &CallHierarchyItem,
) -> Vec<CallHierarchyIncomingCall> {
    let Some(id) = entity(asked) else {
        // Nobody quotes an article.
        return Vec::new();
    };
    let title = say(reader.snapshot().language(Path::new("")), "progress.references", &[]);
    let found = calls::incoming(reader.snapshot(), &path_of(&asked.uri), id);
    feed.say_each(reader, title, found.len(), found, |call| {
        let from_ranges = ranges(reader, &call);
        Some(CallHierarchyIncomingCall { from: item(reader, &call.party)?, from_ranges })
    })
}

/// Whom whoever an item is about quotes.
pub(crate) fn outgoing(reader: &Reader<'_>, asked: &CallHierarchyItem) -> Vec<CallHierarchyOutgoingCall> {
    let found = calls::outgoing(reader.snapshot(), &path_of(&asked.uri), entity(asked)).into_iter();
    let calls = found.filter_map(|call| {
        let from_ranges = ranges(reader, &call);
        Some(CallHierarchyOutgoingCall { to: item(reader, &call.party)?, from_ranges })
    });
    calls.collect()
}

fn entity(item: &CallHierarchyItem) -> Option<&str> {
    item.data.as_ref()?.get(ENTITY).and_then(Value::as_str)
}

fn item(reader: &Reader<'_>, party: &Party) -> Option<CallHierarchyItem> {
    Some(CallHierarchyItem {
        name: shown(party.name.clone()),
        kind: kind(party.kind),
        tags: None,
        detail: Some(party.detail.clone()).filter(|d| !d.is_empty()),
        uri: reader.document(&party.path)?.0,
        range: reader.range(&party.path, At::Span(party.span))?,
        selection_range: reader.range(&party.path, At::Span(party.selection))?,
        data: Some(match &party.id {
            Some(id) => json!({ENTITY: id.as_str()}),
            None => json!({}),
        }),
    })
}

/// Passages lie in the article of the party, too.
fn ranges(reader: &Reader<'_>, call: &Call) -> Vec<Range> {
    let path = &call.party.path;
    call.passages.iter().filter_map(|span| reader.range(path, At::Span(*span))).collect()
}
