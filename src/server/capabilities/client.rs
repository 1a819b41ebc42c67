//! What the client says it can.

use serde_json::Value;
use tower_lsp::ls_types::{ClientCapabilities, MarkupKind, ResourceOperationKind};

use crate::server::pull::Pull;
use crate::server::{commands, lens};

/// The client's abilities that make a difference.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one ability")]
pub(crate) struct ClientCan {
    /// Answer `workspace/configuration`.
    pub(crate) configuration: bool,
    /// Register for changes of settings later.
    pub(crate) register_configuration: bool,
    /// Watch files for us.
    pub(crate) watch: bool,
    /// Show progress.
    pub(crate) progress: bool,
    /// Show related information of diagnostics.
    pub(crate) related: bool,
    /// Show a link on a diagnostic's code.
    pub(crate) code_link: bool,
    /// Show Markdown in hovers.
    pub(crate) markdown: bool,
    /// Show symbols as a tree.
    pub(crate) symbol_tree: bool,
    /// Ask where in its file a symbol of the workspace stands when somebody goes there.
    pub(crate) resolve_symbols: bool,
    /// Take the words a definition was asked for along with its place.
    pub(crate) definition_link: bool,
    /// Ask for inlay hints anew when it is told to.
    pub(crate) refresh_hints: bool,
    /// The same for semantic tokens.
    pub(crate) refresh_tokens: bool,
    /// The same for code lenses.
    pub(crate) refresh_lenses: bool,
    /// Show a list of places, by a command of its own.
    pub(crate) show_locations: bool,
    /// Show a document when asked to.
    pub(crate) show_document: bool,
    /// Run the command that shows a dossier from a link in a card.
    pub(crate) dossier_links: bool,
    /// Take code actions, not commands alone.
    pub(crate) action_literals: bool,
    /// Edit an open document when asked to.
    pub(crate) apply_edit: bool,
    /// Take edits of several files with the versions they are meant for.
    pub(crate) versioned_edits: bool,
    /// Make a file when an edit says so.
    pub(crate) create_files: bool,
    /// Show what a completion is beside its label.
    pub(crate) label_details: bool,
    /// Show Markdown beside completions.
    pub(crate) completion_markdown: bool,
    /// Ask its user about changes that want it, before they are made.
    pub(crate) annotations: bool,
    /// Ask whether there is something to rename before it asks for the new name.
    pub(crate) prepare_rename: bool,
    /// Register for formatting of documents later.
    pub(crate) register_format: bool,
    /// The same for parts of them.
    pub(crate) register_range_format: bool,
    /// The same for marks as they are typed.
    pub(crate) register_typing: bool,
    /// How many folds it takes, where it says so.
    pub(crate) most_folds: Option<u32>,
    /// Whether it asks for diagnostics.
    pub(crate) pull: Pull,
    /// Take diagnostics of other documents along with those of one.
    pub(crate) related_documents: bool,
}

impl ClientCan {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let workspace = capabilities.workspace.as_ref();
        let document = capabilities.text_document.as_ref();
        let diagnostics = document.and_then(|d| d.publish_diagnostics.as_ref());
        let completion =
            document.and_then(|d| d.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        let pulled = document.and_then(|d| d.diagnostic.as_ref());
        let formats = document.and_then(|d| d.hover.as_ref()).and_then(|h| h.content_format.as_ref());
        Self {
            configuration: workspace.and_then(|w| w.configuration) == Some(true),
            register_configuration: workspace
                .and_then(|w| w.did_change_configuration)
                .and_then(|c| c.dynamic_registration)
                == Some(true),
            watch: workspace.and_then(|w| w.did_change_watched_files).and_then(|w| w.dynamic_registration)
                == Some(true),
            progress: capabilities.window.as_ref().and_then(|w| w.work_done_progress) == Some(true),
            // The newest clients say it once more for diagnostics that they ask for.
            related: diagnostics.and_then(|d| d.related_information) == Some(true)
                || pulled.and_then(|d| d.related_information) == Some(true),
            code_link: diagnostics.and_then(|d| d.code_description_support) == Some(true)
                || pulled.and_then(|d| d.code_description_support) == Some(true),
            markdown: formats.is_some_and(|f| f.contains(&MarkupKind::Markdown)),
            symbol_tree: document
                .and_then(|d| d.document_symbol.as_ref())
                .and_then(|s| s.hierarchical_document_symbol_support)
                == Some(true),
            resolve_symbols: workspace
                .and_then(|w| w.symbol.as_ref())
                .and_then(|s| s.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|property| property == "location.range")),
            definition_link: document.and_then(|d| d.definition).and_then(|d| d.link_support) == Some(true),
            refresh_hints: workspace.and_then(|w| w.inlay_hint.as_ref()).and_then(|h| h.refresh_support)
                == Some(true),
            refresh_tokens: workspace
                .and_then(|w| w.semantic_tokens.as_ref())
                .and_then(|t| t.refresh_support)
                == Some(true),
            refresh_lenses: workspace.and_then(|w| w.code_lens.as_ref()).and_then(|l| l.refresh_support)
                == Some(true),
            show_locations: has_command(capabilities, lens::SHOW),
            show_document: capabilities
                .window
                .as_ref()
                .and_then(|w| w.show_document.as_ref())
                .is_some_and(|s| s.support),
            dossier_links: has_command(capabilities, commands::DOSSIER),
            action_literals: document
                .and_then(|d| d.code_action.as_ref())
                .is_some_and(|a| a.code_action_literal_support.is_some()),
            apply_edit: workspace.and_then(|w| w.apply_edit) == Some(true),
            versioned_edits: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.document_changes)
                == Some(true),
            create_files: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.resource_operations.as_ref())
                .is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            pull: Pull::default(),
            related_documents: pulled.and_then(|d| d.related_document_support) == Some(true),
            label_details: completion.and_then(|c| c.label_details_support) == Some(true),
            completion_markdown: completion
                .and_then(|c| c.documentation_format.as_ref())
                .is_some_and(|f| f.contains(&MarkupKind::Markdown)),
            annotations: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .is_some_and(|e| e.change_annotation_support.is_some()),
            prepare_rename: document.and_then(|d| d.rename.as_ref()).and_then(|r| r.prepare_support)
                == Some(true),
            register_format: document
                .and_then(|d| d.formatting.as_ref())
                .and_then(|f| f.dynamic_registration)
                == Some(true),
            register_range_format: document
                .and_then(|d| d.range_formatting.as_ref())
                .and_then(|f| f.dynamic_registration)
                == Some(true),
            register_typing: document
                .and_then(|d| d.on_type_formatting.as_ref())
                .and_then(|f| f.dynamic_registration)
                == Some(true),
            most_folds: document.and_then(|d| d.folding_range.as_ref()).and_then(|f| f.range_limit),
        }
    }
}

/// Whether the client says that it has a command of this name.
fn has_command(capabilities: &ClientCapabilities, name: &str) -> bool {
    let commands = capabilities.experimental.as_ref().and_then(|e| e.pointer("/commands/commands"));
    commands.and_then(Value::as_array).is_some_and(|list| list.iter().any(|c| c == name))
}
