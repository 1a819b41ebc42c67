// The texts that are open: what the file says, what the editor has, and what the server knows of it.

import { ChangeSet, EditorState, type Extension, Text, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Files } from './files';
import { rangeOf } from './place';
import type { Connection } from './rpc';

/** An open text. */
export class Buffer {
  version = 1;
  /** The text that the file has, as it stands there. */
  disk: string;
  private saved: Text;

  constructor(
    readonly uri: string,
    text: string,
    extensions: Extension,
  ) {
    this.disk = text;
    this.state = newState(text, extensions);
    this.saved = this.state.doc;
  }

  state: EditorState;

  /** Whether it differs from its file. */
  get dirty(): boolean {
    return !this.state.doc.eq(this.saved);
  }

  /** The text with its own line ends. */
  get text(): string {
    return this.state.sliceDoc();
  }

  /** Its file now reads as the editor does. */
  isSaved(text: string): void {
    this.disk = text;
    this.saved = this.state.toText(text);
  }
}

/** Line ends stay what they are; a text that mixes them would not, and is only read. */
export function lineEnds(text: string): { separator: string; mixed: boolean } {
  const found = new Set(text.match(/\r\n?|\n/g) ?? ['\n']);
  const [separator = '\n'] = found;
  return { separator, mixed: found.size > 1 };
}

function newState(text: string, extensions: Extension): EditorState {
  const { separator, mixed } = lineEnds(text);
  const ends = mixed ? EditorState.readOnly.of(true) : EditorState.lineSeparator.of(separator);
  return EditorState.create({ doc: text, extensions: [ends, extensions] });
}

/** All open texts; the server hears of each change. */
export class Buffers {
  private readonly open = new Map<string, Buffer>();
  /** The text in the editor. */
  current: Buffer | null = null;

  constructor(
    private readonly files: Files,
    private readonly extensions: () => Extension,
    private readonly view: EditorView,
  ) {}

  private connection: Connection | null = null;

  /** Tells a server of everything that is open. */
  attach(connection: Connection): void {
    this.connection = connection;
    for (const buffer of this.open.values()) this.tellOpened(buffer);
  }

  get(uri: string): Buffer | undefined {
    return this.open.get(uri);
  }

  all(): Iterable<Buffer> {
    return this.open.values();
  }

  /** The text of a file, from the editor where it is open. */
  async text(uri: string): Promise<string> {
    return this.open.get(uri)?.text ?? this.files.read(uri);
  }

  /** Opens a text, without showing it. */
  async load(uri: string): Promise<Buffer> {
    const known = this.open.get(uri);
    if (known) return known;
    const text = await this.files.read(uri);
    // It may have been opened while its text was on the way.
    const meanwhile = this.open.get(uri);
    if (meanwhile) return meanwhile;
    const buffer = new Buffer(uri, text, this.extensions());
    this.open.set(uri, buffer);
    this.tellOpened(buffer);
    return buffer;
  }

  /** Puts a text into the editor; the one before is closed unless it has changes. */
  show(buffer: Buffer): void {
    const before = this.current;
    if (before === buffer) return;
    if (before) before.state = this.view.state;
    this.current = buffer;
    this.view.setState(buffer.state);
    if (before && !before.dirty) this.close(before);
  }

  private close(buffer: Buffer): void {
    this.open.delete(buffer.uri);
    this.connection?.notify('textDocument/didClose', { textDocument: { uri: buffer.uri } });
  }

  /** Changes a text, in the editor where it stands there. */
  change(buffer: Buffer, spec: TransactionSpec): void {
    if (buffer === this.current) {
      this.view.dispatch(spec);
      return;
    }
    const before = buffer.state;
    const transaction = before.update(spec);
    buffer.state = transaction.state;
    this.tellChanged(buffer, before.doc, transaction.changes);
  }

  /** The editor has changed the text it shows. */
  edited(state: EditorState, before: Text, changes: ChangeSet): void {
    if (!this.current) return;
    this.current.state = state;
    this.tellChanged(this.current, before, changes);
  }

  /** Takes a text that its file has meanwhile. */
  replace(buffer: Buffer, text: string): void {
    // Only what differs, so that the reader stays where he is.
    const old = buffer.state.doc.toString();
    const insert = buffer.state.toText(text).toString();
    const most = Math.min(old.length, insert.length);
    let head = 0;
    while (head < most && old[head] === insert[head]) head += 1;
    let tail = 0;
    while (tail < most - head && old[old.length - 1 - tail] === insert[insert.length - 1 - tail]) tail += 1;
    const lines = insert.slice(head, insert.length - tail).split('\n');
    const changes = { from: head, to: old.length - tail, insert: Text.of(lines) };
    this.change(buffer, { changes });
    buffer.isSaved(text);
  }

  async save(buffer: Buffer): Promise<void> {
    const text = buffer.text;
    await this.files.write(buffer.uri, buffer.disk, text);
    buffer.isSaved(text);
    this.connection?.notify('textDocument/didSave', { textDocument: { uri: buffer.uri } });
  }

  private tellOpened(buffer: Buffer): void {
    const textDocument = { uri: buffer.uri, languageId: 'plaintext', version: buffer.version, text: buffer.text };
    this.connection?.notify('textDocument/didOpen', { textDocument });
  }

  private tellChanged(buffer: Buffer, before: Text, changes: ChangeSet): void {
    if (changes.empty) return;
    const parts: { range: ReturnType<typeof rangeOf>; text: string }[] = [];
    changes.iterChanges((from, to, _from, _to, inserted) => {
      parts.push({ range: rangeOf(before, from, to), text: inserted.sliceString(0, undefined, buffer.state.lineBreak) });
    });
    // The last place first: so each is where it was before the others.
    const contentChanges = parts.reverse();
    const textDocument = { uri: buffer.uri, version: ++buffer.version };
    this.connection?.notify('textDocument/didChange', { textDocument, contentChanges });
  }
}
