// What the status bar says of the server.

import * as vscode from 'vscode';
import { Face, faceOf, Progress, State } from './state';
import { words } from './words';

/** The item in the status bar; a click offers the commands. */
export class Status {
  private readonly item = vscode.window.createStatusBarItem('isnad', vscode.StatusBarAlignment.Left);
  private state: State = { kind: 'stopped' };

  constructor() {
    this.item.name = 'isnad';
    this.item.command = 'isnad.showMenu';
    this.show(this.state);
    this.item.show();
  }

  show(state: State): void {
    this.state = state;
    const face: Face = faceOf(state, words(vscode.env.language));
    this.item.text = face.text;
    this.item.tooltip = face.tooltip;
    this.item.backgroundColor = face.error ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  }

  /** The server tells how far it is with reading the folder. */
  progress(progress: Progress): void {
    if (progress.kind === 'end') {
      this.show({ kind: 'ready', read: progress.message ?? messageOf(this.state) });
    } else {
      this.show({ kind: 'reading', message: progress.message ?? messageOf(this.state) });
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}

function messageOf(state: State): string | undefined {
  return state.kind === 'reading' ? state.message : undefined;
}
