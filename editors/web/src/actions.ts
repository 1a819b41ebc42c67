// Code actions: what mends a finding, or writes a name otherwise. An action may change any article;
// files that are no articles are changed on disk, where that is allowed.

import type { CodeAction, CreateFile, Diagnostic, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { EditorState } from '@codemirror/state';
import { FileError } from './files';
import type { Page } from './page';
import { spanOf } from './place';

/** What can be done about some words, the preferred first. */
export async function actionsAt(page: Page, uri: string, range: Range, diagnostics: Diagnostic[]): Promise<CodeAction[]> {
  const params = { textDocument: { uri }, range, context: { diagnostics } };
  const found = await page.connection.request<CodeAction[] | null>('textDocument/codeAction', params);
  return (found ?? []).sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
}

/** Whether an action writes files at once, which has to be allowed. */
export function writes(page: Page, action: CodeAction): boolean {
  return action.command !== undefined || edits(action.edit).some(({ uri }) => !isArticle(page, uri));
}

/** Does what an action says. */
export async function apply(page: Page, action: CodeAction): Promise<void> {
  try {
    if (action.edit) await applyEdit(page, action.edit);
    if (action.command) await page.connection.request('workspace/executeCommand', action.command);
  } catch (fault) {
    const { changed, notApplied } = page.words;
    page.tell(fault instanceof FileError && fault.why === 'changed' ? changed : notApplied);
  }
}

interface FileEdits {
  uri: string;
  version: number | null;
  edits: TextEdit[];
}

function edits(edit: WorkspaceEdit | undefined): FileEdits[] {
  const changes = Object.entries(edit?.changes ?? {}).map(([uri, edits]) => ({ uri, version: null, edits }));
  const isEdit = (change: object): change is TextDocumentEdit => 'textDocument' in change;
  const documents = (edit?.documentChanges ?? []).filter(isEdit).map(({ textDocument, edits }) => ({
    uri: textDocument.uri,
    version: textDocument.version,
    edits: edits.filter((edit): edit is TextEdit => 'newText' in edit),
  }));
  return [...changes, ...documents];
}

function created(edit: WorkspaceEdit): Set<string> {
  const made = (edit.documentChanges ?? []).filter((change): change is CreateFile => 'kind' in change && change.kind === 'create');
  return new Set(made.map(({ uri }) => uri));
}

function isArticle(page: Page, uri: string): boolean {
  return page.files.path(uri) !== null && /\.(txt|md)$/i.test(uri);
}

async function applyEdit(page: Page, edit: WorkspaceEdit): Promise<void> {
  const parts = edits(edit);
  // All or nothing: an edit meant for another version of any text is let be.
  const open = parts.map(({ uri }) => page.buffers.get(uri));
  if (parts.some(({ version }, at) => version !== null && open[at] && open[at].version !== version)) {
    throw new FileError('changed');
  }
  const made = created(edit);
  for (const { uri, edits } of parts) {
    if (isArticle(page, uri)) {
      const buffer = await page.buffers.load(uri);
      const changes = edits.map(({ range, newText }) => ({
        ...spanOf(buffer.state.doc, range),
        insert: buffer.state.toText(newText),
      }));
      page.buffers.change(buffer, { changes, userEvent: 'input.action' });
    } else {
      const old = made.has(uri) ? null : await page.files.read(uri);
      await page.files.write(uri, old, edited(old ?? '', edits));
    }
  }
}

function edited(text: string, edits: TextEdit[]): string {
  const state = EditorState.create({ doc: text, extensions: EditorState.lineSeparator.of('\n') });
  const changes = edits.map(({ range, newText }) => ({ ...spanOf(state.doc, range), insert: state.toText(newText) }));
  return state.update({ changes }).state.sliceDoc();
}
