import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import type { Answer, Question } from './reader-thread.ts';

const readOnly = 8;
const database = new DatabaseSync(workerData, { timeout: 5_000 });
// Nothing but the log is written back from here, as safely as in the other thread.
database.exec('pragma query_only = on');
database.exec('pragma synchronous = full');
// In kB. Long questions read much of the file once, for which more would be of no use.
database.exec('pragma cache_size = -4000');

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));

function answer({ id, sql, parameters }: Question): Answer {
  try {
    return { id, rows: database.prepare(sql).all(...(parameters as SQLInputValue[])) };
  } catch (error) {
    const { message, errcode } = error as { message: string; errcode?: number };
    // Refused by `query_only` above, which says nothing about the file.
    const isOurs = errcode === undefined || errcode === readOnly;
    return { id, problem: message, ...(!isOurs && { errcode }) };
  }
}
