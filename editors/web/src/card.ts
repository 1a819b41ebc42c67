// The card over the text: what was found in the words, and who or what they name.

import { closeHoverTooltips, EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { DocumentHighlight, Hover, Location, MarkupContent } from 'vscode-languageserver-types';
import { button, byId, el } from './dom';
import { describe, findings } from './findings';
import { follow, render, showPage } from './markdown';
import { listMentions } from './mentions';
import { type Page, placeParams } from './page';
import { positionOf, spanOf } from './place';

interface Card {
  from: number;
  to: number;
  body: HTMLElement;
}

/** The card of the words at an offset; `null` where there is nothing to say. */
async function cardAt(page: Page, offset: number, done: () => void): Promise<Card | null> {
  const buffer = page.buffers.current;
  if (!buffer) return null;
  const { doc } = page.view.state;
  const params = placeParams(buffer.uri, positionOf(doc, offset));
  const [hover, highlights] = await Promise.all([
    page.connection.request<Hover | null>('textDocument/hover', params).catch(() => null),
    page.connection.request<DocumentHighlight[] | null>('textDocument/documentHighlight', params).catch(() => null),
  ]);
  if (!page.view.state.doc.eq(doc)) return null;
  const found = findings(page.view.state).filter(({ from, to }) => from <= offset && offset <= to);
  if (!hover && found.length === 0) return null;
  const body = el('div', { class: 'over' }, ...found.map((finding) => describe(page, finding, done)));
  let span = { from: Math.max(...found.map(({ from }) => from)), to: Math.min(...found.map(({ to }) => to)) };
  if (hover) {
    span = hover.range ? spanOf(doc, hover.range) : span;
    const { value } = hover.contents as MarkupContent;
    body.append(el('div', { class: 'entity' }, render(value, follow(page, done))));
  }
  if (highlights && highlights.length > 0) {
    body.append(
      el(
        'div',
        { class: 'tools' },
        button(page.words.allMentions, { class: 'quiet all' }, () => {
          done();
          void listMentions(page, offset);
        }),
        button(page.words.dossier, { class: 'quiet dossier' }, () => {
          done();
          void showDossier(page, offset);
        }),
        button(page.words.declaration, { class: 'quiet' }, () => {
          done();
          void toDeclaration(page, offset);
        }),
      ),
    );
  }
  return Number.isFinite(span.from) ? { ...span, body } : { from: offset, to: offset, body };
}

/** Goes where the article first has a name in full. */
export async function toDeclaration(page: Page, offset: number): Promise<void> {
  const buffer = page.buffers.current;
  if (!buffer) return;
  const params = placeParams(buffer.uri, positionOf(page.view.state.doc, offset));
  const found = await page.connection.request<Location | null>('textDocument/declaration', params);
  if (found) await page.go(found.uri, found.range);
}

/** Shows all that the folder has of what is named at an offset. */
async function showDossier(page: Page, offset: number): Promise<void> {
  const buffer = page.buffers.current;
  if (!buffer) return;
  const params = placeParams(buffer.uri, positionOf(page.view.state.doc, offset));
  const text = await page.connection.request<string | null>('isnad/dossier', params);
  if (text !== null) showPage(page, text);
}

/** Shows the card where the pointer rests. */
export function cards(page: () => Page): Extension {
  const tooltip = async (view: EditorView, offset: number): Promise<Tooltip | null> => {
    // A finger rests nowhere: it has the sheet.
    if (matchMedia('(hover: none)').matches) return null;
    const hide = () => view.dispatch({ effects: closeHoverTooltips });
    const card = await cardAt(page(), offset, hide);
    return card && { pos: card.from, end: card.to, above: false, create: () => ({ dom: card.body }) };
  };
  const tap = EditorView.domEventHandlers({
    click(event, view) {
      if ((event as PointerEvent).pointerType !== 'touch') return false;
      const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (offset !== null) void sheet(page(), offset);
      return false;
    },
  });
  return [hoverTooltip(tooltip, { hoverTime: 250, hideOnChange: true }), tap];
}

/** Shows the card at the foot of the page, for fingers and the keyboard. */
export async function sheet(page: Page, offset: number): Promise<void> {
  const place = byId('sheet');
  const close = () => {
    place.hidden = true;
    place.replaceChildren();
  };
  const card = await cardAt(page, offset, close);
  if (!card) {
    close();
    return;
  }
  place.replaceChildren(button('×', { class: 'close', 'aria-label': page.words.close }, close), card.body);
  place.hidden = false;
  if (!matchMedia('(pointer: coarse)').matches) place.querySelector<HTMLElement>('button:not(.close)')?.focus();
}
