// Lines that start in Arabic are shown from right to left, others as they are. Run by `npm test`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { direct, directCard } from '../src/direction';

test('an Arabic line stands in an isolate, its closing mark inside', () => {
  assert.equal(direct('رقم بلا مصدر: «آلاف»'), '\u2067رقم بلا مصدر: «آلاف»\u2069');
  assert.equal(direct('«الخميس» لا يوافق 20 أكتوبر'), '\u2067«الخميس» لا يوافق 20 أكتوبر\u2069');
});

test('each line has its own direction; the blanks that break it stay at its end', () => {
  assert.equal(direct('**كيم**  \nKim Jong Un  \n2023-10-19'), '\u2067**كيم**\u2069  \nKim Jong Un  \n2023-10-19');
});

test('the address of a link does not count as words', () => {
  assert.equal(direct('[مقال](file:///a.txt)'), '\u2067[مقال](file:///a.txt)\u2069');
  assert.equal(direct('(file) مقال'), '(file) مقال');
});

test('a card whose first line is Arabic stands on the right', () => {
  const card = directCard('**كيم**  \nKim Jong Un');
  assert.ok(card.html && card.value.startsWith('<div align="right">\n\n\u2067**كيم**\u2069  \nKim'));
  assert.deepEqual(directCard('**Kim**  \nكيم'), { value: '**Kim**  \n\u2067كيم\u2069', html: false });
});
