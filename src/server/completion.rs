//! Completion in the protocol's words.

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionOptions,
    CompletionResponse, CompletionTextEdit, Documentation, TextDocumentPositionParams, TextEdit, Uri,
};

use super::convert::path_of;
use super::handlers::markup;
use super::view::Reader;
use crate::features::symbols::SymbolKind;
use crate::features::{self, completion::Completion};

/// Letters are asked for as they are typed, so no character needs to be named that asks.
pub(crate) fn capability() -> CompletionOptions {
    CompletionOptions { resolve_provider: Some(true), ..CompletionOptions::default() }
}

/// The names that are being typed. What is asked for a longer beginning may be others, so the list is
/// never the whole.
pub(crate) fn completion(reader: &Reader<'_>, at: &TextDocumentPositionParams) -> Option<CompletionResponse> {
    let (path, offset) = reader.place(at)?;
    let text = &reader.snapshot().open(&path)?.text;
    let found = features::completions(reader.snapshot(), &path, offset);
    let items = found.into_iter().enumerate().map(|(place, found)| {
        let edit = TextEdit { range: reader.span(text, found.span), new_text: found.text.clone() };
        item(reader, &at.text_document.uri, place, found, edit)
    });
    Some(CompletionResponse::List(CompletionList { is_incomplete: true, items: items.collect() }))
}

fn item(reader: &Reader<'_>, uri: &Uri, place: usize, found: Completion, edit: TextEdit) -> CompletionItem {
    let detail = Some(found.detail).filter(|detail| !detail.is_empty());
    let beside = reader
        .can()
        .label_details
        .then(|| CompletionItemLabelDetails { detail: None, description: detail.clone() });
    CompletionItem {
        kind: Some(kind(found.kind)),
        label_details: beside.filter(|beside| beside.description.is_some()),
        detail,
        sort_text: Some(format!("{place:03}")),
        filter_text: Some(found.filter),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        data: Some(json!({"uri": uri, "entity": found.id.as_str()})),
        label: found.label,
        ..CompletionItem::default()
    }
}

/// An item with the card of its name.
pub(crate) fn resolve(reader: &Reader<'_>, item: CompletionItem) -> CompletionItem {
    let documentation = card(reader, &item);
    CompletionItem { documentation: documentation.or(item.documentation), ..item }
}

fn card(reader: &Reader<'_>, item: &CompletionItem) -> Option<Documentation> {
    let data = item.data.as_ref()?;
    let words = |key| data.get(key).and_then(Value::as_str);
    let path = path_of(&words("uri")?.parse().ok()?);
    let card = features::completion_card(reader.snapshot(), &path, words("entity")?, &item.label)?;
    Some(Documentation::MarkupContent(markup(reader, &card, reader.can().completion_markdown)))
}

/// The kinds whose icons are those of the same things in a list of symbols, where there are such.
const fn kind(kind: SymbolKind) -> CompletionItemKind {
    match kind {
        SymbolKind::Person => CompletionItemKind::CLASS,
        SymbolKind::Organisation => CompletionItemKind::MODULE,
        _ => CompletionItemKind::FIELD,
    }
}
