/** What the product cannot do without: where one of these is refused, the check fails. */
export const essentials = [
  'post',
  'edit',
  'thread',
  'read-back',
  'ephemeral',
  'Home',
  'direct message',
  'upload',
  'people',
  'channels',
  'delete',
] as const;

export type Essential = (typeof essentials)[number];

/**
 * What Slack said.
 * - `taken`: it did what was asked. `said` where it had a word about it.
 * - `refused`: with this word of Slack's.
 * - `failed`: no answer that says either.
 * - `not asked`: how somebody can ask it.
 */
export type Verdict =
  | { state: 'taken'; said?: string }
  | { state: 'refused'; said: string }
  | { state: 'failed'; said: string }
  | { state: 'not asked'; how: string };

/** One line of the table. */
export interface Row {
  about: string;
  verdict: Verdict;
  /** What the product does, Slack being so. */
  does: string;
  /** What would not work without it; null where the product does well either way. */
  essential: Essential | null;
  /** Of the rule of Slack that it settles. */
  rule?: string;
}

export function isFatal({ essential, verdict }: Row): boolean {
  return essential !== null && (verdict.state === 'refused' || verdict.state === 'failed');
}

/** The same in a few words. */
export function wordsOf(verdict: Verdict): string {
  if (verdict.state === 'not asked') return 'not asked';
  return verdict.said === undefined ? verdict.state : `${verdict.state}: ${verdict.said}`;
}

/** Slack's word for a refusal, and where in the blocks, if it said that. */
export interface Refused {
  reason: string;
  pointer: string | null;
}

export function wordOf({ reason, pointer }: Refused): string {
  return pointer === null ? reason : `${reason} at ${pointer}`;
}
