// Where the program is looked for, and in which order. Run by `npm test`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBinary, Surroundings } from '../src/binary';
import { words } from '../src/words';

const everywhere = ['/set/isnad', '/usr/bin/isnad', '/ext/server/isnad'];

function surroundings(files: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: null,
    searchPath: '/bin:/usr/bin',
    extensionFolder: '/ext',
    homeFolder: '/home/reporter',
    windows: false,
    isExecutable: (file) => files.includes(file),
    ...more,
  };
}

test('a setting wins over PATH, PATH over the bundled program', () => {
  assert.deepEqual(findBinary(surroundings(everywhere, { setting: '/set/isnad' })), {
    program: '/set/isnad',
    origin: 'setting',
  });
  assert.deepEqual(findBinary(surroundings(everywhere)), { program: '/usr/bin/isnad', origin: 'PATH' });
  assert.deepEqual(findBinary(surroundings(everywhere, { searchPath: undefined })), {
    program: '/ext/server/isnad',
    origin: 'bundled',
  });
});

test('a setting that names nothing is not passed over in silence', () => {
  assert.deepEqual(findBinary(surroundings(everywhere, { setting: '/gone/isnad' })), {
    program: undefined,
    looked: '/gone/isnad',
  });
});

test('a setting of blanks is none, and ~ is the home folder', () => {
  assert.equal(findBinary(surroundings(everywhere, { setting: '  ' })).program, '/usr/bin/isnad');
  const home = surroundings(['/home/reporter/bin/isnad'], { setting: '~/bin/isnad' });
  assert.equal(findBinary(home).program, '/home/reporter/bin/isnad');
});

test('on Windows the program has an ending and PATH other separators', () => {
  const at = surroundings(['C:\\tools\\isnad.exe'], { windows: true, searchPath: 'C:\\Windows;C:\\tools' });
  assert.equal(findBinary(at).program, 'C:\\tools\\isnad.exe');
});

test('nowhere: says where it looked', () => {
  assert.deepEqual(findBinary(surroundings([])), { program: undefined, looked: 'PATH, /ext/server/isnad' });
});

test('messages follow the locale; Latin words in Arabic ones stand between isolates', () => {
  assert.match(words('ar-EG').notFound('PATH'), /\u2068PATH\u2069/u);
  assert.match(words('fr').notFound('PATH'), /looked in: PATH/);
});
