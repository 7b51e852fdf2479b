import fc from 'fast-check';

import type { DetailedCall } from '../../src/calls/call.ts';
import { countryOf } from '../../src/calls/numbers/phone.ts';
import { mondayNoon, sampleCall } from './sample-calls.ts';

/** A number in two worlds, which are the same but for the digits that a masked number does not show. */
interface Twofold {
  shown: { code: string; area: string; end: string };
  hidden: readonly [string, string];
}

/** Ends are few, so that different numbers have the same. */
const countries = [
  { code: '33', area: '6', digits: 4 },
  { code: '44', area: '7700', digits: 2 },
  { code: '1', area: '2025', digits: 2 },
];
const ends = ['1234', '5678', '0199'];

/** Within +44 and +1 the country, which is shown, follows from digits behind the code. */
const isOfOneCountry = (it: Twofold) => countryOf(whole(it, 0)) === countryOf(whole(it, 1));

const anyNumber: fc.Arbitrary<Twofold> = fc.constantFrom(...countries).chain(({ code, area, digits }) => {
  const hidden = fc.stringMatching(new RegExp(`^\\d{${digits}}$`));
  return fc.record({
    shown: fc.record({ code: fc.constant(code), area: fc.constant(area), end: fc.constantFrom(...ends) }),
    hidden: fc.tuple(hidden, hidden),
  });
});
const twofold = anyNumber.filter(isOfOneCountry);

/** What is different in the one world is so in the other: whether two calls are to one number is no secret. */
const numbers = fc
  .array(twofold, { minLength: 6, maxLength: 6 })
  .filter((all) => [0, 1].every((world) => new Set(all.map((it) => it.hidden[world])).size === all.length));

export interface Worlds {
  /** As `+33639985678`. */
  numbers: string[];
  calls(world: 0 | 1): DetailedCall[];
}

export const worlds: fc.Arbitrary<Worlds> = numbers.map((all) => ({
  numbers: all.map((it) => whole(it, 0)),
  calls: (world) => callsTo(all.map((it) => spellingsOf(it, world))),
}));

function whole({ shown, hidden }: Twofold, world: number): string {
  return `+${shown.code}${shown.area}${hidden[world]}${shown.end}`;
}

interface Spellings {
  international: string;
  national: string;
  pairs: string;
  plain: number;
  halves: [string, string];
  hidden: string;
}

function spellingsOf({ shown, hidden }: Twofold, world: number): Spellings {
  const own = `${shown.area}${hidden[world]}${shown.end}`;
  const national = `0${own}`;
  return {
    international: `+${shown.code}${own}`,
    national,
    pairs: (national.match(/\d{1,2}/g) ?? []).join(' '),
    plain: Number(`${shown.code}${own}`),
    halves: [national.slice(0, 5), national.slice(5)],
    hidden: hidden[world] as string,
  };
}

/** How Revox may write what was called. */
const called: ((it: Spellings) => string)[] = [
  ({ international }) => international,
  ({ international }) => international,
  ({ international }) => international,
  ({ international }) => `00${international.slice(1)}`,
  ({ national }) => national,
  ({ international }) => `tel:${international};ext=4`,
  ({ international }) => `sip:${international}@pbx.example`,
  ({ national }) => `${national}@pbx.example`,
  ({ pairs }) => `Anna, ${pairs}`,
  ({ hidden }) => `1${hidden}7`,
];

const errors = ['busy', 'no_answer', 'busy', null, null];

/** Each number is called in every way and from every outcome, so that there is much that is equally frequent. */
function callsTo(all: Spellings[]): DetailedCall[] {
  return called.flatMap((spell, way) =>
    all.map((it, index) => {
      const nth = way * all.length + index;
      const dialError = way < 3 ? (errors[way] as string) : (errors[nth % errors.length] ?? null);
      const outcome = dialError === null ? {} : { status: 'error', result: null, answeredAt: null };
      return sampleCall({
        ...outcome,
        id: `call-${nth}`,
        phoneNumber: spell(it),
        dialError,
        endedAt: mondayNoon - nth * 1_800_000,
        endReason: reasonOf(it, nth),
        structuredOutput: outputOf(it, nth),
      });
    }),
  );
}

/** The second is cut where it is shown beside others. */
function reasonOf({ pairs }: Spellings, nth: number): string {
  const reasons = ['tool_end_call', `asked for ${pairs}`, `always ring me up, if you please, ${pairs}`];
  return reasons[nth % reasons.length] as string;
}

function outputOf(it: Spellings, nth: number): Record<string, unknown> {
  const [first_half, second_half] = it.halves;
  const outputs = [
    { callback_number: it.national, city: 'Paris' },
    { mobile: it.plain, city: 'Lyon' },
    { first_half, second_half },
    { numbers: it.pairs.split(' '), note: `Call ${it.pairs} after nine.` },
    { contact: { phone: it.international }, next_action: 'call_back' },
  ];
  return outputs[nth % outputs.length] as Record<string, unknown>;
}
