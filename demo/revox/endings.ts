import type { Conversation, Language, Turn } from './conversation.ts';
import { between, chance, pick, pickWeighted, type Random } from './random.ts';
import { type UseCase, withAPerson, withoutAPerson } from './scenarios/index.ts';
import { drawSlots } from './slots.ts';

/** How an attempt will end, in the API's words; settled when it is planned and shown only once it is over. */
export interface Ending {
  result: Conversation['result'] | null;
  dialError: DialError | null;
  endReason: string | null;
  endedBy: 'agent' | 'user' | 'system' | null;
  talkMs: number;
  structuredOutput: Record<string, unknown> | null;
  transcript: Turn[] | null;
}

export type DialError = (typeof dialErrors)[number];
export type Fate = Conversation['result'] | DialError;

export const dialErrors = [
  'no_answer',
  'busy',
  'temporarily_unavailable',
  'number_non_attributed',
  'too_many_calls',
  'precondition_failed',
  'non_classified_error',
  'no_international_permission',
] as const;

/** In a hundred attempts, roughly. */
const fates: (readonly [Fate, number])[] = [
  ['human', 42],
  ['voicemail', 20],
  ['ios-screening-filter', 5],
  ['IVR', 4],
  ['unknown', 2],
  ['no_answer', 13],
  ['busy', 6],
  ['temporarily_unavailable', 3],
  ['number_non_attributed', 2.5],
  ['too_many_calls', 1],
  ['precondition_failed', 0.6],
  ['non_classified_error', 0.5],
  ['no_international_permission', 0.4],
];

export function drawFate(random: Random): Fate {
  return pickWeighted(random, fates);
}

export function isDialError(word: string): word is DialError {
  return (dialErrors as readonly string[]).includes(word);
}

/** The errors that another attempt may cure. */
export function isRetried(dialError: DialError): boolean {
  return ['no_answer', 'busy', 'temporarily_unavailable', 'too_many_calls'].includes(dialError);
}

export interface Campaign {
  useCase: UseCase;
  language: Language;
}

export function endingOf(random: Random, fate: Fate, campaign: Campaign, at: number): Ending {
  return isDialError(fate) ? unconnected(fate) : connected(random, fate, campaign, at);
}

function unconnected(dialError: DialError): Ending {
  return {
    result: null,
    dialError,
    endReason: null,
    endedBy: null,
    talkMs: 0,
    structuredOutput: null,
    transcript: null,
  };
}

function connected(
  random: Random,
  result: Conversation['result'],
  { useCase, language }: Campaign,
  at: number,
): Ending {
  const all = result === 'human' ? withAPerson[useCase] : withoutAPerson;
  const conversation = pick(
    random,
    all.filter((one) => one.language === language && one.result === result),
  );
  const { turns, output } = conversation.tell(drawSlots(random, language, at));
  const [shortest, longest] = conversation.talkSeconds;
  return {
    result,
    dialError: null,
    endReason: conversation.endReason,
    endedBy: conversation.endedBy,
    talkMs: between(random, shortest * 1000, longest * 1000),
    structuredOutput: output ?? (chance(random, 0.5) ? notReached(useCase) : null),
    transcript: turns,
  };
}

/** Some assistants fill their fields in even when nobody was there to ask. */
function notReached(useCase: UseCase): Record<string, unknown> | null {
  if (useCase === 'appointments') return { confirmation_status: 'no_answer', contact_reachable: false };
  if (useCase === 'enquiries') return { contacted: false };
  if (useCase === 'sales') return { contacted: false, next_action: 'call_back' };
  return null;
}
