// What the status bar says. Run by `npm test`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faceOf } from '../src/state';
import { words } from '../src/words';

test('the status bar says how far the reading is, and afterwards how much was read', () => {
  const say = words('en');
  assert.equal(faceOf({ kind: 'reading', message: '3 of 5' }, say).tooltip, 'Reading articles: 3 of 5');
  assert.equal(faceOf({ kind: 'reading', message: undefined }, say).text, '$(sync~spin) isnad');
  assert.equal(faceOf({ kind: 'ready', read: '5 of 5' }, say).tooltip, 'Articles read: 5 of 5');
  assert.ok(faceOf({ kind: 'failed', reason: 'why' }, say).error);
});
