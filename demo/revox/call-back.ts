import { type CallCentre, placeOrder } from './call-centre.ts';
import { agent, person } from './conversation.ts';
import type { Ending } from './endings.ts';

const soonMs = 1500;

/** A call in a moment that ends with the wish to be called again so much later. */
export function addWish(centre: CallCentre, afterMs: number, now: number): void {
  const endsAt = now + soonMs;
  const { phoneNumber } = place(centre, wished(new Date(endsAt + afterMs).toISOString()), endsAt);
  centre.waiting = phoneNumber;
}

/** The person who asked last is called and picks up; nothing where nobody asked. @returns whether somebody did */
export function callWhoWaits(centre: CallCentre, now: number): boolean {
  const { waiting } = centre;
  if (waiting === null) return false;
  place(centre, spoken, now + soonMs, waiting);
  centre.waiting = null;
  return true;
}

function place(centre: CallCentre, ending: Ending, endsAt: number, phoneNumber?: string) {
  const number = centre.nextOrderNumber++;
  const whom = phoneNumber === undefined ? {} : { phoneNumber };
  return placeOrder(centre, { number, listedAt: endsAt - soonMs, endsAt, ending, ...whom });
}

const talked = {
  result: 'human',
  dialError: null,
  endReason: 'tool_end_call',
  endedBy: 'agent',
  talkMs: 24_000,
} as const;

function wished(at: string): Ending {
  return {
    ...talked,
    structuredOutput: {
      contacted: true,
      next_action: 'call_back',
      callback_time: at,
      reason: 'in_a_meeting',
    },
    transcript: [
      agent('Hello, I am calling about the quote you asked for. Is this a good moment?'),
      person('Not right now, I am about to leave a meeting. Can you call me back in a minute?'),
      agent('Of course. Somebody will call you then.'),
    ],
  };
}

const spoken: Ending = {
  ...talked,
  structuredOutput: { contacted: true, next_action: 'none' },
  transcript: [
    agent('Hello again, you asked us to call you back.'),
    person('Yes, thank you. The quote is fine, please send it.'),
  ],
};
