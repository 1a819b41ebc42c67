// Every mention of a name in the folder, by article.

import type { Location, Range } from 'vscode-languageserver-types';
import { button, byId, el, snippet } from './dom';
import { type Page, placeParams } from './page';
import { positionOf } from './place';
import { writtenDay } from './words';

/** Articles that are shown at a time. */
const MOST = 20;
/** Mentions of one article that are shown. */
const MOST_LINES = 12;
/** Letters around a mention. */
const AROUND = 60;

/** Lists the mentions of what is named at an offset. */
export async function listMentions(page: Page, offset: number): Promise<void> {
  const buffer = page.buffers.current;
  if (!buffer) return;
  const params = { ...placeParams(buffer.uri, positionOf(buffer.state.doc, offset)), context: { includeDeclaration: true } };
  page.show('mentions');
  const found = (await page.connection.request<Location[] | null>('textDocument/references', params)) ?? [];
  const articles = new Map<string, Range[]>();
  for (const { uri, range } of found.filter(({ uri }) => page.files.path(uri) !== null)) {
    articles.set(uri, [...(articles.get(uri) ?? []), range]);
  }
  byId('count-mentions').textContent = found.length > 0 ? String(found.length) : '';
  const list = byId('mentions');
  if (articles.size === 0) {
    list.replaceChildren(el('p', { class: 'empty' }, page.words.noMentions));
    return;
  }
  const head = el('p', { class: 'head' }, page.words.inArticles(found.length, articles.size));
  list.replaceChildren(head);
  await addArticles(page, list, [...articles]);
  list.scrollTop = 0;
}

async function addArticles(page: Page, list: HTMLElement, articles: [string, Range[]][]): Promise<void> {
  const shown = articles.slice(0, MOST);
  const parts = await Promise.all(shown.map(([uri, ranges]) => article(page, uri, ranges)));
  list.append(...parts);
  const rest = articles.slice(MOST);
  if (rest.length > 0) {
    const more = button(page.words.showMore, { class: 'more' }, () => {
      more.remove();
      void addArticles(page, list, rest);
    });
    list.append(more);
  }
}

async function article(page: Page, uri: string, ranges: Range[]): Promise<HTMLElement> {
  const { title, published } = page.article(uri);
  const lines = (await page.buffers.text(uri).catch(() => '')).split(/\r\n?|\n/);
  const places = ranges.slice(0, MOST_LINES).map((range) => {
    const { start, end } = range;
    const made = button('', { class: 'place', dir: 'auto' }, () => void page.go(uri, range));
    const line = lines[start.line] ?? '';
    made.append(...snippet(line, start.character, end.line === start.line ? end.character : line.length, AROUND));
    return el('li', {}, made);
  });
  const day = published ? writtenDay(page.language, published) : page.words.undated;
  const rest = ranges.length - places.length;
  return el(
    'article',
    { class: uri === page.buffers.current?.uri ? 'card here' : 'card' },
    el('h3', { dir: 'auto' }, title),
    el('p', { class: 'soft' }, `${day} · ${ranges.length}`),
    el('ul', {}, ...places, rest > 0 && el('li', { class: 'soft' }, `+${rest}`)),
  );
}

/** What stands there before a name was chosen. */
export function noMentionsYet(page: Page): void {
  byId('count-mentions').textContent = '';
  byId('mentions').replaceChildren(el('p', { class: 'empty' }, page.words.chooseName));
}
