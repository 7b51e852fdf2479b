import { DatabaseTrouble } from '../store/engine/database-trouble.ts';
import { describeError } from './log-error.ts';

export interface StartFailure {
  says: string;
  /** Whether it needs a person: restarting does not help before. */
  needsPerson: boolean;
}

export function startFailureOf(error: unknown): StartFailure {
  if (!(error instanceof DatabaseTrouble)) return { says: describeError(error).message, needsPerson: false };
  return { says: `${error.message}: ${error.next}`, needsPerson: error.needsPerson };
}
