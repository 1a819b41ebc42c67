// What a journalist does, in a real VS Code: squiggles, a card, a fix, references, who said what, the timeline.
// Run by run.sh; a picture of each is kept in $ISNAD_SHOTS.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inCode, picture, servers, until, work } from './code.mjs';

const article = path.join(work, 'seeds/001_39c8f24627961fc0.txt');
const name = 'كيم جونغ أون';
const speaker = 'بيلوسوف';
const country = 'أوكرانيا';

// What is on the screen -------------------------------------------------------------------------

const problems = (page) =>
  page.locator('.markers-panel .monaco-list-row', { has: page.locator('.marker-source') });

/** The middle of each place where the words are seen in the editor, in pixels; at least one. */
function placesOf(page, words) {
  return page.waitForFunction((wanted) => {
    const places = [];
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
        if (line.contains(document.elementFromPoint(at.x, at.y))) places.push(at);
      }
    }
    return places.length > 0 && places;
  }, words).then((handle) => handle.jsonValue());
}

/** The words of the article as far as they are on the screen. */
async function seen(page) {
  const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

const cursor = (page) => page.locator('#status\\.editor\\.selection').innerText();

/** Brings the words, which stand once in a line, to the middle of the screen, and puts the cursor into them. */
async function clickOn(page, line, words) {
  const start = readFileSync(article, 'utf8').split('\n')[line - 1].indexOf(words) + 1;
  assert.ok(start > 0, `line ${line} has ${words}`);
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input').first().fill(`:${line}`);
  await page.keyboard.press('Enter');
  await until(`line ${line}`, async () => (await cursor(page)) === `Ln ${line}, Col 1`);
  await until(`the cursor in ${words}`, async () => {
    for (const at of await placesOf(page, words)) {
      await page.mouse.click(at.x, at.y);
      // Lines move when lenses come above them: then it was another word that was clicked on.
      await page.waitForTimeout(300);
      const [, inLine, column] = /^Ln (\d+), Col (\d+)/.exec(await cursor(page)) ?? [];
      if (Number(inLine) === line && column >= start && column <= start + words.length) return true;
    }
    return false;
  });
}

/** Runs a command by its title. */
async function run(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await row.waitFor();
  await row.click();
}

/** Gives the article more room than the list of problems. */
async function lowerPanel(page) {
  const box = await page.locator('.part.panel').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 5 });
  await page.mouse.up();
}

// Steps -----------------------------------------------------------------------------------------

async function listsProblems(page) {
  await page.keyboard.press('Control+Shift+M');
  const rows = problems(page);
  await rows.first().waitFor();
  await page.locator('#isnad\\.isnad\\.isnad .codicon-check').waitFor();
  await lowerPanel(page);
  // Of the article at hand alone: those of all do not fit on the screen.
  await page.locator('.part.panel .viewpane-filter-container input').fill(`**/${path.basename(article)}`);
  const texts = await until('problems of several rules', async () => {
    const all = await rows.allInnerTexts();
    return ['unsourced-claim', 'mixed-script', 'glued-text', 'vague-source'].every((rule) => all.some((row) => row.includes(rule))) && all;
  });
  assert.ok(texts.every((row) => row.includes('isnad')), 'each problem names its source');
  console.log(texts.map((row) => row.replaceAll('\n', ' ')).join('\n'));
}

/** By its command: one new process, and the same problems. */
async function restarts(page) {
  const [before] = servers();
  const rows = problems(page);
  const count = await rows.count();
  await run(page, 'isnad: Restart Server');
  await until('one new server', () => servers().length === 1 && !servers().includes(before));
  await page.locator('#isnad\\.isnad\\.isnad .codicon-check').waitFor();
  await until('the problems to be back', async () => (await rows.count()) === count);
  console.log(`restarted: ${count} problems`);
}

/** A problem leads to its words, and those are underlined. */
async function leadsToTheWords(page) {
  const row = problems(page).filter({ hasText: 'mixed-script' }).last();
  const underlined = page.locator('.cdr.squiggly-warning');
  // The list is made anew when the server has started again: a click may meet a row that goes.
  await until('the words to be underlined', async () => {
    await row.click();
    return underlined.count();
  });
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Home'); // ends the flash that shows the line
  await picture(page, 'findings');
}

/**
 * Hovers the first place where the words are seen, until the card has what is asked for and `look` has seen it. A card
 * may go at any moment, since lines move when lenses come above them, and one that comes while the folder is read
 * shows less: so looking is one with waiting for it, and is begun again with a new card.
 */
async function hover(page, words, part, look) {
  const cards = page.locator('.monaco-hover:not(.hidden) .hover-contents').filter({ hasText: words }).filter(part);
  return until(`a card of ${words}`, async () => {
    const [at] = await placesOf(page, words);
    if (!at) return undefined;
    await page.mouse.move(at.x, at.y - 60);
    await page.mouse.move(at.x, at.y, { steps: 4 });
    const card = cards.first();
    return card
      .waitFor({ timeout: 5_000 })
      .then(() => look(card))
      .catch(() => undefined);
  });
}

async function showsCards(page) {
  const text = await hover(page, name, { hasText: 'Kim Jong Un' }, async (card) => {
    await picture(page, 'hover');
    return card.innerText({ timeout: 5_000 });
  });
  console.log(text);
  for (const line of [name, 'كوريا الشمالية', 'الملف الكامل']) {
    assert.ok(text.includes(line), `the card has ${line}`);
  }
  // A place has a map, drawn: its width is told once it is.
  await hover(page, country, { has: page.locator('img') }, async (card) => {
    await picture(page, 'map');
    const map = card.locator('img');
    return map.evaluate((image) => image.complete && image.naturalWidth > 100, undefined, { timeout: 5_000 });
  });
  await page.mouse.move(0, 0);
}

async function stepsThroughMentions(page) {
  await clickOn(page, 27, name);
  const first = await cursor(page);
  await page.keyboard.press('Alt+]');
  const next = await until('the next mention', async () => {
    const now = await cursor(page);
    return now !== first && now;
  });
  await page.keyboard.press('Alt+[');
  await until('the mention before it', async () => (await cursor(page)) !== next);
  console.log(`next mention: ${next}`);
}

/** In the peek: all articles, and the words of each. */
async function peeksAtReferences(page) {
  await clickOn(page, 27, name);
  await page.keyboard.press('Shift+F12');
  const files = page.locator('.reference-zone-widget .ref-tree .reference-file');
  await until('references from five articles', async () => (await files.count()) === 5);
  await picture(page, 'references');
  const title = await page.locator('.reference-zone-widget .peekview-title').innerText();
  console.log(`references: ${title.replaceAll('\n', ' ')}`);
  // Into another article, and back.
  const rows = page.locator('.reference-zone-widget .ref-tree .monaco-list-row');
  const file = rows.filter({ hasText: '002_' });
  const index = Number(await file.getAttribute('data-index'));
  await file.click();
  const reference = rows.and(page.locator(`[data-index="${index + 1}"]`)).filter({ has: page.locator('.referenceMatch') });
  await reference.dblclick();
  await page.waitForSelector('.tab.active[data-resource-name^="002_"]');
  await page.keyboard.press('Control+Alt+-');
  await page.waitForSelector('.tab.active[data-resource-name^="001_"]');
}

/** All that somebody said, in every article. */
async function showsTheHierarchy(page) {
  await clickOn(page, 13, speaker);
  await run(page, 'Peek Call Hierarchy');
  const rows = page.locator('.call-hierarchy .tree .monaco-list-row');
  await until('the articles that have words from him', async () => (await rows.count()) > 0);
  await rows.first().click();
  await page.waitForSelector('.call-hierarchy .editor .call-decoration', { state: 'attached' });
  await picture(page, 'hierarchy');
  console.log(`hierarchy: ${(await rows.allInnerTexts()).join(' · ').replaceAll('\n', ' ')}`);
  await page.keyboard.press('Escape');
  await rows.first().waitFor({ state: 'detached' });
}

async function mendsAProblem(page) {
  await page.keyboard.press('Control+Shift+M');
  const row = problems(page).filter({ hasText: 'glued-text' });
  const before = await row.count();
  await row.first().click();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+.');
  const actions = page.locator('.action-widget .monaco-list-row.action');
  await actions.first().waitFor();
  await picture(page, 'quick-fix');
  const titles = await actions.allInnerTexts();
  console.log(`actions: ${titles.join(' · ')}`);
  await actions.first().click();
  await until('a problem less', async () => (await row.count()) === before - 1);
}

/** The new spelling in this article, and in others for those who tick them. */
async function renames(page) {
  await clickOn(page, 27, name);
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box input');
  await box.waitFor();
  await box.fill('كيم جونغ اون');
  await page.keyboard.press('Enter');
  const apply = page.locator('.part.panel .monaco-button', { hasText: 'Apply' });
  await apply.waitFor();
  await picture(page, 'rename');
  await apply.click();
  await until('the new spelling', async () => {
    const text = await seen(page);
    return text.includes('كيم جونغ اون') && !text.includes(name);
  });
  console.log('renamed');
}

/** A page of all that the articles have of somebody. */
async function opensADossier(page) {
  await clickOn(page, 13, speaker);
  await run(page, 'isnad: Open Dossier');
  await page.waitForSelector('.tab.active[data-resource-name$=".md"]');
  await until('his dossier', async () => (await seen(page)).includes('أندريه بيلوسوف'));
  await picture(page, 'dossier');
  await page.keyboard.press('Control+Alt+-');
  await page.waitForSelector('.tab.active[data-resource-name^="001_"]');
  console.log('dossier opened');
}

/** What happened when, as a page in a tab. */
async function opensTheTimeline(page) {
  await page.keyboard.press('Control+J'); // the list of problems makes room
  await page.locator('.part.panel').waitFor({ state: 'hidden' });
  await run(page, 'isnad: Open Timeline');
  const heading = await until('the timeline', async () => {
    for (const frame of page.frames()) {
      const text = await frame.locator('header h1').innerText({ timeout: 1_000 }).catch(() => undefined);
      if (text) return text;
    }
    return undefined;
  });
  await picture(page, 'timeline');
  console.log(`timeline: ${heading}`);
}

/** How a newcomer is led, and every rule in the settings with what it finds. */
async function leadsNewcomers(page) {
  await run(page, 'isnad: Open Walkthrough');
  const steps = page.locator('.gettingStartedContainer .step-title');
  await until('the steps', async () => (await steps.count()) >= 5);
  await picture(page, 'walkthrough');
  await run(page, 'isnad: Open Settings');
  const setting = page.locator('.settings-editor .setting-item-contents').filter({ hasText: 'Severity by rule' });
  await setting.first().waitFor();
  await picture(page, 'settings');
  console.log(`walkthrough: ${(await steps.allInnerTexts()).join(' · ')}`);
}

await inCode(article, async (page) => {
  await listsProblems(page);
  await restarts(page);
  await leadsToTheWords(page);
  await showsCards(page);
  await stepsThroughMentions(page);
  await peeksAtReferences(page);
  await showsTheHierarchy(page);
  await opensADossier(page);
  await renames(page);
  await mendsAProblem(page);
  await opensTheTimeline(page);
  await leadsNewcomers(page);
});
