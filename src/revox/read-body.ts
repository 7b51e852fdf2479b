import { RevoxError } from './errors.ts';
import { createPauses } from './pauses.ts';
import { createRowSplitter } from './split-rows.ts';

/** What came, in whole. */
export interface Body {
  /** Null where it was read in pieces. */
  text: string | null;
  /** @throws RevoxError when it is no JSON */
  json(): unknown;
}

/** Parsing so much at once takes a few milliseconds. */
const smallCharacters = 512 * 1024;

/**
 * The answer, to be had as JSON. A large one is taken for a list of calls, and read row by row as it arrives, so that
 * nothing else waits for it.
 * @throws RevoxError when it is no JSON
 */
export async function readBody(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Body> {
  const decoder = new TextDecoder();
  const splitter = createRowSplitter();
  const pauses = createPauses();
  const calls: unknown[] = [];
  let text = '';
  let isLarge = false;
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new RevoxError('unexpected-shape', 'Revox answered with more than one page can hold.');
    text += decoder.decode(chunk, { stream: true });
    isLarge ||= text.length > smallCharacters;
    if (!isLarge) continue;
    for (const row of splitter.push(text)) {
      calls.push(parse(row));
      if (pauses.isDue()) await pauses.take();
    }
    text = '';
  }
  if (!isLarge) return small(text + decoder.decode());
  if (!splitter.isWhole()) throw notJson();
  return { text: null, json: () => ({ calls }) };
}

function small(text: string): Body {
  return { text, json: () => parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The syntax error quotes the text, and the text is people's calls: it must not travel on as the cause.
    throw notJson();
  }
}

function notJson(): RevoxError {
  return new RevoxError('unexpected-shape', 'Revox answered with something that is not JSON.', {
    status: 200,
  });
}
