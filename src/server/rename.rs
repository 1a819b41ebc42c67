//! Renaming in the protocol's words.

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    OneOf, PrepareRenameResponse, RenameOptions, RenameParams, TextDocumentPositionParams,
    WorkDoneProgressOptions, WorkspaceEdit,
};

use super::capabilities::ClientCan;
use super::edits::confirmed_edit;
use super::view::Reader;
use crate::features::rename::Refusal;
use crate::features::{self, At};
use crate::settings::Scope;

/// `RequestFailed`: the request is right and cannot be met; clients show its message.
const FAILED: ErrorCode = ErrorCode::ServerError(-32803);

/// Clients that do not ask beforehand take no options.
pub(crate) fn capability(can: ClientCan) -> OneOf<bool, RenameOptions> {
    if !can.prepare_rename {
        return OneOf::Left(true);
    }
    OneOf::Right(RenameOptions {
        prepare_provider: Some(true),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

/// The name that would be renamed.
pub(crate) fn prepare(
    reader: &Reader<'_>,
    at: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some((path, offset)) = reader.place(at) else {
        return Ok(None);
    };
    let found = features::renamable(reader.snapshot(), &path, offset).map_err(|why| refused(&why))?;
    let range = reader.range(&path, At::Span(found.span));
    Ok(range.map(|range| PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name }))
}

/// The changes that give a name its new spelling.
pub(crate) fn rename(reader: &Reader<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((path, offset)) = reader.place(&params.text_document_position) else {
        return Ok(None);
    };
    let scope = reader.snapshot().settings(&path).rename;
    // Nobody should find an archive rewritten who was not asked.
    let asks = reader.can().annotations && reader.can().versioned_edits;
    let everywhere = scope.map_or(asks, |scope| scope == Scope::Corpus);
    let edits = features::rename(reader.snapshot(), &path, offset, &params.new_name, everywhere);
    Ok(confirmed_edit(reader, &edits.map_err(|why| refused(&why))?, &path))
}

fn refused(why: &Refusal) -> Error {
    Error { code: FAILED, message: why.to_string().into(), data: None }
}
