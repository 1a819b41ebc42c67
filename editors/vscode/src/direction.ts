// VS Code lays its own windows out from left to right, whatever they say. A line that starts in a
// right-to-left script is put into an isolate of that direction, or its full stop, quotation marks
// and numbers stand on the wrong side.

const strong = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const startIsolate = '\u2067';
const endIsolate = '\u2069';

/** The text with each of its right-to-left lines in an isolate; blanks at a line's end stay at its end. */
export function direct(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      // The address of a link is not read, and so does not count.
      const first = strong.exec(line.replace(/\]\([^)]*\)/g, ']'))?.[0];
      if (first === undefined || !rightToLeft.test(first)) {
        return line;
      }
      const words = line.trimEnd();
      return startIsolate + words + endIsolate + line.slice(words.length);
    })
    .join('\n');
}
