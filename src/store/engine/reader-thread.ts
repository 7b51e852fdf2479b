import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { DatabaseWatch } from './database-trouble.ts';

/** What goes to the thread. */
export interface Question {
  id: number;
  sql: string;
  parameters: readonly unknown[];
}

/** What comes back; of a problem also the code of SQLite, which an error would lose on its way. */
export type Answer = { id: number; rows: unknown[] } | { id: number; problem: string; errcode?: number };

interface Asker {
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
}

/** Beside this file, of the source or of the bundle made from it. */
const ownProgram = `./reader-thread-main${extname(import.meta.url)}`;

/** The thread takes memory, and the next question about 30 ms to start it again. */
const idleMs = 10_000;

/**
 * SQLite answers in the thread that asks. A question that goes through a million calls would keep everything else
 * waiting for seconds, so such questions are asked in this one.
 */
export class ReaderThread {
  readonly #path: string;
  readonly #watch: DatabaseWatch;
  readonly #idleMs: number;
  readonly #askers = new Map<number, Asker>();
  #worker: Worker | null = null;
  #asked = 0;
  #rest: NodeJS.Timeout | undefined;

  constructor(path: string, watch: DatabaseWatch, restAfterMs = idleMs) {
    this.#path = path;
    this.#watch = watch;
    this.#idleMs = restAfterMs;
  }

  ask(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    clearTimeout(this.#rest);
    this.#worker ??= this.#start();
    this.#worker.ref();
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#askers.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, sql, parameters } satisfies Question);
    });
  }

  async close(): Promise<void> {
    const ended = this.#end();
    this.#refuseAll(new Error('the database is closed'));
    await ended;
  }

  /** Questions from now on go to a new thread. */
  async #end(): Promise<void> {
    clearTimeout(this.#rest);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL(ownProgram, import.meta.url), {
      workerData: this.#path,
    });
    worker.on('message', (answer: Answer) => this.#take(answer));
    worker.on('error', (error) => {
      // One that was at its end already has nobody waiting.
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#refuseAll(this.#watch.failed(error));
    });
    return worker;
  }

  #take(answer: Answer): void {
    const asker = this.#askers.get(answer.id);
    this.#askers.delete(answer.id);
    if ('rows' in answer) asker?.resolve(answer.rows);
    else asker?.reject(this.#watch.failed(errorFrom(answer)));
    if (this.#askers.size > 0) return;
    this.#worker?.unref();
    this.#rest = setTimeout(() => void this.#end(), this.#idleMs).unref();
  }

  #refuseAll(error: unknown): void {
    for (const asker of this.#askers.values()) asker.reject(error);
    this.#askers.clear();
  }
}

function errorFrom({ problem, errcode }: { problem: string; errcode?: number }): Error {
  return Object.assign(new Error(problem), errcode === undefined ? {} : { errcode });
}
