import type { Mute } from '../../calls/mute.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { commandButton } from '../blocks/command-button.ts';
import { counted } from '../blocks/numbers.ts';
import { channel, person } from '../blocks/person.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, button, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { mutedInWords, subscriptionLine } from './subscription-words.ts';

export interface SubscriptionList {
  /** Of this channel; null for those of every channel. */
  channel: string | null;
  subscriptions: Subscription[];
  /** In force now. */
  mutes: Mute[];
  /** Of each channel that the configuration file names, the ids of the subscriptions that it asks for. */
  managed: Readonly<Record<string, string[]>>;
  /** How many come before the first one shown. */
  skipped: number;
  /** Whether the reader may see those of every channel. */
  isAdmin: boolean;
}

/** Two blocks each, and what Slack takes in one message. */
export const mostShown = 10;
const mostMutes = 5;

/** What is posted in a channel, who set it, and what can be done about each. */
export function renderSubscriptions(list: SubscriptionList, options: RenderOptions): Shown {
  const { subscriptions, mutes, skipped } = list;
  const shown = subscriptions.slice(skipped, skipped + mostShown);
  return {
    blocks: [
      ...paragraph([bold(title(list))], subscriptions.length === 0 ? hint() : null),
      ...shown.flatMap((subscription) => row(subscription, list, options)),
      ...mutes.slice(0, mostMutes).flatMap((mute) => muteRow(mute, list, options)),
      ...moreMutes(mutes.length - mostMutes),
      ...actions(...pages(list, shown.length)),
    ],
  };
}

function title({ channel: only, subscriptions }: SubscriptionList): string {
  const where = only === null ? 'Everywhere' : 'This channel';
  return `${where}: ${counted(subscriptions.length, 'subscription')}`;
}

function hint(): Line {
  return [
    words('No subscriptions in this channel yet. Start with '),
    code('/revox subscribe errors'),
    words(' or '),
    code('/revox subscribe'),
  ];
}

function row(subscription: Subscription, list: SubscriptionList, options: RenderOptions): MessageBlock[] {
  const { id, paused } = subscription;
  return [
    ...paragraph(
      [...place(subscription.channel, list), ...subscriptionLine(subscription, options)],
      dotted(made(subscription, options), managedLine(subscription, list), pausedLine(subscription, options)),
    ),
    ...actions(
      button('Edit', 'edit_subscription', id),
      paused === null
        ? button('Pause', 'pause_subscription', id)
        : button('Resume', 'resume_subscription', id),
      { ...button('Remove', 'remove_subscription', id), style: 'danger' },
    ),
  ];
}

function place(id: string, { channel: only }: SubscriptionList): Line {
  return only === null ? [...channel(id), words(' ')] : [];
}

const files: Record<string, string> = { environment: '.env', configuration: 'the configuration file' };

function made({ madeBy, madeAt }: Subscription, options: RenderOptions): Line {
  return [
    words(isFile(madeBy) ? 'set in ' : 'set by '),
    ...who(madeBy),
    words(' '),
    timeElement(madeAt, options),
  ];
}

function isFile(by: string): boolean {
  return Object.hasOwn(files, by);
}

/** A person, or the file that stands for one. */
function who(by: string): Line {
  return isFile(by) ? [words(files[by] ?? '')] : person(by);
}

/** Whether the file asks for it, where one manages the channel. */
function managedLine(subscription: Subscription, { managed }: SubscriptionList): Line | null {
  const asked = Object.hasOwn(managed, subscription.channel) ? managed[subscription.channel] : undefined;
  if (asked === undefined) return null;
  return [
    words(
      asked.includes(subscription.id)
        ? 'managed by the configuration file'
        : 'the configuration file undoes this',
    ),
  ];
}

function pausedLine({ paused }: Subscription, options: RenderOptions): Line | null {
  if (paused === null) return null;
  if (paused.by === null) return [bold('Paused:'), words(` ${paused.reason}`)];
  return [bold('Paused'), words(' by '), ...who(paused.by), words(' '), timeElement(paused.at, options)];
}

function muteRow(mute: Mute, list: SubscriptionList, options: RenderOptions): MessageBlock[] {
  const { id, filter, madeBy, until } = mute;
  return [
    ...paragraph([
      ...place(mute.channel, list),
      bold('Muted:'),
      words(' '),
      bold(mutedInWords(filter, options)),
      words(' until '),
      timeElement(until, options),
      words(', by '),
      ...who(madeBy),
    ]),
    ...actions(button('Unmute', 'unmute_calls', id)),
  ];
}

function moreMutes(count: number): MessageBlock[] {
  return count > 0 ? paragraph([words(`and ${counted(count, 'more mute')}`)]) : [];
}

function pages({ channel: only, subscriptions, skipped, isAdmin }: SubscriptionList, shown: number) {
  const scope = only === null ? 'everywhere ' : '';
  const next = skipped + shown;
  return [
    skipped === 0
      ? null
      : commandButton('Back', `subscriptions ${scope}${Math.max(0, skipped - mostShown)}`, 1),
    next < subscriptions.length ? commandButton('More', `subscriptions ${scope}${next}`, 2) : null,
    only === null ? commandButton('This channel', 'subscriptions', 3) : null,
    only !== null && isAdmin ? commandButton('Everywhere', 'subscriptions everywhere', 3) : null,
  ];
}
