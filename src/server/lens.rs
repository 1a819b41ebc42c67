//! Code lenses in the protocol's words.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command, Uri};

use super::commands::DOSSIER;
use super::convert::path_of;
use super::view::Reader;
use crate::features::{self, lens::Leads};
use crate::text::Span;

/// The client's command that shows places: it is given the document's address, a position and the
/// places. Clients that have it name it in `experimental.commands.commands`.
pub(crate) const SHOW: &str = "isnad.showLocations";

/// The lenses of a document: each leads to the section's claims or to a dossier where the client can
/// show them, and else says what it says.
pub(crate) fn code_lens(reader: &Reader<'_>, uri: &Uri) -> Option<Vec<CodeLens>> {
    let path = path_of(uri);
    let text = &reader.snapshot().open(&path)?.text;
    let lenses = features::lenses(reader.snapshot(), &path).into_iter().map(|lens| {
        let range = reader.span(text, lens.heading);
        let place = |span: &Span| json!({"uri": uri, "range": reader.span(text, *span)});
        let (command, arguments) = match lens.leads {
            Leads::Claims(claims) if reader.can().show_locations => {
                let places: Vec<_> = claims.iter().map(place).collect();
                (SHOW, Some(vec![json!(uri), json!(range.start), json!(places)]))
            }
            Leads::Dossier(id) if reader.can().show_document => {
                (DOSSIER, Some(vec![json!({"entity": id.as_str(), "uri": uri})]))
            }
            Leads::Claims(_) | Leads::Dossier(_) => ("", None),
        };
        let command = Command { title: lens.title, command: command.into(), arguments };
        CodeLens { range, command: Some(command), data: None }
    });
    Some(lenses.collect())
}
