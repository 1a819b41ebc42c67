// A real VS Code in a headless browser: starting it, looking at it, ending it. See run.sh for the variables.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';

export const work = process.env.ISNAD_WORK;
const place = process.env.ISNAD_PLACE;
const shots = process.env.ISNAD_SHOTS;
const { chromium } = createRequire(path.join(place, 'node_modules/'))('playwright-core');

/** States are waited for, not times; this is for a machine that is slow and busy. */
export const patience = 120_000;

const settings = {
  'isnad.language': 'ar',
  'editor.wordWrap': 'on',
  'editor.fontSize': 15,
  'editor.lineHeight': 24,
  'editor.fontFamily': "'Noto Sans Arabic', 'Noto Sans Mono', monospace",
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.unicodeHighlight.ambiguousCharacters': false,
  'editor.unicodeHighlight.invisibleCharacters': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
};

const code = path.join(place, 'node_modules/code-server/out/node/entry.js');
const folders = ['--user-data-dir', path.join(work, 'user'), '--extensions-dir', path.join(work, 'extensions')];
const environment = {
  PATH: process.env.PATH,
  HOME: work,
  XDG_CONFIG_HOME: path.join(work, 'config'),
  EXTENSIONS_GALLERY: '{"serviceUrl":""}',
};

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the condition gives, as soon as it gives something. */
export async function until(what, condition) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100)) {
    const value = await condition();
    if (value) return value;
  }
  return assert.fail(`waited in vain for ${what}`);
}

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
  await until('code-server to come up', () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false),
  ).catch((failure) => {
    server.kill();
    throw failure;
  });
  return server;
}

async function openWindow(port, article) {
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
  const query = new URLSearchParams({ folder: path.dirname(article), payload });
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForSelector('.view-line');
  return { context, page };
}

/** The process ids of the language servers that this VS Code runs: their program is the one in the extension. */
export function servers() {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${work}/extensions/isnad`);
    } catch {
      return false; // it has ended since
    }
  });
}

/** Runs the story with an article open; afterwards nothing is left running. */
export async function inCode(article, story) {
  const port = await freePort();
  const server = await startCode(port);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  let opened;
  try {
    opened = await openWindow(port, article);
    await story(opened.page);
  } catch (failure) {
    if (opened) await picture(opened.page, 'failed').catch(() => undefined);
    throw failure;
  } finally {
    await opened?.context.close();
    server.kill();
    await ended;
    await until('the language server to end', () => servers().length === 0);
  }
}

/** Keeps a picture of the window, or of a part of it. */
export async function picture(page, name, clip) {
  await page.waitForTimeout(600); // what fades in has done so
  await page.screenshot({ path: path.join(shots, `${name}.png`), ...(clip && { clip }) });
}
