// The list of articles.

import { button, byId, el } from './dom';
import type { Article, Page } from './page';
import { writtenDay } from './words';

/** A part of the list, and whether the folder has been read. */
export interface List {
  articles: Article[];
  more: boolean;
  total: number;
  complete: boolean;
}

/** How many are shown; a search finds the others. */
const MOST = 300;

const known = new Map<string, Article>();
let listed: List = { articles: [], more: false, total: 0, complete: false };

/** What was last said of an article. */
export function knownArticle(uri: string): Article | undefined {
  return known.get(uri);
}

/** Asks for the list anew. Gives it. */
export async function askArticles(page: Page): Promise<List> {
  const query = byId<HTMLInputElement>('filter').value;
  const found = await page.connection.request<List>('isnad/articles', { query, limit: MOST }).catch(() => null);
  if (found) {
    listed = found;
    for (const article of found.articles) known.set(article.uri, article);
    showArticles(page);
  }
  return listed;
}

/** Shows the list as it is known. */
export function showArticles(page: Page): void {
  const entries = listed.articles.map((article) => entry(page, article));
  const list = byId('list');
  list.replaceChildren(...entries);
  if (listed.more) list.append(el('li', { class: 'soft' }, page.words.more));
  if (listed.articles.length === 0 && listed.complete) list.append(el('li', { class: 'empty' }, page.words.noArticles));
}

function entry(page: Page, { uri, title, published }: Article): HTMLElement {
  const day = published ? writtenDay(page.language, published) : page.words.undated;
  const buffer = page.buffers.get(uri);
  const made = button('', { class: 'entry', 'data-uri': uri, title: page.files.name(uri) }, () => {
    void page.go(uri);
  });
  if (page.buffers.current?.uri === uri) made.setAttribute('aria-current', 'true');
  made.append(
    el('span', { class: 'title', dir: 'auto' }, title),
    el('span', { class: 'soft' }, day, buffer?.dirty && el('b', { class: 'changed', title: page.words.notSaved }, '●')),
  );
  return el('li', {}, made);
}
