const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93];

/** Where in the answer a character stands: `{ "calls": [ … ] }`. */
const insideAnswer = 1;
const insideList = 2;

/**
 * Cuts `{ "calls": [row, row, …] }` into its rows as it arrives. `JSON.parse` holds everything else up for as long as
 * it takes, and a server that ignores `page_size` may send a hundred thousand rows at once. What stands beside the list
 * is passed over.
 */
export function createRowSplitter() {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let ended = false;
  /** The text that ends before a colon is the name of what follows. */
  let text = '';
  let name = '';
  let inCalls = false;
  let found = false;
  let row = '';

  return {
    push,
    /** Whether the answer was whole, and had a list of calls. */
    isWhole: () => ended && found,
  };

  /** Takes the next piece of the answer, cut anywhere. @returns the rows that are whole by now, as JSON. */
  function push(piece: string): string[] {
    const rows: string[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (inText) {
        at = throughText(piece, at);
        continue;
      }
      if (code === quote) {
        inText = true;
        text = '';
      } else if (code === openBrace || code === openBracket) {
        depth += 1;
        if (depth === insideList && code === openBracket && name === 'calls') {
          [inCalls, found, row, from] = [true, true, '', at + 1];
        }
      } else if (code === colon && depth === insideAnswer) {
        name = text;
      } else if (inCalls && depth === insideList && (code === comma || code === closeBracket)) {
        const whole = `${row}${piece.slice(from, at)}`.trim();
        if (whole !== '') rows.push(whole);
        [row, from] = ['', at + 1];
        if (code === closeBracket) [inCalls, depth] = [false, depth - 1];
      } else if (code === closeBrace || code === closeBracket) {
        depth -= 1;
        ended ||= depth === 0;
      }
    }
    if (inCalls) row += piece.slice(from);
    return rows;
  }

  /** @returns where the text ends, or the piece. */
  function throughText(piece: string, start: number): number {
    for (let at = start; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (escaped) escaped = false;
      else if (code === backslash) escaped = true;
      else if (code === quote) {
        inText = false;
        if (depth === insideAnswer) text += piece.slice(start, at);
        return at;
      }
    }
    if (depth === insideAnswer) text += piece.slice(start);
    return piece.length;
  }
}
