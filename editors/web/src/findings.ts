// Findings: underlined in the text, listed beside it, each with its fixes and its rule's page.

import { type Diagnostic as Mark, forEachDiagnostic, linter, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { actionsAt, apply, writes } from './actions';
import { rulePage } from './files';
import { button, byId, el, sentenceDirection, snippet } from './dom';
import { showPage } from './markdown';
import type { Page } from './page';
import { rangeOf, spanOf } from './place';

/** Letters around the words of a finding. */
const AROUND = 40;

const severities = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;

/** A finding as it stands in the text now. */
export interface Finding {
  from: number;
  to: number;
  diagnostic: Diagnostic;
}

interface OwnMark extends Mark {
  diagnostic: Diagnostic;
}

/** The editor's part: marks without windows of their own, which the card has. */
export const findingMarks: Extension = linter(null, { tooltipFilter: () => [], markerFilter: null });

/** Underlines what the server found in the text. */
export function mark(view: EditorView, found: Diagnostic[]): void {
  const marks = found.map((diagnostic): OwnMark => {
    const { from, to } = spanOf(view.state.doc, diagnostic.range);
    const severity = severities[diagnostic.severity ?? 1];
    return { from, to, severity, message: diagnostic.message, diagnostic };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}

/** The findings as edits have moved them, in the order of the text. */
export function findings(state: EditorState): Finding[] {
  const out: Finding[] = [];
  forEachDiagnostic(state, (mark, from, to) => out.push({ from, to, diagnostic: (mark as OwnMark).diagnostic }));
  return out.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A finding in words, with its fixes and the reason of its rule; `context` are the words it is about. */
export function describe(page: Page, finding: Finding, done: () => void, context?: HTMLElement): HTMLElement {
  const { diagnostic } = finding;
  const severity = severities[diagnostic.severity ?? 1];
  const label = page.words.severity[diagnostic.severity ?? 1];
  const fixes = el('div', { class: 'fixes' });
  const tools = el(
    'div',
    { class: 'tools' },
    button(page.words.fixes, { class: 'quiet fix', 'aria-expanded': 'false' }, (event) => {
      event.stopPropagation();
      void offer(page, finding, fixes, event.currentTarget as HTMLElement, done);
    }),
    typeof diagnostic.code === 'string' && !diagnostic.code.includes(' ')
      ? button(page.words.why, { class: 'quiet why', title: diagnostic.code }, (event) => {
          event.stopPropagation();
          void explain(page, String(diagnostic.code));
        })
      : null,
  );
  return el(
    'div',
    { class: `finding ${severity}` },
    el('p', { class: 'message', dir: sentenceDirection(diagnostic.message, page.language), title: label }, el('i', { class: 'dot', 'aria-label': label }), diagnostic.message),
    context,
    related(page, diagnostic),
    tools,
    fixes,
  );
}

/** Other places that a finding speaks of. */
function related(page: Page, { relatedInformation }: Diagnostic): HTMLElement | null {
  const elsewhere = (relatedInformation ?? []).filter(({ location }) => page.files.path(location.uri) !== null);
  if (elsewhere.length === 0) return null;
  const list = el('ul', { class: 'related' });
  for (const { location, message } of elsewhere) {
    const follow = button(message, { class: 'link', dir: sentenceDirection(message, page.language) }, (event) => {
      event.stopPropagation();
      void page.go(location.uri, location.range);
    });
    list.append(el('li', {}, follow));
  }
  return list;
}

async function offer(page: Page, finding: Finding, into: HTMLElement, opener: HTMLElement, done: () => void): Promise<void> {
  if (into.childElementCount > 0) {
    into.replaceChildren();
    opener.setAttribute('aria-expanded', 'false');
    return;
  }
  const buffer = page.buffers.current;
  if (!buffer) return;
  const range = rangeOf(buffer.state.doc, finding.from, finding.to);
  const found = await actionsAt(page, buffer.uri, range, [{ ...finding.diagnostic, range }]);
  opener.setAttribute('aria-expanded', 'true');
  if (found.length === 0) into.append(el('p', { class: 'soft' }, page.words.noFixes));
  into.append(...found.map((action) => choice(page, action, done)));
}

/** An action to choose; one that may not write says so. */
export function choice(page: Page, action: CodeAction, done: () => void): HTMLElement {
  const kind = action.command ? 'choice stand' : 'choice';
  const made = button(action.title, { class: kind, dir: 'auto' }, (event) => {
    event.stopPropagation();
    done();
    void apply(page, action);
  });
  if (writes(page, action) && !page.config.write) {
    made.disabled = true;
    made.title = page.words.needsWrite;
  }
  return made;
}

async function explain(page: Page, rule: string): Promise<void> {
  const text = await rulePage(rule).catch(() => null);
  if (text !== null) showPage(page, text);
}

/** The list beside the text. */
export function listFindings(page: Page): void {
  const all = page.buffers.current ? findings(page.view.state) : [];
  const strong = all.filter(({ diagnostic }) => (diagnostic.severity ?? 1) <= 2).length;
  const badge = byId('count-findings');
  badge.textContent = all.length > 0 ? String(all.length) : '';
  badge.classList.toggle('strong', strong > 0);
  const list = byId('findings');
  // What is open in the list stays open as long as it says the same.
  const said = JSON.stringify([page.language, page.buffers.current?.uri, all.map(({ from, to, diagnostic }) => [from, to, diagnostic.message])]);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  if (all.length === 0) {
    list.replaceChildren(el('p', { class: 'empty' }, page.words.noFindings));
    return;
  }
  const cards = all.map((finding) => {
    const line = page.view.state.doc.lineAt(finding.from);
    const words = snippet(line.text, finding.from - line.from, Math.min(finding.to, line.to) - line.from, AROUND);
    const context = el('blockquote', { dir: 'auto' }, ...words);
    const made = el('article', { class: 'card' }, describe(page, finding, () => {}, context));
    made.addEventListener('click', () => {
      const buffer = page.buffers.current;
      if (buffer) void page.go(buffer.uri, rangeOf(buffer.state.doc, finding.from, finding.to));
    });
    return made;
  });
  list.replaceChildren(...cards);
}
