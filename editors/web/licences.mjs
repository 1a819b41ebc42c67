// The notices of the libraries in the bundle, as their licences ask for.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const bundled = Object.entries(lock.packages).filter(([place, { dev }]) => place.startsWith('node_modules/') && !dev);

process.stdout.write('The page of isnad holds these libraries. isnad itself is licensed under MIT or Apache-2.0.\n');
for (const [place, { version, license }] of bundled.sort(([a], [b]) => (a < b ? -1 : 1))) {
  const file = readdirSync(place).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${place} has no licence file`);
  const notice = readFileSync(path.join(place, file), 'utf8').trim().replace(/\r\n/g, '\n');
  process.stdout.write(`\n${'-'.repeat(72)}\n${place.slice('node_modules/'.length)} ${version} (${license})\n\n${notice}\n`);
}
