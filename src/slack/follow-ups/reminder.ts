import type { DetailedCall } from '../../calls/call.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { ReminderKind, Unsaid } from '../../calls/follow-ups/reminders.ts';
import type { UserGroup } from '../../calls/options/mention.ts';
import { minuteMs } from '../../calls/time/durations.ts';
import { link } from '../blocks/link.ts';
import { counted, number } from '../blocks/numbers.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, bullets, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { numberOf, spokenNumber } from '../calls/call-words.ts';
import { followUpButtons } from '../calls/follow-up-buttons.ts';
import { dueAfter, dueInWords, stateLine } from '../calls/follow-up-line.ts';

/** A call that is to be returned, and why it is spoken of now. */
export interface Reminding {
  call: DetailedCall;
  followUp: FollowUp;
  reminder: ReminderKind;
  /** Who is spoken to; null for anyone who takes it. */
  owner: string | null;
  group: UserGroup | null;
}

/** In the thread of the card, where everything else about the call stands. */
export function renderReminder(
  { call, followUp, reminder, owner }: Reminding,
  options: RenderOptions,
): Rendered {
  const task = `${taskOf(followUp)} `;
  const what = saidNow({ followUp, reminder }, options);
  const spokenTo = owner === null || what.isOver ? '' : `${spokenPerson(owner)} `;
  const due = what.isOver ? '' : `, due ${dueInWords(followUp, options)}`;
  return {
    text: `${spokenTo}${what.said}: ${task}${spokenNumber(call, options)}${due}.`,
    blocks: [
      ...paragraph(
        [
          ...(owner === null || what.isOver ? [] : [...person(owner), words(' ')]),
          words(`${what.said}: ${task}`),
          bold(numberOf(call, options)),
        ],
        stateLine(followUp, options),
      ),
      ...actions(...followUpButtons(followUp, followUp.callId)),
    ],
  };
}

/** As things are: it is written again when somebody takes it, or it is over. */
function saidNow({ followUp, reminder }: Pick<Reminding, 'followUp' | 'reminder'>, { now }: RenderOptions) {
  const { state, owner, dueAt } = followUp;
  if (state === 'done' || state === 'not-needed' || state === 'settled')
    return { said: over[state], isOver: true };
  if (reminder !== 'due') return { said: said[reminder], isOver: false };
  if (owner !== null) return { said: 'Taken', isOver: true };
  const when = dueAt > now ? 'Due soon' : now - dueAt < nowMs ? 'Due now' : 'Overdue';
  return { said: `${when}, and nobody has it`, isOver: false };
}

const over = { done: 'Done', 'not-needed': 'Not needed', settled: 'Settled' };
const nowMs = 15 * minuteMs;

/** `callback` is the rule that the bot brings; what a channel asks for may be about anything. */
function taskOf({ rule }: FollowUp): string {
  return rule.name === 'callback' ? 'call back' : 'follow up with';
}

const said: Record<Exclude<ReminderKind, 'due'>, string> = {
  soon: 'Due soon',
  overdue: 'Overdue',
  awake: 'No longer snoozed',
  escalated: 'Still not done',
};

/** Several at once, or one where nobody can be mentioned: a line for each, with a link to its card. */
export function renderFollowUpsDue(
  all: (Reminding & { link: string | null })[],
  options: RenderOptions,
): Rendered {
  const headline = `${counted(all.length, 'follow-up')}: ${countsOf(all)}`;
  const open = all.filter((one) => !saidNow(one, options).isOver);
  const spokenTo = [...new Set(open.flatMap(({ owner }) => owner ?? []))].map(spokenPerson);
  return {
    text: `${[...spokenTo, headline].join(' ')}.`,
    blocks: [
      ...paragraph([bold(headline)]),
      ...bullets(
        ...all
          .slice(0, mostLines)
          .map((one) => [
            bold(numberOf(one.call, options)),
            words(' · '),
            ...dotted(stateLine(one.followUp, options), link(one.link, 'Open the card')),
          ]),
      ),
      ...paragraph(all.length > mostLines ? moreLine(all.length - mostLines) : null),
    ],
  };
}

/** What fits on one screen. */
const mostLines = 20;

function moreLine(count: number): Line {
  return [words(`${number(count)} more: `), code('/revox todo')];
}

/** “2 overdue, 1 due soon, 3 done”: as things are, see `saidNow`. */
function countsOf(all: Reminding[]): string {
  const words = Map.groupBy(all, wordOf);
  return [...words].map(([word, { length }]) => `${words.size === 1 ? '' : `${length} `}${word}`).join(', ');
}

function wordOf({ reminder, followUp: { state, owner } }: Reminding): string {
  if (state === 'done' || state === 'not-needed' || state === 'settled') return over[state].toLowerCase();
  return reminder === 'due' && owner !== null ? 'taken' : counts[reminder];
}

const counts: Record<ReminderKind, string> = {
  soon: 'due soon',
  due: 'not taken yet',
  overdue: 'overdue',
  awake: 'no longer snoozed',
  escalated: 'still not done',
};

/** Who had it hears once what became of it. */
export function renderWhatBecame(
  { call, followUp, what, owner }: Pick<Reminding, 'call' | 'followUp'> & Unsaid,
  options: RenderOptions,
): Rendered {
  const { before, after } = became[what];
  const isToCome = what !== 'settled' && what !== 'unasked';
  const due = isToCome ? dueAfter(', due ', followUp, options) : [];
  const spokenDue = isToCome ? `, due ${dueInWords(followUp, options)}` : '';
  return {
    text: `${spokenPerson(owner)} ${before} ${spokenNumber(call, options)}${spokenDue}. ${after}`,
    blocks: paragraph([
      ...person(owner),
      words(` ${before} `),
      bold(numberOf(call, options)),
      ...due,
      words(`. ${after}`),
    ]),
  };
}

const became: Record<Unsaid['what'], { before: string; after: string }> = {
  settled: { before: 'Settled: a later call reached', after: 'No action needed.' },
  moved: { before: 'A later call asked for another time:', after: 'It’s still yours.' },
  reasked: {
    before: 'The call was changed in Revox and asks for another time:',
    after: 'It’s still yours.',
  },
  unasked: {
    before: 'The call was changed in Revox and no longer asks for a call-back:',
    after: 'It’s yours until you press Not needed.',
  },
  'open-again': {
    before: 'is no longer here, so nobody has this follow-up:',
    after: 'Press Take it on the card.',
  },
};
