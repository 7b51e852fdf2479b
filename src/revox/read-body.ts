import { hash } from 'node:crypto';

import { RevoxError } from './errors.ts';
import { createPauses } from './pauses.ts';
import { createRowSplitter } from './split-rows.ts';

/** What came, in whole. */
export interface Body {
  /** The same for the same bytes; null where it was read in pieces. */
  digest(): string | null;
  /** @throws RevoxError when it is no JSON */
  json(): unknown;
}

/** Parsing so much at once takes a few milliseconds. */
const smallBytes = 512 * 1024;

/**
 * The answer, to be had as JSON. A large one is taken for a list of calls, and read row by row as it arrives, so that
 * nothing else waits for it.
 * @throws RevoxError when it is no JSON
 */
export async function readBody(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Body> {
  const large = createRowReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > mostBytes)
      throw new RevoxError('unexpected-shape', 'Revox answered with more than one page can hold.');
    pieces.push(piece);
    if (bytes > smallBytes) await large.push(Buffer.concat(pieces.splice(0)));
  }
  return bytes > smallBytes ? large.end() : small(Buffer.concat(pieces));
}

/** What is not asked for as JSON becomes no text: a page that came before need not be read again. */
function small(bytes: Buffer): Body {
  return {
    digest: () => hash('sha256', bytes, 'base64'),
    json: () => parse(new TextDecoder().decode(bytes)),
  };
}

function createRowReader() {
  const decoder = new TextDecoder();
  const splitter = createRowSplitter();
  const pauses = createPauses();
  const calls: unknown[] = [];
  return {
    async push(bytes: Uint8Array): Promise<void> {
      for (const row of splitter.push(decoder.decode(bytes, { stream: true }))) {
        calls.push(parse(row));
        if (pauses.isDue()) await pauses.take();
      }
    },
    end(): Body {
      if (!splitter.isWhole()) throw notJson();
      return { digest: () => null, json: () => ({ calls }) };
    },
  };
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
