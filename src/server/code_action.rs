//! Code actions in the protocol's words.

use std::path::Path;

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    CodeActionProviderCapability, CodeActionResponse, Command, Diagnostic, NumberOrString,
};

use super::capabilities::ClientCan;
use super::edits::workspace_edit;
use super::execute;
use super::view::Reader;
use crate::features;
use crate::features::actions::{self, ActionKind};

/// All that is mended without a second look, as a client asks for it when it saves.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.isnad");

/// What can be done where the cursor is, of the kinds that are asked for.
pub(crate) fn code_action(reader: &Reader<'_>, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (path, span) = reader.bytes(&params.text_document.uri, params.range)?;
    let found = features::code_actions(reader.snapshot(), &path, span);
    let only = params.context.only.as_deref();
    let mut wanted: Vec<_> = found.into_iter().filter(|a| is_wanted(&kind(a.kind), only)).collect();
    // Nobody wants it in the menu of every word: only who asks for it by name.
    if only.is_some() && is_wanted(&kind(ActionKind::FixAll), only) {
        wanted.extend(actions::fix_all(reader.snapshot(), &path));
    }
    let actions = wanted.into_iter().filter_map(|a| action(reader, &path, a, &params.context.diagnostics));
    if reader.can().action_literals {
        return Some(actions.map(CodeActionOrCommand::CodeAction).collect());
    }
    let commands = actions.filter_map(|action| as_command(reader, action));
    Some(commands.map(CodeActionOrCommand::Command).collect())
}

/// An action for a client that takes nothing but commands: its own one, or one that has the server ask
/// for the edit, where the client answers that.
fn as_command(reader: &Reader<'_>, action: CodeAction) -> Option<Command> {
    match action.edit {
        None => action.command,
        Some(edit) if reader.can().apply_edit => execute::edit_command(&action.title, &edit),
        Some(_) => None,
    }
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
    let edit = if action.edits.is_empty() { None } else { Some(workspace_edit(reader, &action.edits)?) };
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

/// What the server offers; a client that takes no actions is not told of their kinds.
pub(crate) fn capability(can: ClientCan) -> CodeActionProviderCapability {
    if !can.action_literals {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(kinds()),
        ..CodeActionOptions::default()
    })
}

/// The kinds of what is offered.
fn kinds() -> Vec<CodeActionKind> {
    let all = [ActionKind::Fix, ActionKind::Rewrite, ActionKind::FixAll].map(kind);
    all.into_iter().chain([CodeActionKind::SOURCE_FIX_ALL]).collect()
}

const fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        // The protocol has no kind for telling something; a quick fix is shown by every editor.
        ActionKind::Fix | ActionKind::Learn => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => FIX_ALL,
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
