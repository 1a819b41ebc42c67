//! Formatting in the protocol's words, and offering it only where it is set.

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, OneOf, Registration, ServerCapabilities, TextEdit, Unregistration,
};

use super::capabilities::ClientCan;
use super::convert::path_of;
use super::view::Reader;
use crate::corpus::Snapshot;
use crate::features;
use crate::features::actions::Edit;

/// What is typed for either mark of a quotation.
const QUOTE: &str = "\"";

/// Which of the requests a client is offered while they do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Formats {
    /// Formatting of documents and of parts of them.
    pub(crate) texts: bool,
    /// Marks as they are typed.
    pub(crate) typing: bool,
}

impl Formats {
    /// What some article's settings have on.
    pub(crate) fn set(snapshot: &Snapshot) -> Self {
        let project = snapshot.project();
        Self {
            texts: project.any_settings(|settings| settings.format.is_enabled()),
            typing: project.any_settings(|settings| settings.format.pair().is_some()),
        }
    }

    /// What to register and what to take back so that a client which takes it has these instead of
    /// others.
    pub(crate) fn instead_of(self, before: Self, can: ClientCan) -> (Vec<Registration>, Vec<Unregistration>) {
        let everywhere = json!({"documentSelector": null});
        let typed = json!({"documentSelector": null, "firstTriggerCharacter": QUOTE});
        let all: [(&str, bool, bool, bool, &Value); 3] = [
            ("textDocument/formatting", can.register_format, before.texts, self.texts, &everywhere),
            (
                "textDocument/rangeFormatting",
                can.register_range_format,
                before.texts,
                self.texts,
                &everywhere,
            ),
            ("textDocument/onTypeFormatting", can.register_typing, before.typing, self.typing, &typed),
        ];
        let (mut on, mut off) = (Vec::new(), Vec::new());
        for (method, _, before, now, options) in all.into_iter().filter(|(_, can, ..)| *can) {
            let (id, method) = (format!("isnad-{method}"), method.to_owned());
            match (before, now) {
                (false, true) => {
                    on.push(Registration { id, method, register_options: Some(options.clone()) });
                }
                (true, false) => off.push(Unregistration { id, method }),
                _ => {}
            }
        }
        (on, off)
    }
}

/// Offers what a client cannot be told of later; it is answered with nothing while it is off.
pub(crate) fn offer(can: ClientCan, capabilities: &mut ServerCapabilities) {
    if !can.register_format {
        capabilities.document_formatting_provider = Some(OneOf::Left(true));
    }
    if !can.register_range_format {
        capabilities.document_range_formatting_provider = Some(OneOf::Left(true));
    }
    if !can.register_typing {
        capabilities.document_on_type_formatting_provider = Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: QUOTE.into(),
            more_trigger_character: None,
        });
    }
}

/// A document as it is to be.
pub(crate) fn document(reader: &Reader<'_>, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let path = path_of(&params.text_document.uri);
    edits(reader, features::format(reader.snapshot(), &path, None))
}

/// The paragraphs of a document that a range touches as they are to be.
pub(crate) fn range(reader: &Reader<'_>, params: &DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> {
    let (path, part) = reader.bytes(&params.text_document.uri, params.range)?;
    edits(reader, features::format(reader.snapshot(), &path, Some(part)))
}

/// The mark of the house for one that has just been typed.
pub(crate) fn typed(reader: &Reader<'_>, params: &DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> {
    if params.ch != QUOTE {
        return None;
    }
    let (path, offset) = reader.place(&params.text_document_position)?;
    edits(reader, features::typed_quote(reader.snapshot(), &path, offset))
}

fn edits(reader: &Reader<'_>, found: Vec<Edit>) -> Option<Vec<TextEdit>> {
    let edit = |edit: Edit| {
        let text = &reader.snapshot().open(&edit.path)?.text;
        Some(TextEdit { range: reader.span(text, edit.span), new_text: edit.text })
    };
    let edits: Option<Vec<_>> = found.into_iter().map(edit).collect();
    edits.filter(|edits| !edits.is_empty())
}
