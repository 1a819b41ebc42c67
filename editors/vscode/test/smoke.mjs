// A journalist's first minute in a real VS Code: open a seed, see squiggles, hover a name. Run by run.sh.
// With ISNAD_SHOT set, a picture of the window is written there.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';

const work = process.env.ISNAD_WORK;
const place = process.env.ISNAD_PLACE;
const shot = process.env.ISNAD_SHOT;
const { chromium } = createRequire(path.join(place, 'node_modules/'))('playwright-core');

const article = path.join(work, 'seeds/001_39c8f24627961fc0.txt');
const name = 'كيم جونغ أون';
const patience = 60_000;

const settings = {
  'isnad.language': 'ar',
  'editor.wordWrap': 'on',
  'editor.fontSize': 15,
  'editor.lineHeight': 24,
  'editor.fontFamily': "'Noto Sans Mono', 'Noto Sans Arabic', monospace",
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.unicodeHighlight.ambiguousCharacters': false,
  'editor.unicodeHighlight.invisibleCharacters': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
};

// code-server -----------------------------------------------------------------------------------

const code = path.join(place, 'node_modules/code-server/out/node/entry.js');
const folders = ['--user-data-dir', path.join(work, 'user'), '--extensions-dir', path.join(work, 'extensions')];
const environment = {
  PATH: process.env.PATH,
  HOME: work,
  XDG_CONFIG_HOME: path.join(work, 'config'),
  EXTENSIONS_GALLERY: '{"serviceUrl":""}',
};

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startCode(port) {
  mkdirSync(path.join(work, 'user/User'), { recursive: true });
  writeFileSync(path.join(work, 'user/User/settings.json'), JSON.stringify(settings));
  execFileSync(process.execPath, [code, ...folders, '--install-extension', process.env.ISNAD_VSIX], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const options = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const server = spawn(process.execPath, [code, '--bind-addr', `127.0.0.1:${port}`, ...folders, ...options], {
    env: environment,
    stdio: 'ignore',
  });
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false);
    if (up) return server;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill();
  throw new Error('code-server did not come up');
}

// The browser -----------------------------------------------------------------------------------

async function openWindow(port) {
  const context = await chromium.launchPersistentContext(path.join(work, 'chromium'), {
    executablePath: '/usr/bin/chromium',
    viewport: { width: 1280, height: 820 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  // Nothing but the editor itself is to be reached.
  await context.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${article}`]]);
  const query = new URLSearchParams({ folder: path.join(work, 'seeds'), payload });
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForSelector('.view-line');
  return { context, page };
}

/** The middle of the first place where the words are seen in the editor, in pixels. */
function place_of(page, words) {
  return page.waitForFunction((wanted) => {
    for (const line of document.querySelectorAll('.editor-instance .view-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        const box = range.getClientRects()[0];
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        // Lines just out of sight are in the document as well.
        if (line.contains(document.elementFromPoint(at.x, at.y))) return at;
      }
    }
    return null;
  }, words).then((handle) => handle.jsonValue());
}

async function hover(page, words) {
  const at = await place_of(page, words);
  const card = page.locator('.monaco-hover:not(.hidden) .hover-contents').filter({ hasText: words });
  // The server may still be reading the folder: a hover that comes too early shows nothing.
  for (let tries = 0; tries < 10; tries += 1) {
    await page.mouse.move(at.x, at.y - 60);
    await page.mouse.move(at.x, at.y, { steps: 4 });
    if (await card.first().waitFor({ timeout: 5_000 }).then(() => true, () => false)) break;
  }
  return (await page.locator('.monaco-hover:not(.hidden) .hover-contents').allInnerTexts()).join('\n');
}

/** Gives the article more room than the list of problems. */
async function lower_panel(page) {
  const box = await page.locator('.part.panel').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 5 });
  await page.mouse.up();
}

/** The process ids of the servers that this VS Code runs: their program is the one in the extension. */
function servers() {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${work}/extensions/isnad`);
    } catch {
      return false; // it has ended since
    }
  });
}

async function until(what, condition) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain for ${what}`);
}

/** Restarts the server by its command: one new process, and the same problems. */
async function restart(page, rows) {
  const [before] = servers();
  const problems = await rows.count();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>isnad: Restart Server');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'isnad' }).first().waitFor();
  await page.keyboard.press('Enter');
  await until('one new server', () => servers().length === 1 && !servers().includes(before));
  await until('the problems to be back', async () => (await rows.count()) === problems);
  console.log(`restarted: ${problems} problems`);
}

// The story -------------------------------------------------------------------------------------

async function story(page) {
  await page.keyboard.press('Control+Shift+M');
  await page.waitForSelector('.markers-panel .monaco-list-row .marker-source');
  const rows = page.locator('.markers-panel .monaco-list-row', { has: page.locator('.marker-source') });
  const problems = await rows.allInnerTexts();
  console.log(problems.map((row) => row.replaceAll('\n', ' ')).join('\n'));
  assert.ok(problems.every((row) => row.includes('isnad')), 'each problem names its source');

  await lower_panel(page);
  await restart(page, rows);

  // A problem leads to its words, and those are underlined.
  await rows.filter({ hasText: 'mixed-script' }).last().click();
  await page.waitForSelector('.cdr.squiggly-warning', { state: 'attached' });
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Home'); // ends the flash that shows the line
  await page.waitForTimeout(500);

  const card = await hover(page, name);
  if (shot) {
    mkdirSync(path.dirname(shot), { recursive: true });
    await page.waitForTimeout(1_000); // the card fades in
    await page.screenshot({ path: shot });
  }
  console.log(card);
  for (const line of [name, 'Kim Jong Un', 'كوريا الشمالية']) {
    assert.ok(card.includes(line), `the card has ${line}`);
  }
}

const port = await freePort();
const server = await startCode(port);
const ended = new Promise((resolve) => server.once('exit', resolve));
let window_;
try {
  window_ = await openWindow(port);
  await story(window_.page);
} catch (failure) {
  if (shot) await window_?.page.screenshot({ path: `${shot}.failed.png` });
  throw failure;
} finally {
  await window_?.context.close();
  server.kill();
  await ended;
  await until('the language server to end', () => servers().length === 0);
}
