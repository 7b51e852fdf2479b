import type { Call } from './call.ts';

/** Who has to act on a dial error: your setup, carrier or phone, the list of numbers, or unknown. */
export type Side = 'ours' | 'theirs' | 'list' | 'unknown';
export type Severity = 'high' | 'medium' | 'low';

export interface DialErrorMeaning {
  side: Side;
  severity: Severity;
  /** Two or three words, for a line, a table or a chart, which shows 20 characters. */
  label: string;
  /** What happened, as a sentence. */
  sentence: string;
  /** What to do about it, as a sentence. */
  nextStep: string;
}

const dialErrors: Record<string, DialErrorMeaning> = {
  too_many_calls: {
    side: 'ours',
    severity: 'high',
    label: 'Too many calls',
    sentence: 'The concurrency limit was hit.',
    nextStep: 'Lower the number of simultaneous calls, or spread the campaign over more time.',
  },
  no_international_permission: {
    side: 'ours',
    severity: 'high',
    label: 'Country not allowed',
    sentence: 'The trunk may not dial this country.',
    nextStep: 'Ask Revox to enable the country for your trunk.',
  },
  precondition_failed: {
    side: 'ours',
    severity: 'high',
    label: 'Call set-up refused',
    sentence: 'The carrier refused the call set-up.',
    nextStep: 'Check the caller id and the trunk in Revox.',
  },
  number_non_attributed: {
    side: 'list',
    severity: 'medium',
    label: 'Not in service',
    sentence: 'The number doesn’t exist.',
    nextStep: 'Remove or correct such numbers in your list.',
  },
  non_classified_error: {
    side: 'unknown',
    severity: 'medium',
    label: 'Unclassified error',
    sentence: 'The call failed and Revox couldn’t say why.',
    nextStep: 'If it repeats, send the call ids to Revox.',
  },
  busy: {
    side: 'theirs',
    severity: 'low',
    label: 'Busy',
    sentence: 'The line was busy.',
    nextStep: 'No action needed: Revox retries.',
  },
  no_answer: {
    side: 'theirs',
    severity: 'low',
    label: 'No answer',
    sentence: 'Nobody picked up.',
    nextStep: 'No action needed: Revox retries.',
  },
  temporarily_unavailable: {
    side: 'theirs',
    severity: 'low',
    label: 'Phone out of reach',
    sentence: 'The phone was off or out of reach.',
    nextStep: 'No action needed: Revox retries.',
  },
};

export const knownDialErrors = Object.keys(dialErrors);

const unexplained: DialErrorMeaning = {
  side: 'unknown',
  severity: 'medium',
  label: 'No reason given',
  sentence: 'The call failed and Revox gave no reason.',
  nextStep: 'If it repeats, send the call ids to Revox.',
};

/**
 * An error code that Revox added after this version still gets words, and so does the empty one of a call that
 * failed without any.
 */
export function meaningOf(dialError: string): DialErrorMeaning {
  const known = lookUp(dialErrors, dialError);
  if (known !== undefined) return known;
  const label = humanise(dialError);
  return label === '' ? unexplained : { ...unexplained, label, sentence: `Revox reports “${dialError}”.` };
}

export function dialErrorLabel(dialError: string): string {
  return meaningOf(dialError).label;
}

/** The dial errors of one side: the groups `ours` and `theirs` of the filter grammar. */
export function dialErrorsOf(side: Side): string[] {
  return knownDialErrors.filter((name) => dialErrors[name]?.side === side);
}

export function dialErrorsBySeverity(severity: Severity): string[] {
  return knownDialErrors.filter((name) => dialErrors[name]?.severity === severity);
}

const resultLabels: Record<string, string> = {
  human: 'Human',
  voicemail: 'Voicemail',
  IVR: 'IVR',
  unknown: 'Unknown',
  'ios-screening-filter': 'iOS call screening',
};

export const knownResults = Object.keys(resultLabels);

/** What a machine said, or nobody: no conversation to read. */
const withoutPerson = knownResults.filter((result) => result !== 'human');

/** What one call has in common with others like it: its dial error, its result, or that it only ended. */
export type LikeCall = Pick<Call, 'dialError' | 'result' | 'status'>;

export function kindOfCall({ dialError, result, status }: LikeCall): string {
  return dialError ?? result ?? status;
}

/** The call never connected: Revox reports a dial error, or an error without one. Asked of calls that ended. */
export function hasFailed({ dialError, status }: { dialError: string | null; status: string }): boolean {
  return dialError !== null || status === 'error';
}

/** Nobody was talked to, and nobody has to act. A word that is new to us may ask for somebody. */
export function needsNobody(call: LikeCall): boolean {
  if (call.dialError !== null) return meaningOf(call.dialError).side === 'theirs';
  return !hasFailed(call) && withoutPerson.includes(call.result ?? '');
}

export function resultLabel(result: string): string {
  return lookUp(resultLabels, result) ?? humanise(result);
}

const endReasonLabels: Record<string, string> = {
  tool_end_call: 'Conversation finished',
  voicemail: 'Reached a voicemail',
  transfer: 'Transferred',
  ivr_no_navigate: 'Stuck in a phone menu',
};

export const knownEndReasons = Object.keys(endReasonLabels);

export function endReasonLabel(endReason: string): string {
  return lookUp(endReasonLabels, endReason) ?? humanise(endReason);
}

/** How an ended call turned out, in two or three words: “Human”, “Busy”, “Failed”. */
export function outcomeLabel(call: Call): string {
  if (call.dialError !== null) return meaningOf(call.dialError).label;
  if (call.status === 'error') return 'Failed, no reason given';
  if (call.result !== null) return resultLabel(call.result);
  return call.status === 'completed' ? 'Completed' : humanise(call.status);
}

/** `voicemail_left` → “Voicemail left”. For words that are the API's own. */
export function humanise(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The words are the API's: `constructor` must not find what every object has. */
function lookUp<Value>(table: Record<string, Value>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
