// What is drawn in the text besides findings: the direction of lines, Latin words, headlines, who
// says so, and the dates of time expressions.

import { EditorState, Prec, type Range, RangeSet, RangeSetBuilder, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, Direction, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view';
import type { DocumentSymbol, InlayHint, SemanticTokens } from 'vscode-languageserver-types';
import { offsetOf, spanOf } from './place';

// Directions ------------------------------------------------------------------------------------

const strong = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Latin words with the signs and figures between them. */
const latin = /[A-Za-z\u00C0-\u024F@#](?:[\w\u00C0-\u024F.,:/@#&'’+-]| (?=[\w\u00C0-\u024F]))*/g;

function lineDirection(text: string): 'rtl' | 'ltr' {
  const first = strong.exec(text)?.[0];
  return first === undefined || rightToLeft.test(first) ? 'rtl' : 'ltr';
}

const rtlLine = Decoration.line({ attributes: { dir: 'rtl' } });
const ltrLine = Decoration.line({ attributes: { dir: 'ltr' } });
const blankLine = Decoration.line({ attributes: { dir: 'rtl' }, class: 'blank' });
const latinWords = Decoration.mark({ attributes: { dir: 'ltr' }, bidiIsolate: Direction.LTR, class: 'latin' });

class Directions {
  lines: DecorationSet = Decoration.none;
  words: DecorationSet = Decoration.none;

  constructor(view: EditorView) {
    this.read(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged) this.read(update.view);
  }

  private read(view: EditorView): void {
    const lines = new RangeSetBuilder<Decoration>();
    const words = new RangeSetBuilder<Decoration>();
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        const direction = lineDirection(line.text);
        const blank = line.text.trim() === '';
        lines.add(line.from, line.from, blank ? blankLine : direction === 'rtl' ? rtlLine : ltrLine);
        if (direction === 'rtl') {
          for (const found of line.text.matchAll(latin)) {
            const start = line.from + found.index;
            words.add(start, start + found[0].length, latinWords);
          }
        }
        at = line.to + 1;
      }
    }
    this.lines = lines.finish();
    this.words = words.finish();
  }
}

/** Each line runs as its first letter does, and Latin words in it as Latin words do. */
export function directions(): Extension {
  const plugin = ViewPlugin.fromClass(Directions, {
    provide: (plugin) => [
      EditorView.decorations.of((view) => view.plugin(plugin)?.lines ?? Decoration.none),
      // Around all other marks, so that none cuts a run of Latin words in two.
      Prec.lowest(EditorView.decorations.of((view) => view.plugin(plugin)?.words ?? Decoration.none)),
      EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.words ?? Decoration.none),
    ],
  });
  return [plugin, EditorView.perLineTextDirection.of(true), EditorView.contentAttributes.of({ dir: 'rtl' })];
}

// What the server says --------------------------------------------------------------------------

const set = StateEffect.define<{ layer: Layer; marks: DecorationSet }>();
const layers = ['outline', 'tokens', 'hints'] as const;
type Layer = (typeof layers)[number];
type Marks = Record<Layer, DecorationSet>;

const field = StateField.define<Marks>({
  create: () => ({ outline: Decoration.none, tokens: Decoration.none, hints: Decoration.none }),
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) {
      const mapped = layers.map((layer) => [layer, marks[layer].map(transaction.changes)]);
      next = Object.fromEntries(mapped) as Marks;
    }
    for (const effect of transaction.effects) {
      if (effect.is(set)) next = { ...next, [effect.value.layer]: effect.value.marks };
    }
    return next;
  },
  provide: (field) => layers.map((layer) => EditorView.decorations.from(field, (marks) => marks[layer])),
});

/** The layers that [outline], [tokens] and [hints] fill. */
export const serverMarks: Extension = field;

/** The headline and the headings. */
export function outline(state: EditorState, symbols: DocumentSymbol[]): StateEffect<unknown> {
  const FILE = 1;
  const STRING = 15;
  const marks: Range<Decoration>[] = [];
  const visit = (symbol: DocumentSymbol) => {
    const { from, to } = spanOf(state.doc, symbol.selectionRange);
    const kind = symbol.kind === FILE ? 'headline' : symbol.kind === STRING ? 'heading' : null;
    const isLine = from === state.doc.lineAt(from).from;
    // A heading may be glued to the line before it.
    if (kind && isLine) marks.push(Decoration.line({ class: kind }).range(from));
    else if (kind && from < to) marks.push(Decoration.mark({ class: kind }).range(from, to));
    symbol.children?.forEach(visit);
  };
  symbols.forEach(visit);
  return set.of({ layer: 'outline', marks: Decoration.set(marks, true) });
}

/** The order in which the server numbers types and modifiers. */
export interface Legend {
  tokenTypes: string[];
  tokenModifiers: string[];
}

/** Sources, quotations and claims. */
export function tokens(state: EditorState, { data }: SemanticTokens, legend: Legend): StateEffect<unknown> {
  const builder = new RangeSetBuilder<Decoration>();
  let line = 0;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = lines === 0 ? character + columns : columns;
    line += lines;
    const name = legend.tokenTypes[type];
    const from = offsetOf(state.doc, { line, character });
    const to = Math.min(from + length, state.doc.length);
    if (!name || from >= to) continue;
    const classes = legend.tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1).map((modifier) => `said-${modifier}`);
    builder.add(from, to, Decoration.mark({ class: [`said-${name}`, ...classes].join(' ') }));
  }
  return set.of({ layer: 'tokens', marks: builder.finish() });
}

class Hint extends WidgetType {
  constructor(private readonly label: string) {
    super();
  }

  override eq(other: Hint): boolean {
    return other.label === this.label;
  }

  toDOM(): HTMLElement {
    const made = document.createElement('bdi');
    made.className = 'date';
    made.textContent = this.label;
    return made;
  }
}

/** The dates of time expressions, behind them. */
export function hints(state: EditorState, found: InlayHint[]): StateEffect<unknown> {
  const widgets = found.map((hint) => {
    const label = typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join('');
    return Decoration.widget({ widget: new Hint(label), side: 1 }).range(offsetOf(state.doc, hint.position));
  });
  return set.of({ layer: 'hints', marks: RangeSet.of(widgets, true) });
}
