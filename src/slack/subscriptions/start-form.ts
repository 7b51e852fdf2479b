import { usualDigestTime } from '../../calls/options/digest-time.ts';
import { channelMenu, field, optional } from '../blocks/form-fields.ts';
import type { Modal } from '../blocks/modal.ts';
import { counted, listed } from '../blocks/numbers.ts';
import { actions, button, option, paragraph, plainText, words } from '../blocks/rich.ts';
import { messagesADay } from './dry-run.ts';
import type { FilledIn } from './filled-in.ts';
import { digestTimeField } from './option-fields/digest-time.ts';
import { zoneField } from './option-fields/zone.ts';

const problems = ['errors daily:theirs', 'incidents'];

/** What most channels want, each with what can be typed for it. */
export const choices = {
  problems: {
    label: 'Problems only',
    is: 'Errors that need you, and incidents',
    typed: problems,
  },
  outcomes: {
    label: 'Outcomes that matter',
    is: 'Also calls that reached a person',
    typed: [...problems, 'calls human'],
  },
  everything: { label: 'Everything', is: 'Also every other call', typed: [...problems, 'calls'] },
} as const;

export type Choice = keyof typeof choices;

/** What a choice makes in a day. */
export interface PerDay {
  messages: number;
  followUps: number;
}

const timedDigestOption = option('Also a digest every day', 'digest');
const digestOption = option(`Also a digest every day at ${usualDigestTime}`, 'digest');

/**
 * The first form.
 * @param channelId Null where the person picks one.
 * @param perDay Null where they could not be counted in time.
 * @param already What the channel gets.
 */
export function startForm(
  channelId: string | null,
  perDay: Record<Choice, PerDay> | null,
  already: string[] = [],
): Modal {
  const options = (Object.keys(choices) as Choice[]).map((choice) => {
    const { label, is } = choices[choice];
    const description = perDay === null ? is : withVolume(is, perDay[choice]);
    return { ...option(label, choice), description: plainText(description) };
  });
  const radios = { type: 'radio_buttons', options, initial_option: options[0] } as const;
  return {
    title: channelId === null ? 'Subscribe a channel' : 'Subscribe this channel',
    blocks: [
      ...(already.length === 0 ? [] : paragraph([words(alreadyGets(already), 600)])),
      ...(channelId === null ? [field('channel', 'Channel', channelMenu(), moreThere)] : []),
      field('what', channelId === null ? 'What should be posted there?' : whatHere, radios),
      optional(
        field('digest', 'Digest', {
          type: 'checkboxes',
          options: [channelId === null ? timedDigestOption : digestOption],
        }),
      ),
      ...(channelId === null ? [...digestTimeField.show(undefined), ...zoneField.show(undefined)] : []),
      ...(channelId === null ? [] : actions(button('More options', 'subscribe_more'))),
    ],
    form: { callbackId: 'start_form', submit: 'Subscribe', about: null },
  };
}

/** What is set there stays as it is. */
function alreadyGets(already: string[]): string {
  return `This channel already gets ${listed(already, 5)}. What you choose here is added.`;
}

/** “… · about 40 messages a day, 4 call-backs” */
function withVolume(is: string, { messages, followUps }: PerDay): string {
  const posted = messages < 1 ? 'less than one message a day' : `about ${messagesADay(messages)}`;
  const both = `${is} · ${posted}, ${counted(Math.round(followUps), 'call-back')}`;
  return followUps < 1 || both.length > mostInDescription ? `${is} · ${posted}` : both;
}

/** Slack refuses more. */
const mostInDescription = 75;

const whatHere = 'What should be posted in this channel?';
/** What else can be chosen is asked for in the channel. */
const moreThere = 'You and I must both be in it. For more options, type /revox subscribe there.';

/** What one would have typed, a subscription a line; null for what no version of the form sends. */
export function readStartForm(form: FilledIn | null): string | null {
  const choice = form?.one('what') ?? '';
  if (form === null || !Object.hasOwn(choices, choice)) return null;
  // Where the form has no time, the usual one is meant.
  const when = [digestTimeField, zoneField].map((field) => field.words(form)).filter((words) => words !== '');
  const digest = form.many('digest').length > 0 ? [['digest', ...when].join(' ')] : [];
  return [...choices[choice as Choice].typed, ...digest].join('\n');
}
