import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import type { Answer, Question } from './reader-thread.ts';

const database = new DatabaseSync(workerData, { readOnly: true });
database.exec('pragma busy_timeout = 5000');
// In kB. Long questions read much of the file once, for which more would be of no use.
database.exec('pragma cache_size = -4000');

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));

function answer({ id, sql, parameters }: Question): Answer {
  try {
    return { id, rows: database.prepare(sql).all(...(parameters as SQLInputValue[])) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
