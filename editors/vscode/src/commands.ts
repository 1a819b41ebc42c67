// The commands on names and articles; those of the server's life are in extension.ts.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { LanguageClient, TextDocumentPositionParams } from 'vscode-languageclient/node';
import { words } from './words';

/** The server's command that shows a dossier; cards link to it, too. */
export const showDossier = 'isnad.showDossier';

/** The most a timeline's page may have. */
const largestPage = 64 * 1024 * 1024;

/** Where the cursor is, as the server takes it. */
function cursor(client: LanguageClient | undefined): TextDocumentPositionParams | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && client?.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active);
}

/** Runs a command of the server, which has the editor show the place it leads to. */
async function lead(command: string, argument: object | undefined): Promise<void> {
  const place = argument && (await vscode.commands.executeCommand(command, argument));
  if (!place) {
    void vscode.window.setStatusBarMessage(words(vscode.env.language).noName, 4000);
  }
}

/** Goes to the next or previous mention, in this article or in all, of the name under the cursor. */
export async function goToMention(
  client: LanguageClient | undefined,
  way: 'next' | 'previous',
  reach: 'article' | 'archive',
): Promise<void> {
  const place = cursor(client);
  await lead(`isnad.${way}Mention`, place && { ...place, in: reach });
}

/** Opens the page of all that the articles have of the name under the cursor. */
export async function openDossier(client: LanguageClient | undefined): Promise<void> {
  await lead(showDossier, cursor(client));
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
