// A colleague's first minutes with the page, in a real Chromium. Run by run.sh.
// With ISNAD_SHOTS set, pictures of the page are written there.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { ISNAD_WORK: work, ISNAD_PLACE: place, ISNAD_PROGRAM: program, ISNAD_SHOTS: shots } = process.env;
const { chromium } = createRequire(path.join(place, 'node_modules/'))('playwright-core');

const folder = path.join(work, 'seeds');
const name = 'كيم جونغ أون';
const newest = '001_39c8f24627961fc0.txt';
const patience = 30_000;

// Text that is markup elsewhere: it has to stay text in the list, the cards, the mentions, the timeline.
const markup = '<img src=x onerror="document.title=1">';
const evil = `${markup} كيم جونغ أون
وصل كيم جونغ أون ${markup} إلى موسكو في 12 يناير 2024. [هنا](command:x) <script>document.title=1</script>
`;

// The program and the browser -------------------------------------------------------------------

function start(...options) {
  const child = spawn(program, ['play', '--no-open', ...options, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: path.join(work, 'cache') },
  });
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const address = new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      const found = /^http:\S+/.exec(data);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error('isnad play did not start')));
  });
  return { child, ended, address };
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});

/** What no page may do: reach elsewhere, run into its own rules, or throw. */
const faults = [];

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'ar-EG', ...options });
  await context.route((url) => url.hostname !== '127.0.0.1', (route) => {
    faults.push(`reaches ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // A refusal that the story asks for is logged by the browser, too.
    if (message.type() === 'error' && !/status of (403|409)/.test(message.text())) faults.push(message.text());
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  await page.locator('#findings .card').first().waitFor({ state: 'attached' });
  return page;
}

async function shoot(page, file) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.waitForTimeout(300); // what fades in is there
  await page.screenshot({ path: path.join(shots, file) });
}

/** The middle of the first place in the text where the words are in sight. */
async function place_of(page, words) {
  const found = await page.waitForFunction((wanted) => {
    for (const line of document.querySelectorAll('.cm-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        const box = range.getClientRects()[0];
        if (!box) continue;
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        if (line.contains(document.elementFromPoint(at.x, at.y))) return at;
      }
    }
    return null;
  }, words);
  return found.jsonValue();
}

async function hover(page, words) {
  const card = page.locator('.over').filter({ hasText: words }).first();
  // What is drawn late, a headline, can move the words away from under the pointer.
  for (let tries = 0; tries < 10; tries += 1) {
    const at = await place_of(page, words);
    await page.mouse.move(at.x, at.y + 60);
    await page.mouse.move(at.x, at.y, { steps: 4 });
    if (await card.waitFor({ timeout: 3_000 }).then(() => true, () => false)) return card;
  }
  assert.fail(`no card over ${words}`);
}

const listed = (page, file) => page.locator(`#list [data-uri$="${file}"]`);
const shown = (page, file) => page.locator(`#list [data-uri$="${file}"][aria-current]`).waitFor();
const text = (page) => page.evaluate(() => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
const onDisk = (file) => readFileSync(path.join(folder, file), 'utf8');

// The story -------------------------------------------------------------------------------------

async function reads(page) {
  await shown(page, newest);
  assert.equal(await page.locator('#list .entry').count(), 5);
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  const line = page.locator('.cm-line.headline').first();
  const sides = await line.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const [first] = range.getClientRects();
    const box = element.getBoundingClientRect();
    return { direction: getComputedStyle(element).direction, right: box.right - first.right, left: first.left - box.left };
  });
  assert.equal(sides.direction, 'rtl');
  assert.ok(sides.right < 20 && sides.left > sides.right, `the headline begins at the right: ${JSON.stringify(sides)}`);
  assert.ok((await page.locator('.cm-line.heading').count()) > 0, 'headings stand out');
  assert.ok((await page.locator('.said-source').count()) > 0, 'sources stand out');
  console.log('reads right to left');
}

async function underlines(page) {
  const mixed = page.locator('#findings .card', { hasText: 'يoon' }).first();
  await mixed.click();
  const mark = page.locator('.cm-lintRange-warning', { hasText: 'oon' }).first();
  await mark.waitFor();
  const decoration = await mark.evaluate((element) => getComputedStyle(element).textDecoration);
  assert.match(decoration, /underline .*wavy/);
  console.log('underlines findings');
}

async function explains(page) {
  const card = await hover(page, name);
  const said = await card.innerText();
  for (const words of [name, 'Kim Jong Un', 'كوريا الشمالية', 'هنا', 'الأرشيف']) {
    assert.ok(said.includes(words), `the card has ${words}:\n${said}`);
  }
  await shoot(page, 'play.png');
  console.log(said);
  return card;
}

async function leads(page, card) {
  await card.locator('.all').click();
  await page.locator('#mentions .card').first().waitFor();
  await page.locator('.over').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#mentions .card').count(), 5, 'every article names him');
  await shoot(page, 'mentions.png');
  const other = page.locator('#mentions .card:not(.here)').first();
  const title = await other.locator('h3').innerText();
  const words = await other.locator('mark').first().innerText();
  await other.locator('.place').first().click();
  await page.waitForFunction((title) => document.getElementById('title').textContent === title, title);
  await page.waitForFunction((words) => document.getSelection()?.toString() === words, words);
  await page.goBack();
  await shown(page, newest);
  console.log(`leads to «${words}» in «${title}», and back`);
}

async function gathers(page) {
  const card = await hover(page, name);
  await card.locator('.dossier').click();
  const dossier = page.locator('#page[open] article');
  await dossier.waitFor();
  assert.ok((await dossier.innerText()).includes('Kim Jong Un'));
  await shoot(page, 'dossier.png');
  const link = dossier.locator('a').last();
  await link.click();
  await page.locator('#page:not([open])').waitFor({ state: 'attached' });
  await page.goBack();
  await shown(page, newest);
  console.log('gathers all there is of a name');
}

async function mends(page) {
  await page.locator('[data-tab=findings]').click();
  const city = page.locator('#findings .card', { hasText: 'كُتب قبله «سيول»' }).first();
  await city.click();
  await city.locator('.fix').click();
  const choice = city.locator('.fixes .choice:not(.stand)').first();
  const title = await choice.innerText();
  await choice.click();
  await page.locator('.cm-line', { hasText: 'العاصمة سيول' }).waitFor();
  await page.locator('#findings .card', { hasText: 'العاصمة سول' }).waitFor({ state: 'detached' });
  assert.ok(onDisk(newest).includes('العاصمة سول'), 'nothing is saved unasked');
  await page.locator('#save:enabled').click();
  await page.locator('#save:disabled').waitFor();
  assert.ok(onDisk(newest).includes('العاصمة سيول'), 'the file is mended');
  console.log(`mends: ${title}`);
}

async function ignores(page) {
  const finding = page.locator('#findings .card').last();
  const words = await finding.locator('.message').innerText();
  const before = await page.locator('#findings .card').count();
  await finding.locator('.fix').click();
  // Written by the server into the folder's own file.
  await finding.locator('.fixes .stand').first().click();
  await page.waitForFunction((before) => document.querySelectorAll('#findings .card').length < before, before);
  assert.ok(onDisk('isnad-ignores.toml').includes('[[ignore]]'));
  console.log(`lets stand: ${words}`);
}

async function minds_others(page) {
  // Somebody else writes the file: an unchanged text follows, a changed one asks.
  writeFileSync(path.join(folder, newest), `سطر جديد\n${onDisk(newest)}`);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await listed(page, newest).click();
  await page.locator('.cm-line', { hasText: 'سطر جديد' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' هنا');
  const theirs = onDisk(newest).replace('سطر جديد', 'سطر أحدث');
  writeFileSync(path.join(folder, newest), theirs);
  await page.keyboard.press('Control+s');
  await page.locator('#question[open]').waitFor();
  assert.equal(onDisk(newest), theirs, 'nothing is overwritten unasked');
  await page.locator('#question button').first().click();
  await page.locator('.cm-line', { hasText: 'سطر أحدث' }).waitFor();
  console.log('minds what others write');
}

async function takes_in(page) {
  writeFileSync(path.join(folder, 'evil.txt'), evil);
  const entry = listed(page, 'evil.txt');
  while ((await entry.count()) === 0) {
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.waitForTimeout(200);
  }
  console.log('takes in what is new in the folder');
}

async function tells_when(page) {
  await page.locator('[data-tab=timeline]').click();
  await page.locator('#timeline .months .card').first().waitFor();
  await page.locator('.scope button').last().click();
  await page.locator('#timeline .months .card', { hasText: markup }).first().waitFor();
  assert.ok((await page.locator('#timeline .months h3').count()) > 3, 'several months');
  await shoot(page, 'timeline.png');
  await page.locator('#timeline .months .card', { hasText: markup }).first().click();
  await shown(page, 'evil.txt');
  console.log('tells when');
}

async function shows_words_as_words(page) {
  const card = await hover(page, name);
  await card.locator('.all').click();
  await page.locator('#mentions .place', { hasText: markup }).first().waitFor();
  const made = 'img:not(.brand img), script:not([src="play.js"]), a[href^="command"], [onerror]';
  assert.equal(await page.locator(made).count(), 0, 'markup of an article is its words');
  assert.ok((await text(page)).includes(markup));
  await listed(page, newest).click();
  await shown(page, newest);
  await page.locator('#findings .why').first().evaluate((why) => why.click());
  await page.locator('#page[open] h2').first().waitFor();
  await page.locator('#page .close').click();
  console.log('shows words as words');
}

async function speaks_english(page) {
  await page.locator('#language').click();
  await page.waitForFunction(() => document.documentElement.dir === 'ltr');
  const messages = page.locator('#findings .message');
  await page.locator('[data-tab=findings]').click();
  await page.waitForFunction(() => /[a-z]{4}/.test(document.querySelector('#findings .message')?.textContent ?? ''));
  assert.match(await messages.first().innerText(), /[a-z]{4}/);
  await page.locator('#theme').click();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await shoot(page, 'dark.png');
  await page.reload();
  await messages.first().waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark', 'the choice is kept');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  console.log('speaks English');
}

async function fits_a_phone(address) {
  const page = await open(address, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels too wide`);
  await page.locator('[data-tab=articles]').tap();
  await shoot(page, 'phone-articles.png');
  await listed(page, '002_d24844dcb7092ee0.txt').tap();
  const at = await place_of(page, 'كوريا الشمالية');
  await page.touchscreen.tap(at.x, at.y);
  const sheet = page.locator('#sheet .entity');
  await sheet.waitFor();
  await shoot(page, 'phone.png');
  assert.match(await sheet.innerText(), /كوريا الشمالية|زعيم/);
  await page.locator('#sheet .all').tap();
  await page.locator('#mentions .card').first().waitFor();
  await page.locator('[data-tab=findings]').tap();
  await shoot(page, 'phone-findings.png');
  await page.context().close();
  console.log('fits a phone');
}

async function reads_only() {
  const { child, ended, address } = start();
  const page = await open(await address);
  assert.equal(await page.locator('#save').isVisible(), false);
  assert.equal(await page.locator('#reading').isVisible(), true);
  const card = page.locator('#findings .card').first();
  await card.locator('.fix').click();
  await card.locator('.fixes .choice:disabled').first().waitFor();
  child.kill('SIGINT');
  assert.equal(await ended, 0);
  await page.locator('#banner button').waitFor();
  await page.context().close();
  console.log('reads only, and says when it has ended');
}

const { child, ended, address } = start('--write');
let page;
try {
  page = await open(await address);
  await reads(page);
  await underlines(page);
  await leads(page, await explains(page));
  await gathers(page);
  await mends(page);
  await ignores(page);
  await minds_others(page);
  await takes_in(page);
  await tells_when(page);
  await shows_words_as_words(page);
  await speaks_english(page);
  await fits_a_phone(await address);
  await reads_only();
  assert.deepEqual(faults, []);
} catch (failure) {
  if (shots) await page?.screenshot({ path: path.join(shots, 'failed.png') });
  console.error(faults.join('\n'));
  throw failure;
} finally {
  await browser.close();
  child.kill('SIGINT');
  assert.equal(await ended, 0);
}
console.log('13 passed, 0 failed');
