// What the server does, and how the status bar shows it.

import { Words } from './words';

export type State =
  | { kind: 'starting' }
  /** It reads the folder; the message says how far it is, in its own words. */
  | { kind: 'reading'; message: string | undefined }
  | { kind: 'ready'; read: string | undefined }
  | { kind: 'failed'; reason: string }
  | { kind: 'stopped' };

/** What is told of work in progress, as the protocol has it. */
export interface Progress {
  kind: 'begin' | 'report' | 'end';
  message?: string;
}

/** Words and icons for a state. */
export interface Face {
  text: string;
  tooltip: string;
  error: boolean;
}

export function faceOf(state: State, words: Words): Face {
  switch (state.kind) {
    case 'starting':
      return { text: '$(sync~spin) isnad', tooltip: words.starting, error: false };
    case 'reading':
      // The editor's own progress stands beside it, with the words and a way to stop.
      return { text: '$(sync~spin) isnad', tooltip: words.reading(state.message), error: false };
    case 'ready':
      return { text: '$(check) isnad', tooltip: words.ready(state.read), error: false };
    case 'failed':
      return { text: '$(error) isnad', tooltip: state.reason, error: true };
    case 'stopped':
      return { text: '$(circle-slash) isnad', tooltip: words.stopped, error: false };
  }
}
