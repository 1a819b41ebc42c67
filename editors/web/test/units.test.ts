// Words, places and line ends. Run by `npm test`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { lineEnds } from '../src/buffers';
import { sentenceDirection } from '../src/dom';
import { offsetOf, placeOf, positionOf, spanOf } from '../src/place';
import { wordsOf, writtenDay, writtenMonth } from '../src/words';

test('places go both ways, and those outside are drawn in', () => {
  const text = Text.of(['كيم 😀', '', 'ب']);
  assert.deepEqual(positionOf(text, offsetOf(text, { line: 0, character: 6 })), { line: 0, character: 6 });
  assert.equal(offsetOf(text, { line: 0, character: 99 }), 6);
  assert.equal(offsetOf(text, { line: 9, character: 0 }), text.length);
  assert.deepEqual(spanOf(text, { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }), { from: 8, to: 9 });
});

test('the address of a link is a file and a place counted from one', () => {
  assert.deepEqual(placeOf('file:///a.txt#L3,5'), { uri: 'file:///a.txt', at: { line: 2, character: 4 } });
  assert.deepEqual(placeOf('file:///a.txt'), { uri: 'file:///a.txt', at: { line: 0, character: 0 } });
});

test('line ends stay what they are, and mixed ones are noticed', () => {
  assert.deepEqual(lineEnds('a\r\nb\r\n'), { separator: '\r\n', mixed: false });
  assert.deepEqual(lineEnds('a\nb'), { separator: '\n', mixed: false });
  assert.deepEqual(lineEnds('a'), { separator: '\n', mixed: false });
  assert.equal(lineEnds('a\r\nb\nc').mixed, true);
});

test('numbers ask for their form', () => {
  assert.equal(wordsOf('ar').inArticles(28, 5), '28 موضعا في 5 مقالات');
  assert.equal(wordsOf('ar').inArticles(1, 1), 'موضع واحد في مقال واحد');
  assert.equal(wordsOf('ar').inArticles(103, 11), '103 مواضع في 11 مقالا');
  assert.equal(wordsOf('en').inArticles(1, 2), '1 mention in 2 articles');
});

test('days and months are written out, with Latin figures', () => {
  assert.equal(writtenDay('ar', '2023-12-21'), '21 ديسمبر 2023');
  assert.equal(writtenDay('ar', '2023-12-21', true), 'الخميس 21 ديسمبر 2023');
  assert.equal(writtenDay('en', '2023-12-21', true), 'Thursday 21 December 2023');
  assert.equal(writtenMonth('ar', '2023-07'), 'يوليو 2023');
  assert.equal(writtenDay('en', 'whenever'), 'whenever');
});

test('a sentence runs as its own words do, not as those it quotes', () => {
  assert.equal(sentenceDirection('“سول”: written “سيول” before', 'en'), 'ltr');
  assert.equal(sentenceDirection('«Reuters»: كُتب قبله', 'ar'), 'rtl');
  assert.equal(sentenceDirection('كُتب قبله', 'en'), 'auto');
});
