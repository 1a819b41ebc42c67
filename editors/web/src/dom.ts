// Making elements. Words always go in as text: nothing here reads markup.

type Child = Node | string | null | undefined | false;

interface Attributes {
  class?: string;
  title?: string;
  dir?: 'auto' | 'rtl' | 'ltr';
  type?: string;
  [data: `data-${string}` | `aria-${string}`]: string | undefined;
}

/** An element with attributes and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button that does something. */
export function button(label: string, attributes: Attributes, act: (event: MouseEvent) => void): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** An element of the page that is there. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found as T;
}

/** The direction of a sentence of the server, which may begin with words of an article. */
export function sentenceDirection(sentence: string, language: 'ar' | 'en'): 'rtl' | 'ltr' | 'auto' {
  const [own, direction] = language === 'ar' ? [/[\u0621-\u064A]{3}/, 'rtl' as const] : [/[a-z]{3}/i, 'ltr' as const];
  return own.test(sentence) ? direction : 'auto';
}

/** Words of a line with some letters around them, cut between words. */
export function snippet(line: string, from: number, to: number, around: number): (string | HTMLElement)[] {
  const before = line.slice(0, from);
  const after = line.slice(to);
  const head = before.length > around ? `…${before.slice(-around).replace(/^\S*\s/, '')}` : before;
  const tail = after.length > around ? `${after.slice(0, around).replace(/\s\S*$/, '')}…` : after;
  return [head, el('mark', {}, line.slice(from, to)), tail];
}
