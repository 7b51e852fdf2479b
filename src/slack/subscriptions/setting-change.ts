import { endOf, type Mute } from '../../calls/mute.ts';
import type { SettingChange } from '../../calls/setting.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, button, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { timeElement, timeInWords } from '../blocks/times.ts';
import { nameOf } from './subscription-list.ts';
import { spokenSubscription, subscriptionLine } from './subscription-words.ts';

/** What somebody did, as it follows their name. */
interface Deed {
  line: Line;
  text: string;
}

/** The one public line about a change, with *Undo* until somebody clicks it. */
export function renderSettingChange(change: SettingChange, options: RenderOptions): Rendered {
  if (change.before === null && change.after === null) return erasedChange(change);
  const { line, text } = change.isUndo ? undoDeed(change, options) : deedOf(change, options);
  const end = change.isUndone ? '. Undone.' : '.';
  return {
    text: `${spokenPerson(change.by)} ${text}${end}`,
    blocks: [
      ...paragraph([...person(change.by), words(' '), ...line, words(end)]),
      ...(change.isUndone ? [] : actions(button('Undo', 'undo_change', change.id))),
    ],
  };
}

/** The person who did it is still named, and that is all there is. */
function erasedChange({ by }: SettingChange): Rendered {
  const did = ' changed a setting for a number that has been erased since.';
  return { text: `${spokenPerson(by)}${did}`, blocks: paragraph([...person(by), words(did)]) };
}

function deedOf({ before, after }: SettingChange, options: RenderOptions): Deed {
  if (after?.kind === 'mute') return muteDeed(after.mute, options);
  if (after?.kind === 'subscription')
    return before?.kind === 'subscription'
      ? changeDeed(before.subscription, after.subscription)
      : deed('subscribed this channel to ', after.subscription);
  if (before?.kind === 'subscription') return deed('unsubscribed this channel from ', before.subscription);
  return said('changed a setting');
}

/** “undid that: this channel gets *calls* again”. */
function undoDeed({ before, after }: SettingChange, options: RenderOptions): Deed {
  const undid = 'undid that: ';
  const gets = `${undid}this channel gets `;
  if (after?.kind === 'mute') {
    if (after.mute.endedAt === null) return joined(said(undid), muteDeed(after.mute, options));
    return joined(said(gets), quoted(nameOf(after.mute.filter)), said(' again'));
  }
  if (after?.kind !== 'subscription')
    return before?.kind === 'subscription'
      ? deed(`${undid}this channel no longer gets `, before.subscription)
      : said('undid a change');
  const { subscription } = after;
  if (subscription.paused !== null) return deed(`${undid}paused again: `, withoutManner(subscription));
  return joined(deed(gets, subscription), said(' again'));
}

function said(text: string): Deed {
  return { line: [words(text)], text };
}

function quoted(text: string): Deed {
  return { line: [code(text, 300)], text: spoken(text, 300) };
}

function joined(...deeds: Deed[]): Deed {
  return { line: deeds.flatMap(({ line }) => line), text: deeds.map(({ text }) => text).join('') };
}

function deed(did: string, subscription: Subscription): Deed {
  return {
    line: [words(did), ...subscriptionLine(subscription)],
    text: `${did}${spokenSubscription(subscription)}`,
  };
}

function changeDeed(before: Subscription, after: Subscription): Deed {
  if (before.paused === null && after.paused !== null) return deed('paused ', withoutManner(after));
  if (before.paused !== null && after.paused === null) return deed('resumed ', withoutManner(after));
  return joined(deed('changed this channel’s subscription to ', after), deed('. Before: ', before));
}

function withoutManner(subscription: Subscription): Subscription {
  return { ...subscription, options: subscription.topic === 'digest' ? subscription.options : {} };
}

function muteDeed(mute: Mute, options: RenderOptions): Deed {
  const what = mute.filter === '' ? said(nameOf('')) : quoted(mute.filter);
  if (mute.endedAt !== null) return joined(said('unmuted '), what, said(' here'));
  const until = endOf(mute);
  const when = { line: [timeElement(until, options)], text: timeInWords(until, options) };
  return joined(said('muted '), what, said(' here until '), when);
}
