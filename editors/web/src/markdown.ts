// Markdown of the server as elements. Only what isnad's cards and pages use is shown as such;
// markup, commands and addresses of other places are shown as the words they are.

import { Lexer, type Token, type Tokens } from 'marked';
import { button, byId, el } from './dom';
import type { Page } from './page';
import { placeOf } from './place';

/** What becomes of a link to an article. */
type Follow = (address: string) => void;

/** Goes where a link leads; what it stood in is `done` with. */
export function follow(page: Page, done: () => void): Follow {
  return (address) => {
    done();
    const { uri, at } = placeOf(address);
    void page.go(uri, at);
  };
}

/** Shows a longer text over the article: the page on a rule, a dossier. */
export function showPage(page: Page, markdown: string): void {
  const dialog = byId<HTMLDialogElement>('page');
  const close = button('×', { class: 'close', 'aria-label': page.words.close }, () => dialog.close());
  dialog.replaceChildren(close, el('article', {}, render(markdown, follow(page, () => dialog.close()))));
  dialog.showModal();
  dialog.scrollTop = 0;
}

/** Text as elements; `follow` is called with the address of a link to a file. */
export function render(markdown: string, follow: Follow): DocumentFragment {
  const out = document.createDocumentFragment();
  blocks(new Lexer({ gfm: true }).lex(markdown), out, follow);
  return out;
}

function blocks(tokens: Token[], out: ParentNode, follow: Follow): void {
  for (const token of tokens) {
    switch (token.type) {
      case 'space':
        break;
      case 'paragraph':
        lines((token as Tokens.Paragraph).tokens, out, follow);
        break;
      case 'heading': {
        const { depth, tokens } = token as Tokens.Heading;
        const heading = el(depth === 1 ? 'h2' : 'h3', { dir: 'auto' });
        inline(tokens, heading, follow);
        out.append(heading);
        break;
      }
      case 'list': {
        const { ordered, items } = token as Tokens.List;
        const list = el(ordered ? 'ol' : 'ul');
        for (const item of items) {
          const entry = el('li', { dir: 'auto' });
          blocks(item.tokens, entry, follow);
          list.append(entry);
        }
        out.append(list);
        break;
      }
      case 'code':
        out.append(el('pre', { dir: 'auto' }, (token as Tokens.Code).text));
        break;
      case 'blockquote': {
        const quote = el('blockquote', { dir: 'auto' });
        blocks((token as Tokens.Blockquote).tokens, quote, follow);
        out.append(quote);
        break;
      }
      case 'table':
        out.append(table(token as Tokens.Table, follow));
        break;
      case 'hr':
        out.append(el('hr'));
        break;
      case 'text': {
        const text = token as Tokens.Text;
        if (text.tokens) inline(text.tokens, out, follow);
        else out.append(text.text);
        break;
      }
      default:
        out.append(el('p', { dir: 'auto' }, token.raw));
    }
  }
}

/** A paragraph whose lines each have their own direction: a hard break ends a line. */
function lines(tokens: Token[], out: ParentNode, follow: Follow): void {
  let line: Token[] = [];
  const end = () => {
    if (line.length === 0) return;
    const made = el('p', { dir: 'auto' });
    inline(line, made, follow);
    out.append(made);
    line = [];
  };
  for (const token of tokens) {
    if (token.type === 'br') end();
    else line.push(token);
  }
  end();
}

function table(token: Tokens.Table, follow: Follow): HTMLElement {
  const made = el('table');
  for (const [tag, cells] of [['th', token.header] as const, ...token.rows.map((row) => ['td', row] as const)]) {
    const row = el('tr');
    for (const cell of cells) {
      const made = el(tag, { dir: 'auto' });
      inline(cell.tokens, made, follow);
      row.append(made);
    }
    made.append(row);
  }
  return made;
}

const tags: Record<string, 'strong' | 'em' | 'del'> = { strong: 'strong', em: 'em', del: 'del' };

function inline(tokens: Token[], out: ParentNode, follow: Follow): void {
  for (const token of tokens) {
    const tag = tags[token.type];
    if (tag) {
      const made = el(tag);
      inline((token as Tokens.Strong).tokens, made, follow);
      out.append(made);
    } else if (token.type === 'link') {
      out.append(link(token as Tokens.Link, follow));
    } else if (token.type === 'codespan') {
      out.append(el('code', {}, (token as Tokens.Codespan).text));
    } else if (token.type === 'image') {
      out.append(image(token as Tokens.Image));
    } else if (token.type === 'br') {
      out.append(el('br'));
    } else if (token.type === 'text' || token.type === 'escape') {
      // marked leaves entities to the browser; there are none in what isnad writes.
      out.append((token as Tokens.Text).text);
    } else {
      out.append(token.raw);
    }
  }
}

function link(token: Tokens.Link, follow: Follow): Node {
  const words = document.createDocumentFragment();
  inline(token.tokens, words, follow);
  if (!token.href.startsWith('file://')) return words;
  const made = el('a');
  made.setAttribute('href', '#');
  made.append(words);
  made.addEventListener('click', (event) => {
    event.preventDefault();
    follow(token.href);
  });
  return made;
}

/** A drawing that the card itself holds; one from elsewhere is its words. */
function image(token: Tokens.Image): Node {
  if (!/^data:image\/(svg\+xml|png)[;,]/.test(token.href)) return document.createTextNode(token.text);
  const made = el('img');
  made.alt = token.text;
  made.src = token.href;
  return made;
}
