// The page: puts its parts together and carries news between the server and them.

import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Diagnostic, DocumentSymbol, InlayHint, Position, Range, SemanticTokens } from 'vscode-languageserver-types';
import { askArticles, knownArticle, showArticles } from './articles';
import { Buffers } from './buffers';
import { sheet } from './card';
import { button, byId, el } from './dom';
import { allowEdits, extensions, speak } from './editor';
import { FileError, Files, type Config, config } from './files';
import { listFindings, mark } from './findings';
import * as look from './look';
import { type Legend, hints, outline, tokens } from './marks';
import { noMentionsYet } from './mentions';
import { type Article, type Page, type Pane, startOf } from './page';
import { offsetOf, rangeOf, spanOf } from './place';
import { Connection } from './rpc';
import { listEvents } from './timeline';
import { type Language, type Words, wordsOf } from './words';

/** After how long without typing the lists beside the text follow it. */
const PAUSE = 400;
/** How long the first text waits for the newest article to be known. */
const ENOUGH = 2000;

interface Published {
  uri: string;
  version?: number;
  diagnostics: Diagnostic[];
}

class App implements Page {
  language: Language = look.language();
  words: Words = wordsOf(this.language);
  connection!: Connection;
  private legend: Legend = { tokenTypes: [], tokenModifiers: [] };
  private readonly published = new Map<string, Published>();
  private typing = !matchMedia('(pointer: coarse)').matches;
  private pause = 0;
  private read = new AbortController();
  readonly files: Files;
  readonly view: EditorView;
  readonly buffers: Buffers;

  constructor(readonly config: Config) {
    this.files = new Files(config.root);
    const nonce = document.querySelector<HTMLMetaElement>('meta[name=nonce]')?.content ?? '';
    this.view = new EditorView({ parent: byId('editor'), extensions: EditorView.cspNonce.of(nonce) });
    const make = () => extensions(() => this, () => void this.save(), nonce, this.typing);
    this.buffers = new Buffers(this.files, make, this.view);
    this.wire();
    this.say();
  }

  // Beginning and end ---------------------------------------------------------------------------

  async connect(): Promise<void> {
    this.banner(this.words.connecting);
    const address = new URL('lsp', location.href);
    address.protocol = 'ws:';
    address.hash = '';
    this.connection = await Connection.open(address.href, () => this.ended());
    this.connection.on<Published>('textDocument/publishDiagnostics', (told) => this.found(told));
    this.connection.on<{ value: { kind: string; message?: string } }>('$/progress', ({ value }) => this.progress(value));
    this.connection.on<{ message: string }>('window/showMessage', ({ message }) => this.tell(message));
    this.connection.on('workspace/semanticTokens/refresh', () => void this.drawMarks());
    this.connection.on('workspace/inlayHint/refresh', () => void this.drawMarks());
    type Hello = { capabilities: { semanticTokensProvider?: { legend: Legend } } };
    const hello = await this.connection.request<Hello>('initialize', { locale: this.language });
    this.legend = hello.capabilities.semanticTokensProvider?.legend ?? this.legend;
    this.connection.notify('initialized', {});
    this.banner(null);
    this.buffers.attach(this.connection);
  }

  /** Shows the text that the address names, else the first of the list. */
  async begin(): Promise<void> {
    await this.connect();
    const [first] = await this.listed();
    if (!(await this.goToAddress()) && first) await this.go(first.uri);
  }

  /** The list, once the folder has been read; of a large one what there is after a while. */
  private async listed(): Promise<Article[]> {
    const until = Date.now() + ENOUGH;
    for (;;) {
      const { articles, complete } = await askArticles(this);
      if (complete || (articles.length > 0 && Date.now() > until)) return articles;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  private ended(): void {
    this.banner(this.words.ended, button(this.words.again, {}, () => location.reload()));
  }

  private async speakOther(): Promise<void> {
    this.language = this.language === 'ar' ? 'en' : 'ar';
    look.chooseLanguage(this.language);
    this.words = wordsOf(this.language);
    this.say();
    // The server speaks one language for as long as it is spoken to.
    this.connection.close();
    await this.connect();
    await askArticles(this);
    this.refreshPane();
  }

  // Texts ---------------------------------------------------------------------------------------

  article(uri: string): Article {
    return knownArticle(uri) ?? { uri, title: this.files.name(uri), published: null };
  }

  async go(uri: string, at?: Range | Position): Promise<void> {
    await this.display(uri, at, true);
  }

  private async display(uri: string, at: Range | Position | undefined, remember: boolean): Promise<boolean> {
    try {
      const path = this.files.path(uri);
      if (path === null) throw new FileError('outside');
      const buffer = await this.buffers.load(uri);
      const isNew = buffer !== this.buffers.current;
      this.buffers.show(buffer);
      allowEdits(this.view, this.typing);
      speak(this.view, this.language);
      this.select(at);
      const line = at ? `:${startOf(at).line + 1}` : '';
      if (remember) history.pushState(null, '', `#${path}${line}`);
      this.show('text');
      if (isNew) this.shown(uri);
      return true;
    } catch (fault) {
      if (!(fault instanceof FileError)) throw fault;
      const said = { outside: this.words.outside, long: this.words.tooLong };
      this.tell(said[fault.why as keyof typeof said] ?? this.words.missing);
      return false;
    }
  }

  private select(at: Range | Position | undefined): void {
    const { doc } = this.view.state;
    const { from, to } = !at ? { from: 0, to: 0 } : 'start' in at ? spanOf(doc, at) : { from: offsetOf(doc, at), to: offsetOf(doc, at) };
    const effects = at ? [EditorView.scrollIntoView(from, { y: 'center' })] : [];
    this.view.dispatch({ selection: EditorSelection.range(from, to), effects });
    if (!at) this.view.scrollDOM.scrollTop = 0;
    if (!matchMedia('(pointer: coarse)').matches) this.view.focus();
  }

  private shown(uri: string): void {
    const { title } = this.article(uri);
    byId('title').textContent = title;
    document.title = `${title} · isnad`;
    byId('sheet').hidden = true;
    const told = this.published.get(uri);
    if (told) this.found(told);
    else listFindings(this);
    showArticles(this);
    this.refreshPane();
    this.state();
  }

  /** Goes where the address leads; `false` where that is nowhere. */
  private async goToAddress(): Promise<boolean> {
    const [, path, line] = /^#(.+?)(?::(\d+))?$/.exec(location.hash) ?? [];
    if (!path) return false;
    const at = line ? { line: Number(line) - 1, character: 0 } : undefined;
    return this.display(this.files.uri(path), at, false);
  }

  private async save(): Promise<void> {
    const buffer = this.buffers.current;
    if (!buffer) return;
    if (!this.config.write) {
      this.tell(this.words.reading);
      return;
    }
    try {
      await this.buffers.save(buffer);
      this.tell(this.words.saved);
    } catch (fault) {
      if (fault instanceof FileError && fault.why === 'changed') await this.settle();
      else this.tell(this.words.notSaved);
    }
    this.state();
    showArticles(this);
  }

  /** Somebody else has written the file: the reader says which text counts. */
  private async settle(): Promise<void> {
    const buffer = this.buffers.current;
    if (!buffer) return;
    const theirs = await this.files.read(buffer.uri).catch(() => null);
    const dialog = byId<HTMLDialogElement>('question');
    const act = (then: () => void) => () => {
      dialog.close();
      then();
    };
    dialog.replaceChildren(
      el('p', {}, this.words.changed),
      el(
        'div',
        { class: 'tools' },
        theirs !== null && button(this.words.takeTheirs, {}, act(() => this.buffers.replace(buffer, theirs))),
        button(
          this.words.keepMine,
          {},
          act(() => {
            buffer.disk = theirs ?? '';
            void this.save();
          }),
        ),
        button(this.words.cancel, { class: 'quiet' }, act(() => {})),
      ),
    );
    dialog.showModal();
  }

  /** A text without changes follows its file. */
  private async follow(): Promise<void> {
    const buffer = this.buffers.current;
    if (!buffer || buffer.dirty) return;
    const text = await this.files.read(buffer.uri).catch(() => null);
    if (text !== null && text !== buffer.disk && !buffer.dirty) this.buffers.replace(buffer, text);
  }

  // News of the server --------------------------------------------------------------------------

  private found(told: Published): void {
    this.published.set(told.uri, told);
    const buffer = this.buffers.current;
    if (buffer?.uri !== told.uri || (told.version !== undefined && told.version !== buffer.version)) return;
    mark(this.view, told.diagnostics);
    listFindings(this);
    void this.drawMarks();
  }

  private async drawMarks(): Promise<void> {
    const buffer = this.buffers.current;
    if (!buffer) return;
    this.read.abort();
    this.read = new AbortController();
    const { signal } = this.read;
    const { doc } = this.view.state;
    const textDocument = { uri: buffer.uri };
    const ask = <R>(method: string, more = {}) =>
      this.connection.request<R | null>(method, { textDocument, ...more }, signal).catch(() => null);
    const [symbols, said, dates] = await Promise.all([
      ask<DocumentSymbol[]>('textDocument/documentSymbol'),
      ask<SemanticTokens>('textDocument/semanticTokens/full'),
      ask<InlayHint[]>('textDocument/inlayHint', { range: rangeOf(doc, 0, doc.length) }),
    ]);
    if (signal.aborted || !this.view.state.doc.eq(doc)) return;
    const { state } = this.view;
    const effects = [
      symbols && outline(state, symbols),
      said && tokens(state, said, this.legend),
      dates && hints(state, dates),
    ];
    this.view.dispatch({ effects: effects.filter((effect) => effect !== null) });
  }

  private progress({ kind, message }: { kind: string; message?: string }): void {
    const busy = byId('busy');
    busy.hidden = kind === 'end';
    busy.textContent = [this.words.busy, message].filter(Boolean).join(' · ');
    if (kind === 'end') {
      void askArticles(this);
      this.refreshPane();
    }
  }

  // The look ------------------------------------------------------------------------------------

  show(pane: Pane): void {
    document.body.dataset.pane = pane;
    if (pane !== 'text') document.body.dataset.side = pane;
    for (const tab of document.querySelectorAll<HTMLElement>('[data-tab]')) {
      const chosen = tab.dataset.tab === pane || (pane === 'text' && tab.dataset.tab === document.body.dataset.side);
      tab.setAttribute('aria-pressed', String(tab.dataset.tab === pane));
      tab.classList.toggle('side', chosen);
    }
    if (pane === 'timeline') void listEvents(this);
  }

  private refreshPane(): void {
    if (document.body.dataset.side === 'timeline') void listEvents(this);
  }

  tell(words: string): void {
    const place = byId('told');
    place.textContent = words;
    place.hidden = false;
    clearTimeout(Number(place.dataset.timer));
    place.dataset.timer = String(setTimeout(() => (place.hidden = true), 4000));
  }

  private banner(words: string | null, ...more: Node[]): void {
    const place = byId('banner');
    place.hidden = words === null;
    place.replaceChildren(words ?? '', ...more);
  }

  /** What can be done with the text now. */
  private state(): void {
    const buffer = this.buffers.current;
    byId<HTMLButtonElement>('save').disabled = !buffer?.dirty;
    byId('save').hidden = !this.config.write;
    byId('reading').hidden = this.config.write;
    byId('read-only').hidden = !buffer?.state.readOnly;
    byId('edit').setAttribute('aria-pressed', String(this.typing));
  }

  /** The page's words in its language. */
  private say(): void {
    const html = document.documentElement;
    html.lang = this.language;
    html.dir = this.language === 'ar' ? 'rtl' : 'ltr';
    html.dataset.theme = look.theme();
    for (const place of document.querySelectorAll<HTMLElement>('[data-word]')) {
      place.textContent = String(this.words[place.dataset.word as keyof Words]);
    }
    for (const place of document.querySelectorAll<HTMLElement>('[data-label]')) {
      const label = String(this.words[place.dataset.label as keyof Words]);
      place.setAttribute('aria-label', label);
      place.title = label;
      if (place instanceof HTMLInputElement) place.placeholder = label;
    }
    byId('folder').textContent = this.config.name;
    if (this.buffers.current) speak(this.view, this.language);
    noMentionsYet(this);
    listFindings(this);
    this.state();
  }

  private wire(): void {
    for (const tab of document.querySelectorAll<HTMLElement>('[data-tab]')) {
      tab.addEventListener('click', () => this.show(tab.dataset.tab as Pane));
    }
    byId('language').addEventListener('click', () => void this.speakOther());
    byId('theme').addEventListener('click', () => {
      look.chooseTheme(look.theme() === 'dark' ? 'light' : 'dark');
      document.documentElement.dataset.theme = look.theme();
    });
    byId('save').addEventListener('click', () => void this.save());
    byId('edit').addEventListener('click', () => {
      this.typing = !this.typing;
      allowEdits(this.view, this.typing);
      this.state();
      if (this.typing) this.view.focus();
    });
    byId('filter').addEventListener('input', () => void askArticles(this));
    addEventListener('popstate', () => void this.goToAddress());
    addEventListener('focus', () => {
      void this.follow();
      void askArticles(this);
    });
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape') byId('sheet').hidden = true;
    });
    addEventListener('beforeunload', (event) => {
      if (this.config.write && [...this.buffers.all()].some(({ dirty }) => dirty)) event.preventDefault();
    });
    this.view.dom.addEventListener('contextmenu', (event) => {
      if (matchMedia('(pointer: coarse)').matches) {
        event.preventDefault();
        const offset = this.view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (offset !== null) void sheet(this, offset);
      }
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      document.documentElement.dataset.theme = look.theme();
    });
  }

  edited(): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => {
      this.state();
      showArticles(this);
      this.refreshPane();
    }, PAUSE);
  }
}

const app = new App(await config());
await app.begin();
