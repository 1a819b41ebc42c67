// isnad for VS Code: finds the server, starts it for article files, and carries the settings to it.

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  LanguageClient,
  LanguageClientOptions,
  Location,
  Position,
  RevealOutputChannelOn,
  ServerOptions,
  State as ClientState,
  StaticFeature,
} from 'vscode-languageclient/node';
import { findBinary, Found } from './binary';
import { goToMention, openDossier, openTimeline, showDossier, showMenu } from './commands';
import { directions } from './middleware';
import { Status } from './status';
import { words } from './words';

const languages = ['plaintext', 'markdown'];

// The command of code lenses: the server names it where the client says that it has it.
const showLocations = 'isnad.showLocations';

let output: vscode.OutputChannel;
let status: Status;
let client: LanguageClient | undefined;
// Starts and stops are done one after the other, however quickly they are asked for.
let pending: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel('isnad');
  status = new Status();
  const command = (name: string, run: () => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`isnad.${name}`, run);
  context.subscriptions.push(
    output,
    status,
    command('openDossier', () => openDossier(client)),
    command('goToNextMention', () => goToMention(client, 'next', 'article')),
    command('goToPreviousMention', () => goToMention(client, 'previous', 'article')),
    command('goToNextMentionAnywhere', () => goToMention(client, 'next', 'archive')),
    command('goToPreviousMentionAnywhere', () => goToMention(client, 'previous', 'archive')),
    command('openTimeline', () => timeline(context)),
    command('restart', () => inTurn(() => restart(context))),
    command('showOutput', () => output.show()),
    command('openSettings', () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:isnad.isnad')),
    command('openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', 'isnad.isnad#isnad'),
    ),
    command('showMenu', () => showMenu(context.extension.packageJSON)),
    vscode.commands.registerCommand(showLocations, show),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('isnad.server.path')) {
        void inTurn(() => restart(context));
      }
    }),
  );
  await inTurn(() => start(context));
}

export async function deactivate(): Promise<void> {
  await inTurn(stop);
}

function inTurn(step: () => Promise<void>): Promise<void> {
  pending = pending.then(step, step);
  return pending;
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await stop();
  await start(context);
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  status.show({ kind: 'stopped' });
  // A client that never came up cannot be stopped; nothing is lost by leaving it.
  await running?.dispose().catch(() => undefined);
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const found = find(context);
  const say = words(vscode.env.language);
  if (found.program === undefined) {
    fail(say.notFound(found.looked));
    return;
  }
  output.appendLine(`${found.program} (${found.origin})`);
  status.show({ kind: 'starting' });
  const started = new LanguageClient('isnad', 'isnad', server(found.program), clientOptions());
  client = started;
  started.registerFeature(ownCommands);
  started.onDidChangeState(({ newState }) => {
    if (client !== started) {
      return;
    }
    // For menus and keys.
    void vscode.commands.executeCommand('setContext', 'isnad.running', newState === ClientState.Running);
    if (newState === ClientState.Running) {
      status.show({ kind: 'ready', read: undefined });
    } else if (newState === ClientState.Stopped) {
      status.show({ kind: 'stopped' });
    }
  });
  try {
    await started.start();
  } catch (error) {
    fail(say.failed(error instanceof Error ? error.message : String(error)));
  }
}

async function timeline(context: vscode.ExtensionContext): Promise<void> {
  const found = find(context);
  const say = words(vscode.env.language);
  if (found.program === undefined) {
    fail(say.notFound(found.looked));
    return;
  }
  const setting = vscode.workspace.getConfiguration('isnad').get<string | null>('language');
  try {
    await openTimeline(found.program, setting ?? (vscode.env.language.startsWith('ar') ? 'ar' : 'en'));
  } catch (error) {
    output.appendLine(String(error));
    output.show();
  }
}

function find(context: vscode.ExtensionContext): Found {
  return findBinary({
    setting: vscode.workspace.getConfiguration('isnad').get<string | null>('server.path'),
    searchPath: process.env.PATH,
    extensionFolder: context.extensionPath,
    homeFolder: homedir(),
    windows: process.platform === 'win32',
    isExecutable,
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function server(program: string): ServerOptions {
  // Without a transport the client talks over the standard streams and adds no argument of its own.
  return { command: program, args: ['serve', '--stdio'] };
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: languages.flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
    synchronize: { configurationSection: 'isnad' },
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: {
      handleWorkDoneProgress(token, progress, next) {
        status.progress(progress);
        next(token, progress);
      },
      ...directions,
    },
  };
}

const ownCommands: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, commands: { commands: [showLocations, showDossier] } };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

// Shows places as VS Code shows references; the server has them in the protocol's form.
async function show(uri: string, position: Position, places: Location[]): Promise<void> {
  const convert = client?.protocol2CodeConverter;
  if (convert === undefined) {
    return;
  }
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    convert.asUri(uri),
    convert.asPosition(position),
    places.map((place) => convert.asLocation(place)),
  );
}

function fail(reason: string): void {
  const action = words(vscode.env.language).openSettings;
  output.appendLine(reason);
  status.show({ kind: 'failed', reason });
  void vscode.window.showErrorMessage(reason, action).then((chosen) => {
    if (chosen === action) {
      void vscode.commands.executeCommand('workbench.action.openSettings', 'isnad.server.path');
    }
  });
}
