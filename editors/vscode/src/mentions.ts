// Steps through the mentions of a name in an article.

/** A place, as VS Code counts: lines and columns from 0. */
export interface Place {
  line: number;
  character: number;
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}

/** The start of the mention `step` on from the one the cursor stands in; after the last comes the first. */
export function stepFrom<P extends Place>(starts: readonly P[], cursor: Place, step: 1 | -1): P | undefined {
  const sorted = [...starts].sort(compare);
  // The mention the cursor stands in is the last that starts at or before it.
  const current = sorted.filter((start) => compare(start, cursor) <= 0).length - 1;
  return sorted[(current + step + sorted.length) % sorted.length];
}
