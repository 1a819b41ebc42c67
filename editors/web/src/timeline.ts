// What happened when, in this article or in all of them.

import type { Range } from 'vscode-languageserver-types';
import { button, byId, el } from './dom';
import type { Article, Page } from './page';
import { writtenDay, writtenMonth } from './words';

interface Event {
  from: string;
  to: string;
  certain: boolean;
  inherited: boolean;
  sentence: string;
  names: { name: string; kind: string }[];
  article: Article;
  range: Range;
}

interface Timeline {
  events: Event[];
  articles: number;
  total: number;
}

let all = false;
let asked = 0;

/** Shows the timeline anew. */
export async function listEvents(page: Page): Promise<void> {
  const place = byId('timeline');
  const buffer = page.buffers.current;
  const turn = ++asked;
  const choose = (label: string, value: boolean) =>
    button(label, { class: 'choice', 'aria-pressed': String(all === value) }, () => {
      all = value;
      void listEvents(page);
    });
  const scope = el('div', { class: 'scope' }, choose(page.words.thisArticle, false), choose(page.words.allArticles, true));
  const params = all || !buffer ? {} : { textDocument: { uri: buffer.uri } };
  const found = await page.connection.request<Timeline>('isnad/timeline', params).catch(() => null);
  if (!found || turn !== asked) return;
  const note = all && found.articles < found.total && el('p', { class: 'soft' }, page.words.newest(found.articles, found.total));
  const months = el('div', { class: 'months' });
  for (const [month, events] of groups(found.events, ({ from }) => from.slice(0, 7))) {
    const list = el('ol');
    for (const [, same] of groups(events, ({ from, to }) => `${from}${to}`)) list.append(day(page, same));
    months.append(el('h3', {}, writtenMonth(page.language, month)), list);
  }
  const empty = found.events.length === 0 && el('p', { class: 'empty' }, page.words.noEvents);
  place.replaceChildren(scope, ...[note, empty].filter((part) => part !== false), months);
}

function groups<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) out.set(key(item), [...(out.get(key(item)) ?? []), item]);
  return out;
}

function day(page: Page, events: Event[]): HTMLElement {
  const [{ from = '', to = '' } = {}] = events;
  const when = from === to ? writtenDay(page.language, from, true) : page.words.sometimeIn;
  return el('li', { class: from === to ? '' : 'wide' }, el('time', {}, when), ...events.map((event) => told(page, event)));
}

function told(page: Page, event: Event): HTMLElement {
  const notes = [event.inherited && page.words.inherited, !event.certain && page.words.uncertain].filter(Boolean);
  const names = event.names.map(({ name, kind }) => el('li', { class: kind, dir: 'auto' }, name));
  const made = button('', { class: 'card' }, () => void page.go(event.article.uri, event.range));
  const parts = [
    el('p', { dir: 'auto' }, event.sentence),
    el('ul', { class: 'names' }, ...names),
    all && el('p', { class: 'soft', dir: 'auto' }, event.article.title),
    notes.length > 0 && el('p', { class: 'soft' }, notes.join(' · ')),
  ];
  made.append(...parts.filter((part) => part !== false));
  return made;
}
