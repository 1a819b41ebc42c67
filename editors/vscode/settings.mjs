// Makes the parts of package.json and package.nls*.json that follow from the rules, of what `isnad explain --json`
// says of them. Usage: node settings.mjs PROGRAM [--check]; with --check nothing is written, and the exit status
// is 1 where they are not current.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [program, mode] = process.argv.slice(2);
const { levels, rules } = JSON.parse(execFileSync(program, ['explain', '--json'], { encoding: 'utf8' }));

/** What may be set: each rule, and each of its options as `rule.option`. */
const names = rules.flatMap((rule) => [rule, ...rule.options.map((option) => ({ ...option, id: `${rule.id}.${option.name}` }))]);

const schema = {
  properties: Object.fromEntries(
    names.map(({ id, default: level }) => [id, { type: 'string', enum: levels, default: level, description: `%rule.${id}%` }]),
  ),
  // A rule that this version of the extension does not know.
  additionalProperties: { type: 'string', enum: levels },
};

/** The words of a language with those of the rules anew. */
function withRules(all, language) {
  const others = Object.entries(all).filter(([key]) => !key.startsWith('rule.'));
  const ours = names.map(({ id, title }) => [`rule.${id}`, title[language]]);
  return Object.fromEntries([...others, ...ours]);
}

function withSchema(manifest) {
  const { 'isnad.rules': set, 'isnad.overrides': overrides } = manifest.contributes.configuration.properties;
  // All of them as the default, so that the settings editor lists them.
  const levels = Object.fromEntries(names.map(({ id, default: level }) => [id, level]));
  Object.assign(set, { default: levels }, schema);
  Object.assign(overrides.items.properties.rules, schema);
  return manifest;
}

/** JSON with short lists on one line. */
function written(value) {
  const short = /\[\s+((?:"[^"\n]*",?\s+)+)\]/g;
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(short, (_, items) => `[${items.trim().replace(/\s*\n\s*/g, ' ')}]`)}\n`;
}

let current = true;
for (const [name, change] of [
  ['package.json', withSchema],
  ['package.nls.json', (all) => withRules(all, 'en')],
  ['package.nls.ar.json', (all) => withRules(all, 'ar')],
]) {
  const file = path.join(import.meta.dirname, name);
  const before = readFileSync(file, 'utf8');
  const after = written(change(JSON.parse(before)));
  if (after === before) continue;
  current = false;
  if (mode === '--check') {
    console.error(`${name} does not fit the rules; node editors/vscode/settings.mjs target/release/isnad mends it`);
  } else {
    writeFileSync(file, after);
  }
}
process.exitCode = mode === '--check' && !current ? 1 : 0;
