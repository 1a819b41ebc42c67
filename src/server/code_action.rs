//! Code actions in the protocol's words.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, CreateFile,
    CreateFileOptions, Diagnostic, DocumentChangeOperation, DocumentChanges, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::execute;
use super::view::Reader;
use crate::features::actions::{self, ActionKind, Edit};
use crate::features::{self, At};
use crate::text::Span;

/// What can be done where the cursor is, of the kinds that are asked for.
pub(crate) fn code_action(reader: &Reader<'_>, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (path, span) = reader.bytes(&params.text_document.uri, params.range)?;
    let found = features::code_actions(reader.snapshot(), &path, span);
    let only = params.context.only.as_deref();
    let wanted = found.into_iter().filter(|a| is_wanted(&kind(a.kind), only));
    let actions = wanted.filter_map(|a| action(reader, &path, a, &params.context.diagnostics));
    Some(actions.map(CodeActionOrCommand::CodeAction).collect())
}

fn action(
    reader: &Reader<'_>,
    path: &Path,
    action: actions::CodeAction,
    known: &[Diagnostic],
) -> Option<CodeAction> {
    let mended = known.iter().filter(|d| mends(reader, path, &action, d));
    let mended: Vec<_> = mended.cloned().collect();
    let (uri, _) = reader.document(path)?;
    let command = action.command.map(|c| execute::command(&action.title, &c, &uri));
    let edit = if action.edits.is_empty() { None } else { Some(edit(reader, &action.edits)?) };
    Some(CodeAction {
        title: action.title,
        kind: Some(kind(action.kind)),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit,
        command,
        is_preferred: action.preferred.then_some(true),
        ..CodeAction::default()
    })
}

/// Whether an action mends what the client shows.
fn mends(reader: &Reader<'_>, path: &Path, action: &actions::CodeAction, shown: &Diagnostic) -> bool {
    action.mends.iter().any(|(source, at)| {
        shown.code == Some(NumberOrString::String(source.code().into()))
            && reader.range(path, *at) == Some(shown.range)
    })
}

/// The edits as the client takes them; `None` where one of the files is gone.
fn edit(reader: &Reader<'_>, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let mut files: Vec<(&Path, Vec<TextEdit>)> = Vec::new();
    let mut new: Vec<&Path> = Vec::new();
    for edit in edits {
        let range = match reader.range(&edit.path, At::Span(edit.span)) {
            Some(range) => range,
            // Nothing can stand anywhere else in a file that has to be made first.
            None if edit.span == Span::default() && !reader.is_given_up() => {
                new.push(&edit.path);
                Range::default()
            }
            None => return None,
        };
        let change = TextEdit { range, new_text: edit.text.clone() };
        match files.iter_mut().find(|(path, _)| *path == &*edit.path) {
            Some((_, list)) => list.push(change),
            None => files.push((&edit.path, vec![change])),
        }
    }
    if !reader.can().versioned_edits {
        // A client takes an edit of a file that is not there for a new file.
        let changes: Option<HashMap<Uri, _>> =
            files.into_iter().map(|(path, list)| Some((reader.document(path)?.0, list))).collect();
        return Some(WorkspaceEdit { changes: Some(changes?), ..WorkspaceEdit::default() });
    }
    let documents: Option<Vec<_>> = files
        .into_iter()
        .map(|(path, list)| {
            let (uri, version) = reader.document(path)?;
            Some(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: list.into_iter().map(OneOf::Left).collect(),
            })
        })
        .collect();
    let changes = if new.is_empty() || !reader.can().create_files {
        DocumentChanges::Edits(documents?)
    } else {
        let made = new.into_iter().map(|path| Some(create(reader.document(path)?.0)));
        let edits = documents?.into_iter().map(|d| Some(DocumentChangeOperation::Edit(d)));
        DocumentChanges::Operations(made.chain(edits).collect::<Option<_>>()?)
    };
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Makes a file; one that has come to be in the meantime stays as it is.
const fn create(uri: Uri) -> DocumentChangeOperation {
    DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
        uri,
        options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) }),
        annotation_id: None,
    }))
}

const fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        // The protocol has no kind for telling something; a quick fix is shown by every editor.
        ActionKind::Fix | ActionKind::Learn => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Whether a kind is one of those asked for, or under one: `refactor` has `refactor.rewrite` in it.
fn is_wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let holds = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|r| r.is_empty() || r.starts_with('.') || asked.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(holds))
}
