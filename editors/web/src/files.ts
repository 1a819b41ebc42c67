// The texts of the folder, over HTTP.

/** What the page is told before it begins. */
export interface Config {
  /** The folder's name. */
  name: string;
  /** Its URI, as the server names it. */
  root: string;
  /** Whether texts may be saved. */
  write: boolean;
}

/** Why a text could not be had or saved. */
export class FileError extends Error {
  constructor(readonly why: 'outside' | 'long' | 'missing' | 'changed' | 'failed') {
    super(why);
  }
}

const reasons: Record<number, FileError['why']> = { 403: 'outside', 404: 'missing', 409: 'changed', 413: 'long' };

function check(answer: Response): Response {
  if (!answer.ok) throw new FileError(reasons[answer.status] ?? 'failed');
  return answer;
}

export async function config(): Promise<Config> {
  return (await check(await fetch('config')).json()) as Config;
}

/** The page on a rule, as Markdown. */
export async function rulePage(id: string): Promise<string> {
  return check(await fetch(`rule/${encodeURIComponent(id)}`)).text();
}

/** The texts of one folder. */
export class Files {
  constructor(private readonly root: string) {}

  /** A file's path in the folder, percent-encoded as in its URI; `null` where it lies elsewhere. */
  path(uri: string): string | null {
    const root = `${this.root.replace(/\/$/, '')}/`;
    return uri.startsWith(root) ? uri.slice(root.length) : null;
  }

  /** The URI of a path in the folder. */
  uri(path: string): string {
    return `${this.root.replace(/\/$/, '')}/${path}`;
  }

  /** A file's name as people read it. */
  name(uri: string): string {
    const path = this.path(uri) ?? uri;
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  async read(uri: string): Promise<string> {
    const answer = check(await fetch(this.address(uri)));
    // A byte order mark stays where it is: the text is to be saved as it was.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  }

  /** Puts a text in the place of a file that still reads `old` (`null`: that is not there yet). */
  async write(uri: string, old: string | null, text: string): Promise<void> {
    const body = JSON.stringify({ old, new: text });
    check(await fetch(this.address(uri), { method: 'PUT', body }));
  }

  private address(uri: string): string {
    const path = this.path(uri);
    if (path === null) throw new FileError('outside');
    return `article/${path}`;
  }
}
