// The commands on names and articles; those of the server's life are in extension.ts.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { stepFrom } from './mentions';
import { words } from './words';

/** The server's command; it has the client show the page. */
const showDossier = 'isnad.showDossier';

/** The most a timeline's page may have. */
const largestPage = 64 * 1024 * 1024;

/** Moves the cursor to the next or previous mention, in this article, of the name it stands on. */
export async function goToMention(step: 1 | -1): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const cursor = editor.selection.active;
  const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[] | undefined>(
    'vscode.executeDocumentHighlights',
    editor.document.uri,
    cursor,
  );
  const target = stepFrom((found ?? []).map((highlight) => highlight.range.start), cursor, step);
  if (target === undefined) {
    void vscode.window.setStatusBarMessage(words(vscode.env.language).noName, 4000);
    return;
  }
  editor.selection = new vscode.Selection(target, target);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens the page of all that the articles have of the name under the cursor, where the server has such pages. */
export async function openDossier(client: LanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || client === undefined) {
    return;
  }
  const can = client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
  if (!can.includes(showDossier)) {
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    return;
  }
  const place = client.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active);
  const found = await vscode.commands.executeCommand(showDossier, place);
  if (!found) {
    void vscode.window.setStatusBarMessage(words(vscode.env.language).noName, 4000);
  }
}

/** Shows what happened when, across the articles of the folder, in a tab: a page on which nothing runs. */
export async function openTimeline(program: string, language: string): Promise<void> {
  const say = words(vscode.env.language);
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    void vscode.window.showInformationMessage(say.noFolder);
    return;
  }
  const options = ['timeline', '--format', 'html', '--language', language, folder.uri.fsPath];
  const page = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: say.timeline },
    () => promisify(execFile)(program, options, { maxBuffer: largestPage, windowsHide: true }),
  );
  const panel = vscode.window.createWebviewPanel('isnad.timeline', say.timeline, vscode.ViewColumn.Active, {
    enableScripts: false,
    localResourceRoots: [],
  });
  panel.webview.html = page.stdout;
}

/** A command of package.json; in other languages than English VS Code gives its title in both. */
interface Listed {
  command: string;
  title: string | { value: string };
}

/** The palette's commands of isnad, by the click on the status bar. */
export async function showMenu(manifest: { contributes: { commands: Listed[] } }): Promise<void> {
  const items = manifest.contributes.commands
    .filter(({ command }) => command !== 'isnad.showMenu')
    .map(({ command, title }) => ({ label: typeof title === 'string' ? title : title.value, command }));
  const chosen = await vscode.window.showQuickPick(items, { title: words(vscode.env.language).menu });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
