'use strict';
// A network: the company of the name that is pointed at.
for (const network of document.querySelectorAll('.network')) {
  const caption = network.querySelector('.picked');
  for (const svg of network.querySelectorAll('svg')) {
    const nodes = [...svg.querySelectorAll('.node')];
    const lines = [...svg.querySelectorAll('line')];
    const pick = (node) => {
      const at = node && node.dataset.n;
      const near = new Set([at]);
      for (const line of lines) {
        const { a, b } = line.dataset;
        const own = at === a || at === b;
        line.classList.toggle('near', own);
        if (own) near.add(a).add(b);
      }
      svg.classList.toggle('picking', Boolean(node));
      for (const other of nodes) other.classList.toggle('near', near.has(other.dataset.n));
      const names = nodes.filter((n) => n !== node && near.has(n.dataset.n)).map((n) => n.dataset.name);
      caption.textContent = '';
      if (node) {
        const name = document.createElement('b');
        name.textContent = node.querySelector('title').textContent;
        const comma = document.documentElement.lang === 'ar' ? '، ' : ', ';
        caption.append(name, ' — ', network.dataset.with.replace('{0}', names.join(comma)));
      }
    };
    for (const node of nodes) {
      node.addEventListener('pointerenter', () => pick(node));
      node.addEventListener('focus', () => pick(node));
    }
    svg.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && pick(null));
    svg.addEventListener('click', (event) => event.target === svg && pick(null));
  }
}
// Bars: how many in the part of the time that is pointed at.
const tip = document.createElement('output');
tip.className = 'tip';
document.body.append(tip);
for (const group of document.querySelectorAll('[data-parts]')) {
  const parts = group.dataset.parts.split('|');
  for (const svg of group.querySelectorAll('.bars')) {
    const numbers = svg.dataset.n.split(',');
    svg.addEventListener('pointermove', (event) => {
      const box = svg.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      const from = document.documentElement.dir === 'rtl' ? 1 - share : share;
      const at = Math.min(parts.length - 1, Math.max(0, Math.floor(from * parts.length)));
      tip.textContent = `${parts[at]}: ${numbers[at]}`;
      tip.classList.add('shown');
      const half = tip.offsetWidth / 2 + 6;
      tip.style.left = `${Math.min(innerWidth - half, Math.max(half, event.clientX))}px`;
      tip.style.top = `${box.top - 8}px`;
    });
    svg.addEventListener('pointerleave', () => tip.classList.remove('shown'));
  }
}
// Names: those that have the letters typed, opened or not.
const kinds = document.querySelector('.kinds');
if (kinds) {
  const plain = (words) => words.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').toLowerCase();
  const search = document.createElement('input');
  search.type = 'search';
  search.placeholder = kinds.dataset.filter;
  search.setAttribute('aria-label', kinds.dataset.filter);
  kinds.before(search);
  search.addEventListener('input', () => {
    const asked = plain(search.value.trim());
    for (const row of kinds.querySelectorAll('li')) {
      row.hidden = !plain(row.querySelector('.name').textContent).includes(asked);
    }
    for (const kind of kinds.children) kind.hidden = !kind.querySelector('li:not([hidden])');
    for (const more of kinds.querySelectorAll('details')) more.open = asked !== '';
    kinds.classList.toggle('asked', asked !== '');
  });
}
// On paper there is nothing to open.
addEventListener('beforeprint', () => {
  for (const more of document.querySelectorAll('.articles details')) more.open = true;
});
