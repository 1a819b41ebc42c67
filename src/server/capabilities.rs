//! What client and server agree on in `initialize`.

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CallHierarchyOptions, CallHierarchyServerCapability, ClientCapabilities, CodeActionOptions,
    CodeActionProviderCapability, CodeLensOptions, DeclarationCapability, DocumentLinkOptions,
    ExecuteCommandOptions, FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, ImplementationProviderCapability,
    InitializeParams, InitializeResult, OneOf, PositionEncodingKind, ReferenceOptions, Registration,
    SelectionRangeProviderCapability, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    TypeDefinitionProviderCapability, WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolOptions,
};

use super::convert::path_of;
use super::pull::Pull;
use super::{code_action, commands, completion, execute, formatting, lens, rename, tokens};
use crate::text::Encoding;
use crate::words::Language;

/// Files whose changes matter.
const WATCHED: [&str; 5] = [
    "**/*.{txt,md}",
    "**/isnad.toml",
    "**/isnad-ignores.toml",
    "**/knowledge/*.{toml,isnad}",
    "**/.gitignore",
];

/// What was agreed on.
#[derive(Clone, Debug)]
pub(crate) struct Agreed {
    /// The unit of columns.
    pub(crate) encoding: Encoding,
    /// The language of messages.
    pub(crate) language: Language,
    /// The workspace's folders.
    pub(crate) roots: Vec<PathBuf>,
    /// Settings sent along.
    pub(crate) options: Value,
    /// The client's process.
    pub(crate) process: Option<u32>,
    /// What the client can.
    pub(crate) can: ClientCan,
}

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

impl Agreed {
    /// Reads what the client says in `initialize`; `environment` is the locale of the process.
    pub(crate) fn new(params: &InitializeParams, environment: Option<&str>) -> Self {
        let locale = params.locale.as_deref().or(environment);
        Self {
            encoding: encoding(params),
            language: locale.map_or_else(Language::default, Language::of_locale),
            roots: roots(params),
            options: params.initialization_options.clone().unwrap_or_default(),
            process: params.process_id,
            can: ClientCan { pull: Pull::of(params), ..ClientCan::new(&params.capabilities) },
        }
    }

    /// The answer to `initialize`.
    pub(crate) fn result(&self) -> InitializeResult {
        let mut capabilities = server_capabilities(self.encoding, self.can);
        formatting::offer(self.can, &mut capabilities);
        InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
            offset_encoding: None,
        }
    }

    /// What is asked of the client once it is ready.
    pub(crate) fn registrations(&self) -> Vec<Registration> {
        let mut out = Vec::new();
        if self.can.watch {
            let watchers: Vec<Value> = WATCHED.iter().map(|g| json!({"globPattern": g})).collect();
            out.push(Registration {
                id: "isnad-files".into(),
                method: "workspace/didChangeWatchedFiles".into(),
                register_options: Some(json!({ "watchers": watchers })),
            });
        }
        if self.can.register_configuration {
            out.push(Registration {
                id: "isnad-settings".into(),
                method: "workspace/didChangeConfiguration".into(),
                register_options: Some(json!({"section": "isnad"})),
            });
        }
        out
    }
}

impl ClientCan {
    fn new(capabilities: &ClientCapabilities) -> Self {
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
            markdown: formats.is_some_and(|f| f.contains(&tower_lsp::ls_types::MarkupKind::Markdown)),
            symbol_tree: document
                .and_then(|d| d.document_symbol.as_ref())
                .and_then(|s| s.hierarchical_document_symbol_support)
                == Some(true),
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
            apply_edit: workspace.and_then(|w| w.apply_edit) == Some(true),
            versioned_edits: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.document_changes)
                == Some(true),
            create_files: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.resource_operations.as_ref())
                .is_some_and(|kinds| kinds.contains(&tower_lsp::ls_types::ResourceOperationKind::Create)),
            pull: Pull::default(),
            related_documents: pulled.and_then(|d| d.related_document_support) == Some(true),
            label_details: completion.and_then(|c| c.label_details_support) == Some(true),
            completion_markdown: completion
                .and_then(|c| c.documentation_format.as_ref())
                .is_some_and(|f| f.contains(&tower_lsp::ls_types::MarkupKind::Markdown)),
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

/// The first of the client's units that is not UTF-16, for which it would have to count anew;
/// UTF-16 where it names no other. A client that cannot say how it counts is told for by its user,
/// in `positionEncoding` of the initialization options.
fn encoding(params: &InitializeParams) -> Encoding {
    let general = params.capabilities.general.as_ref();
    let offered = general.and_then(|g| g.position_encodings.as_ref()).into_iter().flatten();
    let options = params.initialization_options.as_ref();
    let told = options.and_then(|o| o.get("positionEncoding")).and_then(Value::as_str);
    let mut names = offered.map(PositionEncodingKind::as_str).chain(told);
    names
        .find_map(|name| match name {
            "utf-8" => Some(Encoding::Utf8),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        })
        .unwrap_or_default()
}

fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(folders) = params.workspace_folders.as_ref().filter(|f| !f.is_empty()) {
        return folders.iter().map(|f| path_of(&f.uri)).collect();
    }
    #[expect(deprecated, reason = "older clients name only a root")]
    let root = match (&params.root_uri, &params.root_path) {
        (Some(uri), _) => Some(path_of(uri)),
        (None, path) => path.as_ref().map(PathBuf::from),
    };
    root.into_iter().filter(|r| r.is_absolute()).collect()
}

fn server_capabilities(encoding: Encoding, can: ClientCan) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(completion::capability()),
        rename_provider: Some(rename::capability(can)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Right(ReferenceOptions { work_done_progress_options: tells() })),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Right(WorkspaceSymbolOptions {
            work_done_progress_options: tells(),
            resolve_provider: None,
        })),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(code_action::kinds()),
            ..CodeActionOptions::default()
        })),
        semantic_tokens_provider: Some(tokens::capability()),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Options(CallHierarchyOptions {
            work_done_progress_options: tells(),
        })),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: None,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        diagnostic_provider: can.pull.capability(),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: None }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: std::iter::once(execute::IGNORE).chain(commands::ALL).map(Into::into).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(every_file()),
                did_create: Some(every_file()),
                did_rename: Some(every_file()),
                did_delete: Some(every_file()),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    }
}

/// How far it is, the server tells of work on all articles.
const fn tells() -> WorkDoneProgressOptions {
    WorkDoneProgressOptions { work_done_progress: Some(true) }
}

/// Folders too: one renamed is told without the files in it.
fn every_file() -> FileOperationRegistrationOptions {
    FileOperationRegistrationOptions {
        filters: vec![FileOperationFilter {
            scheme: Some("file".into()),
            pattern: FileOperationPattern { glob: "**/*".into(), ..FileOperationPattern::default() },
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(params: &Value) -> Agreed {
        let mut whole = json!({"capabilities": {}});
        for (key, value) in params.as_object().unwrap() {
            whole[key] = value.clone();
        }
        Agreed::new(&serde_json::from_value(whole).unwrap(), None)
    }

    #[test]
    fn the_unit_is_the_first_offered_that_is_not_utf_16() {
        for (offered, expected) in [
            (json!([]), Encoding::Utf16),
            (json!(["utf-16"]), Encoding::Utf16),
            (json!(["utf-16", "utf-8"]), Encoding::Utf8),
            (json!(["utf-32", "utf-8"]), Encoding::Utf32),
            (json!(["utf-7"]), Encoding::Utf16),
        ] {
            let capabilities = json!({"general": {"positionEncodings": offered}});
            let got = agreed(&json!({"capabilities": capabilities})).encoding;
            assert_eq!(got, expected, "{offered}");
        }
        assert_eq!(agreed(&json!({})).encoding, Encoding::Utf16);
        let told = agreed(&json!({"initializationOptions": {"positionEncoding": "utf-8"}})).encoding;
        assert_eq!(told, Encoding::Utf8);
    }

    #[test]
    fn folders_win_over_a_root() {
        let folders = json!([{"uri": "file:///a%20b", "name": "a"}, {"uri": "file:///c", "name": "c"}]);
        let both = agreed(&json!({"rootUri": "file:///r", "workspaceFolders": folders}));
        assert_eq!(both.roots, [PathBuf::from("/a b"), PathBuf::from("/c")]);
        let root = agreed(&json!({"rootUri": "file:///r", "workspaceFolders": null}));
        assert_eq!(root.roots, [PathBuf::from("/r")]);
        assert!(agreed(&json!({"rootUri": null})).roots.is_empty());
    }

    #[test]
    fn language_follows_the_locale() {
        assert_eq!(agreed(&json!({"locale": "ar-EG"})).language, Language::Ar);
        assert_eq!(agreed(&json!({"locale": "en"})).language, Language::En);
    }
}
