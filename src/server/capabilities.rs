//! What client and server agree on in `initialize`.

mod client;

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CallHierarchyOptions, CallHierarchyServerCapability, CodeLensOptions, DeclarationCapability,
    DocumentLinkOptions, ExecuteCommandOptions, FileOperationFilter, FileOperationPattern,
    FileOperationRegistrationOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    ImplementationProviderCapability, InitializeParams, InitializeResult, OneOf, PositionEncodingKind,
    ReferenceOptions, Registration, SelectionRangeProviderCapability, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    TypeDefinitionProviderCapability, WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolOptions,
};

use super::convert::path_of;
use super::pull::Pull;
use super::{code_action, commands, completion, execute, formatting, rename, tokens};
use crate::text::Encoding;
use crate::words::Language;

pub(crate) use client::ClientCan;

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
            resolve_provider: can.resolve_symbols.then_some(true),
        })),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(code_action::capability(can)),
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
            commands: execute::offered(can).chain(commands::ALL).map(Into::into).collect(),
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
