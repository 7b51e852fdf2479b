import type { Call } from './call.ts';

/** Whose doing a dial error is: our set-up, their phone, the list of numbers, or nobody knows. */
export type Side = 'ours' | 'theirs' | 'list' | 'unknown';
export type Severity = 'high' | 'medium' | 'low';

export interface DialErrorMeaning {
  side: Side;
  severity: Severity;
  /** Two or three words, for a line or a table. */
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
    label: 'No international permission',
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
    label: 'Number not in service',
    sentence: 'The number does not exist.',
    nextStep: 'Remove or correct it in your list.',
  },
  non_classified_error: {
    side: 'unknown',
    severity: 'medium',
    label: 'Unclassified error',
    sentence: 'The call failed and Revox could not say why.',
    nextStep: 'If it repeats, send the call ids to Revox.',
  },
  busy: {
    side: 'theirs',
    severity: 'low',
    label: 'Busy',
    sentence: 'The line was busy.',
    nextStep: 'Nothing to do: Revox retries.',
  },
  no_answer: {
    side: 'theirs',
    severity: 'low',
    label: 'No answer',
    sentence: 'Nobody picked up.',
    nextStep: 'Nothing to do: Revox retries.',
  },
  temporarily_unavailable: {
    side: 'theirs',
    severity: 'low',
    label: 'Temporarily unavailable',
    sentence: 'The phone was off or out of reach.',
    nextStep: 'Nothing to do: Revox retries.',
  },
};

export const knownDialErrors = Object.keys(dialErrors);

/** An error code that Revox added after this version still gets words. */
export function meaningOf(dialError: string): DialErrorMeaning {
  return (
    dialErrors[dialError] ?? {
      side: 'unknown',
      severity: 'medium',
      label: humanise(dialError),
      sentence: `Revox reports “${dialError}”.`,
      nextStep: 'If it repeats, send the call ids to Revox.',
    }
  );
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

export function resultLabel(result: string): string {
  return resultLabels[result] ?? humanise(result);
}

/** How an ended call turned out, in two or three words: “Human”, “Busy”, “Failed”. */
export function outcomeLabel(call: Call): string {
  if (call.dialError !== null) return meaningOf(call.dialError).label;
  if (call.status === 'error') return 'Failed';
  if (call.result !== null) return resultLabel(call.result);
  return call.status === 'completed' ? 'Completed' : humanise(call.status);
}

/** `voicemail_left` → “Voicemail left”. For words that are the API's own. */
export function humanise(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
