import { postgresTrouble } from './postgres-trouble.ts';
import { sqliteTrouble } from './sqlite-trouble.ts';
import type { Trouble } from './trouble.ts';

/** What is wrong with the database, in words for a person. The cause is the error of the database itself. */
export class DatabaseTrouble extends Error {
  override readonly name = 'DatabaseTrouble';
  readonly next: string;
  readonly needsPerson: boolean;
  readonly until: 'an answer' | 'a write' | 'a restart';

  constructor(
    { says, next, needsPerson = false, until }: Trouble & { needsPerson?: boolean },
    cause?: unknown,
  ) {
    super(says, { cause });
    this.next = next;
    this.needsPerson = needsPerson;
    this.until = until ?? 'an answer';
  }
}

/** The same error as trouble where it is about the database as a whole; itself where it is about one question. */
export function asTrouble(error: unknown): unknown {
  if (error instanceof DatabaseTrouble) return error;
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const trouble = sqliteTrouble(first) ?? postgresTrouble(first);
  return trouble === null ? error : new DatabaseTrouble(trouble, error);
}

/** Runs a step that opens the database. @throws DatabaseTrouble */
export function orTrouble<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw asTrouble(error);
  }
}

const lookEveryMs = 250;

/** Remembers what is wrong with a database until it is seen to be over. */
export class DatabaseWatch {
  #trouble: DatabaseTrouble | null = null;
  #loss: DatabaseTrouble | null = null;
  #writes = 0;

  get trouble(): DatabaseTrouble | null {
    return this.#loss ?? this.#trouble;
  }

  /** Another number whenever something was written, or may have been, which a pass could wait for. */
  get writes(): number {
    return this.#writes;
  }

  wrote(): void {
    this.#writes += 1;
  }

  /** @returns the error to throw. */
  failed(error: unknown): unknown {
    this.wrote();
    const seen = asTrouble(error);
    if (seen instanceof DatabaseTrouble && this.#trouble?.until !== 'a restart') this.#trouble = seen;
    return seen;
  }

  /** @param changed how many rows were written. */
  worked(changed: number | bigint): void {
    const until = this.#trouble?.until;
    if (until === 'an answer' || (until === 'a write' && changed > 0)) this.#trouble = null;
  }

  /** Asks again and again whether what is written still goes where it will be looked for. @returns what ends that. */
  lookFor(loss: () => DatabaseTrouble | null): () => void {
    const timer = setInterval(() => {
      this.#loss ??= loss();
    }, lookEveryMs).unref();
    return () => clearInterval(timer);
  }

  /** @throws DatabaseTrouble once what is written would be lost. */
  refuseIfLost(): void {
    if (this.#loss !== null) throw this.#loss;
  }
}
