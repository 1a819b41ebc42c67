// Between the server's places (lines and columns) and the editor's (one number).

import type { Text } from '@codemirror/state';
import type { Position, Range } from 'vscode-languageserver-types';

export function offsetOf(text: Text, at: Position): number {
  if (at.line >= text.lines) return text.length;
  const line = text.line(at.line + 1);
  return Math.min(line.from + at.character, line.to);
}

export function spanOf(text: Text, range: Range): { from: number; to: number } {
  const from = offsetOf(text, range.start);
  return { from, to: Math.max(from, offsetOf(text, range.end)) };
}

export function positionOf(text: Text, offset: number): Position {
  const line = text.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

export function rangeOf(text: Text, from: number, to: number): Range {
  return { start: positionOf(text, from), end: positionOf(text, to) };
}

/** A link of a card, `file:///a.txt#L3,5`: its file and its place, counted from one. */
export function placeOf(address: string): { uri: string; at: Position } {
  const [uri = '', fragment = ''] = address.split('#');
  const [, line, column] = /^L(\d+)(?:,(\d+))?/.exec(fragment) ?? [];
  return { uri, at: { line: Math.max(0, Number(line ?? 1) - 1), character: Math.max(0, Number(column ?? 1) - 1) } };
}
