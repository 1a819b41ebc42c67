//! Requests: what the features find, in the protocol's words. Each is a plain function of a
//! [`Reader`]; an unknown name, file or place gives an empty answer.

pub(crate) use super::code_action::code_action;

use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentSymbol, DocumentSymbolResponse, GotoDefinitionResponse, Hover, HoverContents,
    InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, Location, LocationLink, MarkupContent,
    MarkupKind, OneOf, SymbolInformation, SymbolKind, TextDocumentIdentifier, TextDocumentPositionParams,
    Uri, WorkspaceLocation, WorkspaceSymbol, WorkspaceSymbolResponse,
};

use super::convert::path_of;
use super::feed::Feed;
use super::view::Reader;
use super::{commands, dossiers};
use crate::corpus::Text;
use crate::features::card::Part;
use crate::features::definition::Target;
use crate::features::{self, At, Card, symbols};
use crate::text::Span;
use crate::words::say;

/// How many symbols a query gives at most.
const MOST_SYMBOLS: usize = 200;

/// The card of the name under the cursor.
pub(crate) fn hover(reader: &Reader<'_>, at: &TextDocumentPositionParams) -> Option<Hover> {
    let (path, offset) = reader.place(at)?;
    let card = features::hover(reader.snapshot(), &path, offset)?;
    Some(Hover {
        contents: HoverContents::Markup(contents(reader, &card)),
        range: reader.range(&path, At::Span(card.span)),
    })
}

/// A card as this client can show it in a hover.
fn contents(reader: &Reader<'_>, card: &Card) -> MarkupContent {
    markup(reader, card, reader.can().markdown)
}

/// A card in Markdown, or in plain words.
pub(super) fn markup(reader: &Reader<'_>, card: &Card, markdown: bool) -> MarkupContent {
    if markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: card.markdown_with(|part| match part {
                Part::Link { target, .. } => Some(address(&reader.location(target)?)),
                Part::Dossier { id, .. } if reader.can().dossier_links => Some(commands::dossier_link(id)),
                Part::Map { id, .. } => features::map::of_entity(reader.snapshot(), id),
                Part::Text(_) | Part::Strong(_) | Part::Dossier { .. } => None,
            }),
        }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: card.plain() }
    }
}

/// The hints in the part of a document that is shown.
pub(crate) fn inlay_hint(reader: &Reader<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let (path, part) = reader.bytes(&params.text_document.uri, params.range)?;
    let text = &reader.snapshot().open(&path)?.text;
    let found = features::inlay_hints(reader.snapshot(), &path, part);
    let hints = found.into_iter().map(|hint| {
        let tooltip = hint.card.map(|card| InlayHintTooltip::MarkupContent(contents(reader, &card)));
        InlayHint {
            position: reader.span(text, Span::new(hint.offset, hint.offset)).start,
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    });
    Some(hints.collect())
}

/// The address of a place for a link: editors take `#L` with line and column from 1.
pub(super) fn address(location: &Location) -> String {
    let start = location.range.start;
    format!("{}#L{},{}", location.uri.as_str(), u64::from(start.line) + 1, u64::from(start.character) + 1)
}

/// Where the name under the cursor is defined.
pub(crate) fn definition(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let (path, offset) = reader.place(at)?;
    let (origin, target) = features::definition::target(reader.snapshot(), &path, offset)?;
    let target = match target {
        Target::Place(place) => reader.location(&place)?,
        Target::Dossier(id) => dossiers::dossier(reader, id.as_str(), &path).or_else(|| {
            let place = features::definition(reader.snapshot(), &path, offset)?.target;
            reader.location(&place)
        })?,
    };
    Some(if reader.can().definition_link {
        GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: reader.range(&path, At::Span(origin)),
            target_uri: target.uri,
            target_range: target.range,
            target_selection_range: target.range,
        }])
    } else {
        GotoDefinitionResponse::Scalar(target)
    })
}

/// Every mention of what is named under the cursor.
pub(crate) fn references(
    reader: &Reader<'_>,
    feed: &Feed,
    at: &TextDocumentPositionParams,
    include_declaration: bool,
) -> Option<Vec<Location>> {
    let (path, offset) = reader.place(at)?;
    let found = features::references_as_taken(reader.snapshot(), &path, offset, include_declaration);
    Some(places(reader, feed, found.at_most, found.places))
}

/// Places, `total` at most, in the protocol's words, in parts where the client takes them so.
pub(super) fn places(
    reader: &Reader<'_>,
    feed: &Feed,
    total: usize,
    found: impl IntoIterator<Item = features::Location>,
) -> Vec<Location> {
    let title = say(reader.snapshot().language(Path::new("")), "progress.references", &[]);
    feed.say_each(reader, title, total, found, |place| reader.location(&place))
}

/// The mentions in this article of what is named under the cursor.
pub(crate) fn highlight(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Option<Vec<DocumentHighlight>> {
    let (path, offset) = reader.place(at)?;
    let text = &reader.snapshot().open(&path)?.text;
    let found = features::highlight(reader.snapshot(), &path, offset);
    let highlight = |span| DocumentHighlight { range: reader.span(text, span), kind: None };
    Some(found.into_iter().map(highlight).collect())
}

/// The outline of an article.
pub(crate) fn document_symbol(
    reader: &Reader<'_>,
    document: &TextDocumentIdentifier,
) -> Option<DocumentSymbolResponse> {
    let path = path_of(&document.uri);
    let text = &reader.snapshot().open(&path)?.text;
    let found = features::document_symbols(reader.snapshot(), &path);
    Some(if reader.can().symbol_tree {
        let tree = found.into_iter().map(|s| nested(reader, text, s));
        DocumentSymbolResponse::Nested(tree.collect())
    } else {
        let mut out = Vec::new();
        flatten(reader, text, &document.uri, None, found, &mut out);
        DocumentSymbolResponse::Flat(out)
    })
}

fn nested(reader: &Reader<'_>, text: &Text, symbol: symbols::DocumentSymbol) -> DocumentSymbol {
    let children = symbol.children.into_iter();
    let children: Vec<_> = children.map(|c| nested(reader, text, c)).collect();
    #[expect(deprecated, reason = "the struct cannot be made without its old field")]
    DocumentSymbol {
        name: shown(symbol.name),
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: reader.span(text, symbol.span),
        selection_range: reader.span(text, symbol.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(
    reader: &Reader<'_>,
    text: &Text,
    uri: &Uri,
    container: Option<&str>,
    found: Vec<symbols::DocumentSymbol>,
    out: &mut Vec<SymbolInformation>,
) {
    for symbol in found {
        let name = shown(symbol.name);
        #[expect(deprecated, reason = "the struct cannot be made without its old field")]
        out.push(SymbolInformation {
            name: name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: reader.span(text, symbol.selection) },
            container_name: container.map(str::to_owned),
        });
        flatten(reader, text, uri, Some(&name), symbol.children, out);
    }
}

/// Names in the workspace that have the query in them; where in its file each stands is told at once, or
/// to a client that can ask for it when somebody goes there, since files have to be read for it.
pub(crate) fn workspace_symbol(reader: &Reader<'_>, feed: &Feed, query: &str) -> WorkspaceSymbolResponse {
    let title = say(reader.snapshot().language(Path::new("")), "progress.symbols", &[]);
    let found = features::workspace_symbols(reader.snapshot(), query, MOST_SYMBOLS);
    let symbols = feed.say_each(reader, title, found.len(), found, |symbol| {
        let (location, span) = match symbol.location.at {
            At::Span(span) if reader.can().resolve_symbols => {
                let (uri, _) = reader.document(&symbol.location.path)?;
                (OneOf::Right(WorkspaceLocation { uri }), Some(span))
            }
            _ => (OneOf::Left(reader.location(&symbol.location)?), None),
        };
        Some(WorkspaceSymbol {
            name: shown(symbol.name),
            kind: kind(symbol.kind),
            tags: None,
            container_name: Some(symbol.detail).filter(|d| !d.is_empty()),
            location,
            data: Some(json!({"entity": symbol.id.as_str(), "span": span.map(|s| [s.start, s.end])})),
        })
    });
    WorkspaceSymbolResponse::Nested(symbols)
}

/// Where in its file a symbol stands; at its beginning where the file is gone.
pub(crate) fn resolve_symbol(reader: &Reader<'_>, mut symbol: WorkspaceSymbol) -> WorkspaceSymbol {
    if let OneOf::Right(WorkspaceLocation { uri }) = symbol.location {
        let span = symbol.data.as_ref().and_then(|data| <[usize; 2]>::deserialize(data.get("span")?).ok());
        let range =
            span.and_then(|[start, end]| reader.range(&path_of(&uri), At::Span(Span::new(start, end))));
        symbol.location = OneOf::Left(Location { uri, range: range.unwrap_or_default() });
    }
    symbol
}

/// Clients refuse a symbol without a name.
pub(super) fn shown(name: String) -> String {
    if name.trim().is_empty() { "—".into() } else { name }
}

/// The protocol has no persons and places; these are the kinds whose icons come nearest.
pub(super) const fn kind(kind: symbols::SymbolKind) -> SymbolKind {
    match kind {
        symbols::SymbolKind::Article => SymbolKind::FILE,
        symbols::SymbolKind::Section => SymbolKind::STRING,
        symbols::SymbolKind::Person => SymbolKind::CLASS,
        symbols::SymbolKind::Place => SymbolKind::NAMESPACE,
        symbols::SymbolKind::Organisation => SymbolKind::MODULE,
        symbols::SymbolKind::Event => SymbolKind::EVENT,
        symbols::SymbolKind::Claim => SymbolKind::PROPERTY,
        symbols::SymbolKind::Quotation => SymbolKind::KEY,
    }
}
