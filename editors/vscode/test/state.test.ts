// What the status bar says, and where the steps through mentions lead. Run by `npm test`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepFrom } from '../src/mentions';
import { faceOf } from '../src/state';
import { words } from '../src/words';

test('the status bar says how far the reading is, and afterwards how much was read', () => {
  const say = words('en');
  assert.equal(faceOf({ kind: 'reading', message: '3 of 5' }, say).tooltip, 'Reading articles: 3 of 5');
  assert.equal(faceOf({ kind: 'reading', message: undefined }, say).text, '$(sync~spin) isnad');
  assert.equal(faceOf({ kind: 'ready', read: '5 of 5' }, say).tooltip, 'Articles read: 5 of 5');
  assert.ok(faceOf({ kind: 'failed', reason: 'why' }, say).error);
});

test('steps go from mention to mention and round', () => {
  const [first, second, third] = [1, 5, 9].map((line) => ({ line, character: 4 }));
  const starts = [third!, first!, second!];
  assert.equal(stepFrom(starts, { line: 5, character: 6 }, 1), third);
  assert.equal(stepFrom(starts, { line: 5, character: 4 }, -1), first);
  assert.equal(stepFrom(starts, { line: 9, character: 4 }, 1), first);
  assert.equal(stepFrom(starts, { line: 0, character: 0 }, 1), first);
  assert.equal(stepFrom(starts, { line: 1, character: 4 }, -1), third);
  assert.equal(stepFrom([], { line: 0, character: 0 }, 1), undefined);
});
