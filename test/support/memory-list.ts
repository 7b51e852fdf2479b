import { createHash } from 'node:crypto';

import type { DetailedCall } from '../../src/calls/call.ts';
import type { CallList, CallPage, ListedRow } from '../../src/sync/call-list.ts';

/** A list of calls in memory, newest first, that a test changes as it likes. */
export class MemoryList implements CallList {
  /** Newest last, as they come in. */
  readonly rows: ListedRow[] = [];
  readonly asked: number[] = [];
  /** What the next reads throw, by page. */
  readonly failures = new Map<number, Error>();
  readonly #size: number;

  constructor(size = 10) {
    this.#size = size;
  }

  async readPage(index: number): Promise<CallPage> {
    this.asked.push(index);
    const failure = this.failures.get(index);
    if (failure !== undefined) throw failure;
    const before = Math.max(0, this.rows.length - index * this.#size);
    const from = Math.max(0, before - this.#size);
    return { rows: this.rows.slice(from, before).reverse(), size: this.#size, last: from === 0 };
  }

  /** Adds a call at the head, or puts a new state of it in its place. */
  put(...calls: DetailedCall[]): void {
    for (const call of calls) {
      const row: ListedRow = { kind: 'call', call, fingerprint: fingerprintOf(call) };
      const at = this.rows.findLastIndex((it) => it.kind === 'call' && it.call.id === call.id);
      if (at < 0) this.rows.push(row);
      else this.rows[at] = row;
    }
  }

  putUnreadable(key: string): void {
    this.rows.push({ kind: 'set-aside', key, raw: JSON.stringify({ id: key }), reason: 'no sense' });
  }
}

function fingerprintOf(call: DetailedCall): string {
  return createHash('sha1').update(JSON.stringify(call)).digest('hex');
}

export function readFailure(reason: string, retryAfterMs: number | null = null): Error {
  return Object.assign(new Error(`Revox: ${reason}`), { name: 'RevoxError', reason, retryAfterMs });
}
