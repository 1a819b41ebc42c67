//! The protocol's methods. Each puts one event on the session's queue before it awaits anything; a
//! request then awaits its reply and nothing else. tower-lsp first polls handlers in the order of
//! their messages, so the queue has that order too.

use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, CreateFilesParams, DeleteFilesParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location,
    PrepareRenameResponse, ReferenceParams, RenameFilesParams, RenameParams, SelectionRange,
    SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, TextDocumentPositionParams,
    TextEdit, TypeHierarchyItem, TypeHierarchyPrepareParams, TypeHierarchySubtypesParams,
    TypeHierarchySupertypesParams, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit,
    WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::Backend;
use crate::server::capabilities::Agreed;
use crate::server::convert::path_of;
use crate::server::event::Event;
use crate::server::feed::Feed;
use crate::server::view::Reader;
use crate::server::{
    calls, commands, completion, execute, files, formatting, handlers, lens, navigation, pull, ranges,
    rename, tokens,
};

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|locale| !locale.is_empty());
        let locale = locale.filter(|locale| !locale.starts_with('C') && locale != "POSIX");
        let agreed = Agreed::new(&params, locale.as_deref());
        self.0.client_process.send_replace(agreed.process);
        self.0.trace.set(params.trace.unwrap_or_default());
        let result = agreed.result();
        self.tell(Event::Agreed(Box::new(agreed)));
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.tell(Event::Stop);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Opened(Box::new(params)));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Changed(Box::new(params)));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(Event::Saved(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::ConfigurationChanged(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.tell(Event::Folders { added: params.event.added, removed: params.event.removed });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let changes = params.changes.iter();
        let paths = changes.map(|change| path_of(&change.uri)).collect();
        self.tell(Event::Touched(paths));
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.read("workspace/willRenameFiles", move |reader| files::will_rename(reader, &params.files)).await
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.touched(params.files.iter().map(|f| &f.uri));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let names = params.files.iter();
        self.touched(names.flat_map(|f| [&f.old_uri, &f.new_uri]));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.touched(params.files.iter().map(|f| &f.uri));
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.read("textDocument/hover", move |reader| handlers::hover(reader, &at)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.read("textDocument/completion", move |reader| completion::completion(reader, &at)).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        self.read("completionItem/resolve", move |reader| completion::resolve(reader, params)).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.read("textDocument/prepareRename", move |reader| rename::prepare(reader, &params)).await?
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.read("textDocument/rename", move |reader| rename::rename(reader, &params)).await?
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.read("textDocument/formatting", move |reader| formatting::document(reader, &params)).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.read("textDocument/rangeFormatting", move |reader| formatting::range(reader, &params)).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.read("textDocument/onTypeFormatting", move |reader| formatting::typed(reader, &params)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.read("textDocument/definition", move |reader| handlers::definition(reader, &at)).await
    }

    async fn goto_declaration(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.read("textDocument/declaration", move |reader| navigation::declaration(reader, &at)).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.read("textDocument/typeDefinition", move |reader| navigation::type_definition(reader, &at)).await
    }

    async fn goto_implementation(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let tokens = (params.partial_result_params, params.work_done_progress_params);
        self.feed("textDocument/implementation", tokens, move |reader, feed| {
            navigation::implementation(reader, feed, &at)
        })
        .await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.read("textDocument/prepareTypeHierarchy", move |reader| navigation::prepare_types(reader, &at))
            .await
    }

    async fn supertypes(
        &self,
        params: TypeHierarchySupertypesParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.read("typeHierarchy/supertypes", move |reader| {
            Some(navigation::supertypes(reader, &params.item))
        })
        .await
    }

    async fn subtypes(&self, params: TypeHierarchySubtypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.read("typeHierarchy/subtypes", move |reader| Some(navigation::subtypes(reader, &params.item)))
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let declaration = params.context.include_declaration;
        let tokens = (params.partial_result_params, params.work_done_progress_params);
        let work =
            move |reader: &Reader<'_>, feed: &Feed| handlers::references(reader, feed, &at, declaration);
        self.feed("textDocument/references", tokens, work).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.read("textDocument/documentHighlight", move |reader| handlers::highlight(reader, &at)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.read("textDocument/documentSymbol", move |reader| {
            handlers::document_symbol(reader, &params.text_document)
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.read("textDocument/inlayHint", move |reader| handlers::inlay_hint(reader, &params)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.read("textDocument/codeAction", move |reader| handlers::code_action(reader, &params)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let found =
            self.read("textDocument/semanticTokens/full", move |reader| tokens::full(reader, &uri)).await;
        found.map(|tokens| tokens.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        self.read("textDocument/semanticTokens/full/delta", move |reader| {
            tokens::delta(reader, &uri, &previous)
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let (uri, part) = (params.text_document.uri, params.range);
        let found = self
            .read("textDocument/semanticTokens/range", move |reader| tokens::range(reader, &uri, part))
            .await;
        found.map(|tokens| tokens.map(SemanticTokensRangeResult::Tokens))
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.read("textDocument/prepareCallHierarchy", move |reader| calls::prepare(reader, &at)).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let tokens = (params.partial_result_params, params.work_done_progress_params);
        self.feed("callHierarchy/incomingCalls", tokens, move |reader, feed| {
            Some(calls::incoming(reader, feed, &params.item))
        })
        .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.read("callHierarchy/outgoingCalls", move |reader| Some(calls::outgoing(reader, &params.item)))
            .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri;
        self.read("textDocument/codeLens", move |reader| lens::code_lens(reader, &uri)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri;
        self.read("textDocument/foldingRange", move |reader| ranges::folding(reader, &uri)).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.read("textDocument/selectionRange", move |reader| ranges::selection(reader, &params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        self.read("textDocument/documentLink", move |reader| ranges::links(reader, &uri)).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let answer = self
            .read("textDocument/diagnostic", move |reader| pull::document::document(reader, &params))
            .await??;
        self.tell(Event::Pulled(Box::new(answer.known)));
        Ok(answer.report)
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let (feed, closing) = self.feeding(params.partial_result_params, params.work_done_progress_params);
        let report = self.0.sweeps.answer(self, feed, params.previous_result_ids).await;
        drop(closing);
        report.map(WorkspaceDiagnosticReportResult::Report)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        if commands::ALL.contains(&params.command.as_str()) {
            let ExecuteCommandParams { command, arguments, .. } = params;
            let run = move |reader: &Reader<'_>| commands::run(reader, &command, &arguments);
            let found = self.read("workspace/executeCommand", run).await?;
            if let Some(place) = found.clone() {
                self.tell(Event::Show(Box::new(place)));
            }
            return Ok(found.map(|place| json!(place)));
        }
        if params.command == execute::EDIT {
            let edit = params.arguments.into_iter().next().map(serde_json::from_value);
            let Some(Ok(edit)) = edit else {
                return Err(Error::invalid_params(params.command));
            };
            self.tell(Event::Edit(Box::new(edit)));
            return Ok(None);
        }
        if params.command != execute::IGNORE {
            return Err(Error::invalid_params(params.command));
        }
        let (told, done) = oneshot::channel();
        self.tell(Event::Execute(params.arguments, told));
        done.await.map(|()| None).map_err(|_| Error::internal_error())
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let tokens = (params.partial_result_params, params.work_done_progress_params);
        self.feed("workspace/symbol", tokens, move |reader, feed| {
            Some(handlers::workspace_symbol(reader, feed, &params.query))
        })
        .await
    }

    async fn symbol_resolve(&self, symbol: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        self.read("workspaceSymbol/resolve", move |reader| handlers::resolve_symbol(reader, symbol)).await
    }
}
