"""The server under the true capabilities of editors: every request such an editor may make on a seed, and
nothing asked of it or told to it that it did not say it can. Run by .ci/steps/clients."""

import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, client_capabilities

from editor import Editor, recorded

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ.get("ISNAD_PROGRAM", str(ROOT / "target/release/isnad"))
SEED = "000_592ba7a69ca3b378.txt"
NAME = "كيم جونج أون"

# From pytest-lsp, and from this folder those it does not have.
EDITORS = ["emacs@29.1", "neovim@0.10.0", "neovim@0.11.0", "visual-studio-code@1.65.2"]
NEWER = ["neovim_v0.12.4", "visual_studio_code_v1.139.1"]
NAMES = {"emacs": "Emacs (eglot)", "neovim": "Neovim", "visual-studio-code": "Visual Studio Code"}

# What an editor has to say that it can before the server may ask for it or tell it.
ASKED_ONLY_WHERE = {
    types.WORKSPACE_CONFIGURATION: "workspace.configuration",
    types.WORKSPACE_APPLY_EDIT: "workspace.apply_edit",
    types.WORKSPACE_WORKSPACE_FOLDERS: "workspace.workspace_folders",
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: "workspace.semantic_tokens.refresh_support",
    types.WORKSPACE_INLAY_HINT_REFRESH: "workspace.inlay_hint.refresh_support",
    types.WORKSPACE_CODE_LENS_REFRESH: "workspace.code_lens.refresh_support",
    types.WORKSPACE_DIAGNOSTIC_REFRESH: "workspace.diagnostics.refresh_support",
    types.WINDOW_WORK_DONE_PROGRESS_CREATE: "window.work_done_progress",
    types.WINDOW_SHOW_DOCUMENT: "window.show_document.support",
}
# Registered only where the editor offers it.
REGISTERED_ONLY_WHERE = {
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: "workspace.did_change_watched_files.dynamic_registration",
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: "workspace.did_change_configuration.dynamic_registration",
    types.TEXT_DOCUMENT_FORMATTING: "text_document.formatting.dynamic_registration",
    types.TEXT_DOCUMENT_RANGE_FORMATTING: "text_document.range_formatting.dynamic_registration",
    types.TEXT_DOCUMENT_ON_TYPE_FORMATTING: "text_document.on_type_formatting.dynamic_registration",
}


def params_of(spec):
    """What an editor says in `initialize`."""
    if "@" not in spec:
        return recorded(spec)
    name, version = spec.split("@")
    return types.InitializeParams(
        capabilities=client_capabilities(spec),
        client_info=types.ClientInfo(name=NAMES[name], version=version),
    )


@pytest_lsp.fixture(
    params=EDITORS + NEWER,
    config=ClientServerConfig(server_command=[PROGRAM, "serve", "--stdio"], client_factory=Editor),
)
async def editor(lsp_client: Editor, request, tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    folder = tmp_path / "seeds"
    params = params_of(request.param)
    params.locale = "ar"
    params.root_uri = folder.as_uri()
    params.workspace_folders = [types.WorkspaceFolder(uri=folder.as_uri(), name="seeds")]
    lsp_client.folder = folder
    lsp_client.params = params
    result = await lsp_client.initialize_session(params)
    lsp_client.offered = result.capabilities
    yield
    asked_only_what_it_can(lsp_client)
    told_only_what_it_can(lsp_client)
    await lsp_client.shutdown_session()
    assert lsp_client.error is None
    assert lsp_client._server.returncode == 0


@pytest.fixture
def article(editor):
    return Article(editor, SEED)


class Article:
    """A seed in the editor."""

    def __init__(self, editor, name):
        self.editor = editor
        self.text = (editor.folder / name).read_text(encoding="utf-8")
        self.uri = (editor.folder / name).as_uri()
        self.document = types.TextDocumentIdentifier(self.uri)
        item = types.TextDocumentItem(self.uri, "plaintext", 1, self.text)
        editor.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def position(self, offset):
        before = self.text[:offset].split("\n")
        return types.Position(len(before) - 1, self.measure(before[-1]))

    def measure(self, words):
        match self.editor.offered.position_encoding:
            case "utf-8":
                return len(words.encode())
            case "utf-32":
                return len(words)
        return len(words.encode("utf-16-le")) // 2

    def at(self, words):
        """Inside of words of the text."""
        return self.position(self.text.index(words) + 1)

    def whole(self):
        return types.Range(types.Position(0, 0), self.position(len(self.text)))

    def words(self, place):
        """What a range takes in, where it lies in one line."""
        line = self.text.split("\n")[place.start.line]
        assert place.start.line == place.end.line
        ends = {self.measure(line[:n]): n for n in range(len(line) + 1)}
        return line[ends[place.start.character] : ends[place.end.character]]

    def change(self, version, text):
        self.text = text
        changed = types.VersionedTextDocumentIdentifier(version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.editor.text_document_did_change(types.DidChangeTextDocumentParams(changed, [change]))


def asked_only_what_it_can(editor):
    for method, params in editor.asked:
        if method in ASKED_ONLY_WHERE:
            assert editor.can(ASKED_ONLY_WHERE[method]), f"{method} was asked of an editor that has it not"
        elif method == types.CLIENT_REGISTER_CAPABILITY:
            for registration in params.registrations:
                assert editor.can(REGISTERED_ONLY_WHERE[registration.method]), registration.method
        else:
            assert method in (types.WINDOW_SHOW_MESSAGE_REQUEST,), method


def told_only_what_it_can(editor):
    published = [p for method, p in editor.told if method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]
    if editor.offered.diagnostic_provider is not None:
        assert not published, "diagnostics are shown twice"
    newest = {}
    for params in published:
        if params.version is not None:
            assert params.version >= newest.get(params.uri, 0), "of an older version after a newer one"
            newest[params.uri] = params.version
    for diagnostic in (d for params in published for d in params.diagnostics):
        can_show(editor, diagnostic)
    for method, params in editor.told:
        assert method != types.LOG_TRACE or editor.params.trace not in (None, types.TraceValue.Off)


def can_show(editor, diagnostic):
    publish, pull = "text_document.publish_diagnostics", "text_document.diagnostic"
    assert diagnostic.source == "isnad" and diagnostic.code and diagnostic.severity
    if diagnostic.related_information:
        assert any(editor.can(f"{way}.related_information") for way in (publish, pull))
    if diagnostic.code_description:
        assert any(editor.can(f"{way}.code_description_support") for way in (publish, pull))
    assert diagnostic.tags is None


async def test_what_is_offered(editor, article):
    offered = editor.offered
    units = editor.can("general.position_encodings") or ["utf-16"]
    assert offered.position_encoding in units
    assert offered.text_document_sync.open_close
    assert offered.text_document_sync.change == types.TextDocumentSyncKind.Incremental
    if offered.diagnostic_provider is not None:
        assert editor.can("text_document.diagnostic") is not None
        assert editor.can("workspace.diagnostics.refresh_support"), "what it shows would grow stale"
    await article.editor.shown(article.uri, 1)


async def test_diagnostics(editor, article):
    shown = await editor.shown(article.uri, 1)
    assert shown
    for diagnostic in shown:
        can_show(editor, diagnostic)
        assert holds(article.whole(), diagnostic.range)
    article.change(2, article.text + "\nقال مصدر مطلع إن الجيش قتل 120 شخصا في موسكو.\n")
    more = await editor.shown(article.uri, 2)
    assert len(more) > len(shown)
    # A setting is in force at once, whichever way the editor comes by diagnostics.
    asked = editor.diagnostic_refresh_count
    settings = editor.folder / "isnad.toml"
    settings.write_text('language = "ar"\n[rules]\nvague-source = "off"\nunsourced-claim = "off"\n')
    change = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    if editor.offered.diagnostic_provider is None:
        last = lambda: fewer_published(editor, article.uri, len(more))
        await editor.until("fewer diagnostics", last)
    else:
        again = lambda: True if editor.diagnostic_refresh_count > asked else None
        while len(await editor.shown(article.uri, 2)) == len(more):
            await editor.until("to be asked to ask again", again)


def fewer_published(editor, uri, than):
    published = [p for m, p in editor.told if m == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS and p.uri == uri]
    return True if len(published[-1].diagnostics) < than else None


async def test_diagnostics_of_the_workspace(editor, article):
    provider = editor.offered.diagnostic_provider
    if provider is None or not provider.workspace_diagnostics:
        pytest.skip("this editor does not ask")
    editor.parts["found"] = []
    params = types.WorkspaceDiagnosticParams([], partial_result_token="found")
    report = await editor.workspace_diagnostic_async(params)
    assert not report.items
    items = [item for part in editor.parts["found"] for item in part["items"]]
    names = {item["uri"].rsplit("/")[-1] for item in items}
    assert len(names) == 5 and SEED in names
    assert {item["version"] for item in items if item["uri"] == article.uri} == {1}
    known = [types.PreviousResultId(item["uri"], item["resultId"]) for item in items]
    again = await editor.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
    assert {item.kind for item in again.items} == {"unchanged"}


async def test_hover_and_places(editor, article):
    await editor.shown(article.uri, 1)
    at = article.at(NAME)
    hover = await editor.text_document_hover_async(types.HoverParams(article.document, at))
    assert hover.contents.kind in (editor.can("text_document.hover.content_format") or ["plaintext"])
    assert article.words(hover.range) == NAME
    for method, params in [
        ("definition", types.DefinitionParams),
        ("declaration", types.DeclarationParams),
        ("type_definition", types.TypeDefinitionParams),
        ("implementation", types.ImplementationParams),
    ]:
        if editor.can(f"text_document.{method}") is None:
            continue
        found = await getattr(editor, f"text_document_{method}_async")(params(article.document, at))
        for place in found if isinstance(found, list) else [found]:
            if isinstance(place, types.LocationLink):
                assert editor.can(f"text_document.{method}.link_support"), method
    highlight = types.DocumentHighlightParams(article.document, at)
    marks = await editor.text_document_document_highlight_async(highlight)
    assert len(marks) > 1 and all(article.words(mark.range) for mark in marks)


async def test_references_in_parts(editor, article):
    await editor.until("the articles", lambda: scanned(editor))
    at = article.at(NAME)
    context = types.ReferenceContext(include_declaration=True)
    whole = await editor.text_document_references_async(types.ReferenceParams(context, article.document, at))
    files = {place.uri for place in whole}
    assert len(files) > 1
    editor.parts["found"] = []
    editor.progress_reports["work"] = []
    params = types.ReferenceParams(
        context, article.document, at, work_done_token="work", partial_result_token="found"
    )
    assert not await editor.text_document_references_async(params)
    assert sum(len(part) for part in editor.parts["found"]) == len(whole)
    kinds = [report.kind for report in editor.progress_reports["work"]]
    assert kinds[0] == "begin" and kinds[-1] == "end"


def scanned(editor):
    """The end of the scan, which is told where the editor shows progress."""
    if not editor.can("window.work_done_progress"):
        return True
    reports = [report for told in editor.progress_reports.values() for report in told]
    return True if any(report.kind == "end" for report in reports) else None


async def test_symbols(editor, article):
    await editor.until("the articles", lambda: scanned(editor))
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(article.document))
    tree = editor.can("text_document.document_symbol.hierarchical_document_symbol_support")
    kind = types.DocumentSymbol if tree else types.SymbolInformation
    assert symbols and all(isinstance(symbol, kind) for symbol in symbols)
    kinds = editor.can("text_document.document_symbol.symbol_kind.value_set")
    for symbol in every(symbols):
        assert symbol.name.strip()
        assert kinds is None or symbol.kind in kinds
        if tree:
            assert holds(symbol.range, symbol.selection_range), symbol.name
    for query in ["", "كيم جونغ أون", "Kim"]:
        found = await editor.workspace_symbol_async(types.WorkspaceSymbolParams(query))
        assert any(symbol.location.uri for symbol in found), query


def every(symbols):
    for symbol in symbols:
        yield symbol
        yield from every(getattr(symbol, "children", None) or [])


def holds(outer, inner):
    ends = [(p.line, p.character) for p in (outer.start, inner.start, inner.end, outer.end)]
    return ends == sorted(ends)


async def test_code_actions_and_their_edits(editor, article):
    shown = await editor.shown(article.uri, 1)
    assert editor.can("text_document.code_action.code_action_literal_support") is not None
    offered = editor.offered.code_action_provider.code_action_kinds
    met = 0
    for diagnostic in shown:
        context = types.CodeActionContext(diagnostics=[diagnostic])
        params = types.CodeActionParams(article.document, diagnostic.range, context)
        for action in await editor.text_document_code_action_async(params):
            met += 1
            assert any(action.kind == kind or action.kind.startswith(f"{kind}.") for kind in offered)
            assert action.edit or action.command
            edit_is_taken(editor, action.edit)
            if action.command:
                assert action.command.command in editor.offered.execute_command_provider.commands
    assert met
    # One that the server carries out: the finding stands from then on.
    context = types.CodeActionContext(diagnostics=[shown[0]])
    params = types.CodeActionParams(article.document, shown[0].range, context)
    actions = await editor.text_document_code_action_async(params)
    ignore = next(a.command for a in actions if a.command and a.command.command == "isnad.ignore")
    await editor.workspace_execute_command_async(
        types.ExecuteCommandParams(ignore.command, arguments=ignore.arguments)
    )
    assert (editor.folder / "isnad-ignores.toml").is_file()


def edit_is_taken(editor, edit):
    """Whether the editor can make a workspace edit."""
    if edit is None:
        return
    assert not edit.change_annotations or editor.can("workspace.workspace_edit.change_annotation_support")
    if edit.document_changes:
        assert editor.can("workspace.workspace_edit.document_changes")
    makes = editor.can("workspace.workspace_edit.resource_operations") or []
    for change in edit.document_changes or []:
        assert isinstance(change, types.TextDocumentEdit) or change.kind in makes


async def test_what_is_shown_in_the_text(editor, article):
    await editor.shown(article.uri, 1)
    document, whole = article.document, article.whole()
    if editor.can("text_document.inlay_hint") is not None:
        hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
        assert all(hint.label for hint in hints)
    if editor.can("text_document.code_lens") is not None:
        lenses = await editor.text_document_code_lens_async(types.CodeLensParams(document))
        assert lenses and all(lens.command.title for lens in lenses)
    if editor.can("text_document.document_link") is not None:
        await editor.text_document_document_link_async(types.DocumentLinkParams(document))
    if editor.can("text_document.folding_range") is not None:
        folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(document))
        limit = editor.can("text_document.folding_range.range_limit")
        assert limit is None or len(folds) <= limit
        assert all(fold.start_line < fold.end_line and fold.start_character is None for fold in folds)
    if editor.can("text_document.selection_range") is not None:
        params = types.SelectionRangeParams(document, [article.at(NAME), article.at("الشمالية")])
        for grown in await editor.text_document_selection_range_async(params):
            while grown.parent:
                assert holds(grown.parent.range, grown.range)
                grown = grown.parent


async def test_semantic_tokens(editor, article):
    asked = editor.can("text_document.semantic_tokens.requests")
    if asked is None:
        pytest.skip("this editor does not colour by them")
    await editor.shown(article.uri, 1)
    params = types.SemanticTokensParams(article.document)
    full = await editor.text_document_semantic_tokens_full_async(params)
    in_order(full.data, editor.offered.semantic_tokens_provider.legend, article)
    article.change(2, "مقدمة قصيرة.\n" + article.text)
    delta = types.SemanticTokensDeltaParams(article.document, full.result_id)
    change = await editor.text_document_semantic_tokens_full_delta_async(delta)
    data = list(full.data)
    for edit in reversed(change.edits):
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    fresh = await editor.text_document_semantic_tokens_full_async(params)
    assert data == list(fresh.data)
    if asked.range:
        part = types.SemanticTokensRangeParams(article.document, article.whole())
        assert (await editor.text_document_semantic_tokens_range_async(part)).data == fresh.data


def in_order(data, legend, article):
    """No token overlaps the one before or goes over its line's end, as an editor has to ask for such."""
    lines = [article.measure(line) for line in article.text.split("\n")]
    line = end = start = 0
    assert len(data) % 5 == 0 and data
    for down, right, length, kind, modifiers in zip(*[iter(data)] * 5):
        line, start = (line + down, right) if down else (line, start + right)
        assert down or start >= end
        end = start + length
        assert end <= lines[line]
        assert kind < len(legend.token_types) and modifiers < 1 << len(legend.token_modifiers)


async def test_hierarchies(editor, article):
    await editor.until("the articles", lambda: scanned(editor))
    if editor.can("text_document.call_hierarchy") is not None:
        params = types.CallHierarchyPrepareParams(article.document, article.at(NAME))
        item = (await editor.text_document_prepare_call_hierarchy_async(params))[0]
        await editor.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item))
        await editor.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(item))
    if editor.can("text_document.type_hierarchy") is not None:
        params = types.TypeHierarchyPrepareParams(article.document, article.at("روسيا"))
        item = (await editor.text_document_prepare_type_hierarchy_async(params))[0]
        above = await editor.type_hierarchy_supertypes_async(types.TypeHierarchySupertypesParams(item))
        assert above
        await editor.type_hierarchy_subtypes_async(types.TypeHierarchySubtypesParams(item))


async def test_writing(editor, article):
    """What is offered of completion, renaming and formatting keeps to what the editor can."""
    await editor.shown(article.uri, 1)
    offered, document = editor.offered, article.document
    at = article.at(NAME)
    if offered.completion_provider and editor.can("text_document.completion") is not None:
        found = await editor.text_document_completion_async(types.CompletionParams(document, at))
        items = found.items if isinstance(found, types.CompletionList) else found or []
        for item in items[:3] if offered.completion_provider.resolve_provider else []:
            await editor.completion_item_resolve_async(item)
    if offered.rename_provider and editor.can("text_document.rename") is not None:
        if editor.can("text_document.rename.prepare_support"):
            await editor.text_document_prepare_rename_async(types.PrepareRenameParams(document, at))
        params = types.RenameParams(document, at, "كيم يونغ أون")
        edit_is_taken(editor, await editor.text_document_rename_async(params))
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    if offered.document_formatting_provider and editor.can("text_document.formatting") is not None:
        await editor.text_document_formatting_async(types.DocumentFormattingParams(document, options))
    if offered.document_range_formatting_provider and editor.can("text_document.range_formatting") is not None:
        params = types.DocumentRangeFormattingParams(document, article.whole(), options)
        await editor.text_document_range_formatting_async(params)


async def test_files_and_folders(editor, article):
    """What editors tell of files: each in every way it has, and settings as it sends them."""
    await editor.shown(article.uri, 1)
    new = editor.folder / "جديد.txt"
    new.write_text("وصل كيم جونغ أون إلى موسكو.", encoding="utf-8")
    created = types.FileEvent(new.as_uri(), types.FileChangeType.Created)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([created]))
    if editor.can("workspace.file_operations.will_rename"):
        old = types.FileRename(new.as_uri(), (editor.folder / "قديم.txt").as_uri())
        edit = await editor.workspace_will_rename_files_async(types.RenameFilesParams([old]))
        edit_is_taken(editor, edit)
        new = new.rename(editor.folder / "قديم.txt")
        editor.workspace_did_rename_files(types.RenameFilesParams([old]))
    change = types.WorkspaceFoldersChangeEvent(added=[], removed=editor.params.workspace_folders)
    editor.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(change))
    settings = {"isnad": {"language": "en"}}
    editor.set_configuration(settings)
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    editor.text_document_did_save(types.DidSaveTextDocumentParams(article.document))
    editor.text_document_did_close(types.DidCloseTextDocumentParams(article.document))
    assert await editor.text_document_hover_async(types.HoverParams(article.document, article.at(NAME))) is None
