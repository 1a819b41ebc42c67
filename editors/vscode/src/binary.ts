// Where the server's program is: a setting, PATH, or bundled in the extension.

import * as path from 'node:path';

/** What the search may look at; given from outside, so that it can be tested. */
export interface Surroundings {
  /** The value of `isnad.server.path`. */
  setting: string | null | undefined;
  /** The variable PATH. */
  searchPath: string | undefined;
  /** The folder the extension is installed in. */
  extensionFolder: string;
  homeFolder: string;
  windows: boolean;
  /** Whether the path is a file that may be run. */
  isExecutable(file: string): boolean;
}

/** The program that was found, or where it was looked for. */
export type Found =
  | { program: string; origin: 'setting' | 'PATH' | 'bundled' }
  | { program: undefined; looked: string };

/** Finds the program. A path in the settings counts alone: a wrong one is an error, not a reason to run another. */
export function findBinary(at: Surroundings): Found {
  const name = at.windows ? 'isnad.exe' : 'isnad';
  const join = at.windows ? path.win32.join : path.posix.join;
  const setting = at.setting?.trim();
  if (setting) {
    const program = setting.startsWith('~/') ? join(at.homeFolder, setting.slice(2)) : setting;
    return at.isExecutable(program) ? { program, origin: 'setting' } : { program: undefined, looked: program };
  }
  const folders = (at.searchPath ?? '').split(at.windows ? ';' : ':').filter((folder) => folder !== '');
  for (const folder of folders) {
    const program = join(folder, name);
    if (at.isExecutable(program)) {
      return { program, origin: 'PATH' };
    }
  }
  const bundled = join(at.extensionFolder, 'server', name);
  return at.isExecutable(bundled)
    ? { program: bundled, origin: 'bundled' }
    : { program: undefined, looked: `PATH, ${bundled}` };
}
