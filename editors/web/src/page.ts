// What the parts of the page share.

import type { EditorView } from '@codemirror/view';
import type { Position, Range } from 'vscode-languageserver-types';
import type { Buffer, Buffers } from './buffers';
import type { Config, Files } from './files';
import type { Connection } from './rpc';
import type { Language, Words } from './words';

/** An article, as the server lists it. */
export interface Article {
  uri: string;
  title: string;
  published: string | null;
}

/** The parts of the page that one can look at. */
export type Pane = 'text' | 'articles' | 'findings' | 'mentions' | 'timeline';

/** The page as its parts see it. */
export interface Page {
  readonly config: Config;
  readonly files: Files;
  readonly buffers: Buffers;
  readonly view: EditorView;
  readonly connection: Connection;
  readonly language: Language;
  readonly words: Words;
  /** What the list says of an article; its file name stands in for what is not listed. */
  article(uri: string): Article;
  /** Shows a text, and the words at a place in it. */
  go(uri: string, at?: Range | Position): Promise<void>;
  /** Shows a part of the page. */
  show(pane: Pane): void;
  /** The text was changed: what stands beside it follows once the typing pauses. */
  edited(): void;
  /** Tells something that goes away by itself. */
  tell(words: string): void;
}

/** The text in the editor, if there is one. */
export function current(page: Page): Buffer | null {
  return page.buffers.current;
}

/** The first position of a place. */
export function startOf(at: Range | Position): Position {
  return 'start' in at ? at.start : at;
}

/** What a request about one place in the text has to say. */
export function placeParams(uri: string, position: Position): { textDocument: { uri: string }; position: Position } {
  return { textDocument: { uri }, position };
}
