//! What isnad adds to the protocol for a client that has no files of its own to show: the list of
//! articles, what they say happened when, and dossiers as text.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{TextDocumentIdentifier, TextDocumentPositionParams};

use super::backend::Backend;
use super::convert::path_of;
use super::dossiers;
use super::view::Reader;
use crate::features::articles::Entry;
use crate::features::timeline::{self, Event, Told};
use crate::features::{self, At};
use crate::knowledge::EntityId;

/// How many articles a list has where the client names no number, and at most.
const USUAL: usize = 200;
const MOST: usize = 1000;

/// How many articles a timeline is made of: each one is read for it.
const MOST_READ: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct ArticlesParams {
    /// Words of a headline or file name.
    query: String,
    limit: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct TimelineParams {
    /// The article; without one, the folder's newest.
    text_document: Option<TextDocumentIdentifier>,
}

/// Adds the methods.
pub(crate) fn add(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    builder
        .custom_method("isnad/articles", Backend::articles)
        .custom_method("isnad/timeline", Backend::timeline)
        .custom_method("isnad/dossier", Backend::dossier)
}

impl Backend {
    async fn articles(&self, params: ArticlesParams) -> Result<Value> {
        self.read("isnad/articles", move |reader| list(reader, &params)).await
    }

    async fn timeline(&self, params: TimelineParams) -> Result<Value> {
        self.read("isnad/timeline", move |reader| events(reader, &params)).await
    }

    async fn dossier(&self, at: TextDocumentPositionParams) -> Result<Option<String>> {
        self.read("isnad/dossier", move |reader| dossier(reader, &at)).await
    }
}

fn list(reader: &Reader<'_>, params: &ArticlesParams) -> Value {
    let snapshot = reader.snapshot();
    let most = params.limit.unwrap_or(USUAL).min(MOST);
    let found = features::articles(snapshot, &params.query).take_while(|_| !reader.is_given_up());
    let mut entries: Vec<Entry> = found.take(most + 1).collect();
    let more = entries.len() > most;
    entries.truncate(most);
    let entries = entries.iter().filter_map(|entry| article(reader, entry));
    json!({
        "articles": entries.collect::<Vec<_>>(),
        "more": more,
        "total": snapshot.len(),
        "complete": snapshot.is_settled(),
    })
}

fn article(reader: &Reader<'_>, entry: &Entry) -> Option<Value> {
    let (uri, _) = reader.document(&entry.path)?;
    let published = entry.published.map(|d| d.to_string());
    Some(json!({"uri": uri, "title": entry.title, "published": published}))
}

/// The dossier of what is named at a place, as Markdown; no file is made of it.
fn dossier(reader: &Reader<'_>, at: &TextDocumentPositionParams) -> Option<String> {
    let (path, offset) = reader.place(at)?;
    let id = features::entity_at(reader.snapshot(), &path, offset)?;
    dossiers::page(reader, id.as_str(), &path)
}

/// The events of the articles asked for, oldest first; those of a month before those of its days.
fn events(reader: &Reader<'_>, params: &TimelineParams) -> Value {
    let snapshot = reader.snapshot();
    let entries: Vec<Entry> = match &params.text_document {
        Some(document) => {
            snapshot.article(&path_of(&document.uri)).map(|a| Entry::of(&a)).into_iter().collect()
        }
        None => features::articles(snapshot, "").take(MOST_READ).collect(),
    };
    let entries = entries.iter().take_while(|_| !reader.is_given_up());
    let told: Vec<Told> = entries.filter_map(|entry| timeline::told(snapshot, entry)).collect();
    let mut events: Vec<(&Told, &Event)> =
        told.iter().flat_map(|told| told.events.iter().map(move |event| (told, event))).collect();
    events.sort_by_key(|(_, event)| (event.days.0, std::cmp::Reverse(event.days.1)));
    let shown = events.into_iter().filter_map(|(told, event)| shown(reader, told, event));
    json!({"events": shown.collect::<Vec<_>>(), "articles": told.len(), "total": snapshot.len()})
}

fn shown(reader: &Reader<'_>, told: &Told, event: &Event) -> Option<Value> {
    let path: &Path = &told.article.path;
    let names = event.names.iter().map(|name| {
        let id = name.id.as_ref().map(EntityId::as_str);
        json!({"id": id, "name": name.name, "kind": name.kind})
    });
    Some(json!({
        "from": event.days.0.to_string(),
        "to": event.days.1.to_string(),
        "value": event.value.to_string(),
        "certain": event.certain,
        "inherited": event.inherited,
        "sentence": event.words,
        "names": names.collect::<Vec<_>>(),
        "article": article(reader, &told.article)?,
        "range": reader.range(path, At::Span(event.span))?,
    }))
}
