import type { Instant } from '../calls/call.ts';
import { hasFailed, kindOfCall, type LikeCall, meaningOf, needsNobody } from '../calls/outcome.ts';
import type { Subscription } from '../calls/subscription.ts';
import type { DueBundle } from './due-bundles.ts';
import { mayComeAt, type Pace, type PacedKind, paceAfter, paceWith, runOf, withRun } from './pace.ts';

/** Calls of one kind that one subscription has not posted yet. */
export interface Piece extends LikeCall {
  subscription: Subscription;
  /** When the oldest of it was found. */
  since: Instant;
  /** When the first and the last of these calls ended. */
  ended: { from: Instant; to: Instant };
}

/** What becomes of the news of one topic in one channel that may come now. */
export interface NewsPlan {
  /** Counted on the card of their day. */
  daily: Piece[];
  /** Counted in a message that is there. */
  counted: { messageId: string; pieces: Piece[] }[];
  /** Each is a message of its own. */
  posted: { pieces: Piece[]; run: string | null }[];
  /** When the rest may come; null when there is none, or when it waits for the message before it. */
  restAt: Instant | null;
}

export interface NewsScene {
  pace: Pace | null;
  /** Dial errors of which there is a spike now. */
  spikes: ReadonlySet<string>;
  now: Instant;
}

/**
 * What needs nobody is counted on a card a day if the subscription says so. If it asks for all calls, those without a
 * conversation are counted in one message while they go on, and so are those of a spike. The rest is one message,
 * at a pace that people can read.
 */
export function planNews(due: DueBundle, pieces: Piece[], scene: NewsScene): NewsPlan {
  const daily = pieces.filter(isDaily);
  const others = pieces.filter((piece) => !isDaily(piece));
  const byRun = Map.groupBy(others, (piece) => runNameOf(due, piece, scene));
  const plan: NewsPlan = { daily, counted: [], posted: [], restAt: null };
  for (const [name, some] of byRun) {
    const run = name === null ? null : runOf(scene.pace, name, scene.now);
    if (run !== null) plan.counted.push({ messageId: run.messageId, pieces: some });
    else if (!due.isBusy) postOrWait(plan, some, name ?? aloneOf(due, some), scene);
  }
  return plan;
}

/** A summary comes when it is due, whatever came before it. */
function postOrWait(plan: NewsPlan, pieces: Piece[], run: string | null, { pace, now }: NewsScene): void {
  const isSummary = pieces.some(({ subscription }) => subscription.options.summaryMinutes !== undefined);
  const at = isSummary ? now : mayComeAt(pace, kindsOf(pieces), now);
  if (at <= now) plan.posted.push({ pieces, run });
  else plan.restAt = Math.min(plan.restAt ?? at, at);
}

/** @param messageIds Of what the plan posts, in its order. */
export function paceOf(plan: NewsPlan, messageIds: string[], { pace: before, now }: NewsScene): Pace | null {
  let pace = before;
  for (const { messageId, pieces } of plan.counted) {
    pace = paceWith(pace, kindsOf(pieces), now);
    for (const [name, run] of Object.entries(pace.runs))
      if (run.messageId === messageId) pace = withRun(pace, name, { ...run, grewAt: now });
  }
  for (const [index, { pieces, run }] of plan.posted.entries()) {
    pace = paceAfter(pace, kindsOf(pieces), now);
    const messageId = messageIds[index];
    if (run !== null && messageId !== undefined)
      pace = withRun(pace, run, { messageId, since: now, grewAt: now });
  }
  return pace;
}

export function kindsOf(pieces: Piece[]): PacedKind[] {
  const kinds = new Map(pieces.map((piece) => [kindOfCall(piece), hasFailed(piece)]));
  return [...kinds].map(([kind, isFailure]) => ({ kind, isFailure }));
}

function isDaily({ subscription: { options }, dialError }: Piece): boolean {
  return options.daily === 'theirs' && dialError !== null && meaningOf(dialError).side === 'theirs';
}

/** What is counted with others like it; null for what is news of its own. */
function runNameOf({ topic, manner }: DueBundle, piece: Piece, { spikes }: NewsScene): string | null {
  const { subscription, dialError } = piece;
  if (subscription.options.summaryMinutes !== undefined) return null;
  if (dialError !== null && spikes.has(dialError)) return named(dialError, manner);
  const asksForAll = topic === 'calls' && subscription.filter === '';
  return asksForAll && needsNobody(piece) ? named('', manner) : null;
}

/** A failure that came alone counts the others, should it turn out to be a spike. */
function aloneOf({ manner }: DueBundle, pieces: Piece[]): string | null {
  const [only, ...others] = kindsOf(pieces);
  return only?.isFailure && others.length === 0 ? named(only.kind, manner) : null;
}

/** What looks different is counted apart. */
function named(what: string, { cards, headline, mention }: DueBundle['manner']): string {
  return JSON.stringify([what, cards, headline, mention?.id]);
}
