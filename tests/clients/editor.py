"""An editor as pytest-lsp plays it: it keeps what the server says and asks, in order."""

import asyncio
import json
import pathlib
import typing

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.capabilities import get_capability
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, LanguageClientProtocol
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

PATIENCE = 60  # seconds until the server is called hung; no measure of speed


def converter():
    """pygls' converter, which takes a code action that has a command for a command."""
    either = typing.Union[types.Command, types.CodeAction]

    def structure(value, _):
        is_command = isinstance(value.get("command"), str)
        return own.structure(value, types.Command if is_command else types.CodeAction)

    own = default_converter()
    own.register_structure_hook(either, structure)
    return own


class Protocol(LanguageClientProtocol):
    """Keeps every message of the server; parts of results, which pytest-lsp does not know, by token."""

    def _handle_request(self, msg_id, method_name, params):
        self._server.asked.append((method_name, params))
        return super()._handle_request(msg_id, method_name, params)

    def _handle_notification(self, method_name, params):
        self._server.told.append((method_name, params))
        self._server.news.set()
        if method_name == types.PROGRESS and params.token in self._server.parts:
            self._server.parts[params.token].append(params.value)
            return None
        return super()._handle_notification(method_name, params)


class Editor(LanguageClient):
    """The client, with what is asked of it and told to it."""

    def __init__(self):
        super().__init__(protocol_cls=Protocol, converter_factory=converter)
        register_lsp_features(self, DEFAULT_CLIENT_FEATURES | OWN_FEATURES)
        self.asked = []
        self.told = []
        self.parts = {}
        self.news = asyncio.Event()
        self.offered = None
        self.edits = []

    def can(self, path):
        """What the client says of an ability: `text_document.hover`; None where it says nothing."""
        return get_capability(self.capabilities, path, None)

    async def until(self, what, found):
        """Waits until `found()` gives something."""
        async with asyncio.timeout(PATIENCE) as waiting:
            while (value := found()) is None:
                self.news.clear()
                await self.news.wait()
        assert not waiting.expired(), what
        return value

    def published(self, uri, version):
        """The diagnostics published for a version of a document, if they were."""
        for method, params in self.told:
            if method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
                if params.uri == uri and params.version == version:
                    return params.diagnostics
        return None

    async def shown(self, uri, version, previous=None):
        """The diagnostics of a document, as this client comes by them."""
        if self.offered.diagnostic_provider is None:
            return await self.until(f"diagnostics of {uri}", lambda: self.published(uri, version))
        report = await self.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=previous)
        )
        return report if previous else report.items


def apply_edit(editor: Editor, params: types.ApplyWorkspaceEditParams):
    editor.edits.append(params.edit)
    return types.ApplyWorkspaceEditResult(applied=True)


def nothing(_editor: Editor, _params=None):
    return None


OWN_FEATURES = {
    types.WORKSPACE_APPLY_EDIT: apply_edit,
    types.CLIENT_REGISTER_CAPABILITY: nothing,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: nothing,
    types.WORKSPACE_INLAY_HINT_REFRESH: nothing,
    types.WORKSPACE_CODE_LENS_REFRESH: nothing,
}


def recorded(name):
    """Capabilities kept beside this file, of editors newer than pytest-lsp's."""
    path = pathlib.Path(__file__).parent / "capabilities" / f"{name}.json"
    return structured(json.loads(path.read_text(encoding="utf-8")))


def structured(params):
    converter = get_converter()
    params = {"processId": None, "rootUri": None, **params}
    return converter.structure(params, types.InitializeParams)
