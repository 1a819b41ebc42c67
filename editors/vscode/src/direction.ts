// VS Code lays its own windows out from left to right, whatever they say. A line that starts in a
// right-to-left script is put into an isolate of that direction, or its full stop, quotation marks
// and numbers stand on the wrong side.

const strong = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const startIsolate = '\u2067';
const endIsolate = '\u2069';

/** Whether a line is read from right to left: its first letter says it. The address of a link does not count. */
function isRightToLeft(line: string): boolean {
  const first = strong.exec(line.replace(/\]\([^)]*\)/g, ']'))?.[0];
  return first !== undefined && rightToLeft.test(first);
}

/**
 * A card, which is Markdown, with its lines in their direction and, where the first is read from right to left, on
 * the right. The server has escaped all that is not its own, so that the only HTML in it is this.
 */
export function directCard(markdown: string): { value: string; html: boolean } {
  const value = direct(markdown);
  return isRightToLeft(markdown.split('\n', 1)[0] ?? '')
    ? { value: `<div align="right">\n\n${value}\n\n</div>`, html: true }
    : { value, html: false };
}

/** The text with each of its right-to-left lines in an isolate; blanks at a line's end stay at its end. */
export function direct(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (!isRightToLeft(line)) {
        return line;
      }
      const words = line.trimEnd();
      return startIsolate + words + endIsolate + line.slice(words.length);
    })
    .join('\n');
}
