import type { Instant } from '../call.ts';

/** What the card shows. Every value is safe to show in a channel. */
export type IncidentFacts = FactsWith<unknown> | FactsInSentences;

/** What its words are made of, as its kind says. */
export interface FactsWith<Figures> extends Facts {
  figures: Figures;
}

/** As earlier versions kept it: what was said then is said still. */
interface FactsInSentences extends Facts {
  /** The reason in one sentence, in our words. */
  reason: string;
  /** What a person must do, in one sentence; null when no action is needed. */
  nextStep: string | null;
}

interface Facts {
  /** How many polls failed, messages wait, or calls are concerned. */
  count: number;
  /** Last poll that worked. */
  lastGoodAt?: Instant;
  /** When it began, where that is before it was noticed. */
  since?: Instant;
  /** Words that find the calls it is about, whenever they ended; absent when it is about none. */
  filter?: string;
  /** Why it is closed although nobody knows that it is over; earlier versions kept a sentence. */
  givenUp?: GivenUp | (string & {});
}

/**
 * - `nothing-ends`: no call has ended for days, so that nothing shows whether it is over.
 * - `discarded`: an admin discarded what was parked.
 */
export type GivenUp = 'nothing-ends' | 'discarded';
