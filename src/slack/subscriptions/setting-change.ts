import { endOf, type Mute } from '../../calls/mute.ts';
import type { SettingChange } from '../../calls/setting.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, button, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { timeElement, timeInWords } from '../blocks/times.ts';
import { spokenSubscription, subscriptionLine } from './subscription-words.ts';

/** What somebody did, as what follows their name. */
interface Deed {
  line: Line;
  text: string;
}

/** One quiet line: who changed what. It can be taken back as long as it was not. */
export function renderSettingChange(change: SettingChange, options: RenderOptions): Rendered {
  if (change.before === null && change.after === null) return erasedChange(change);
  const { line, text } = deedOf(change, options);
  const undid = change.isUndo ? ' took it back: ' : ' ';
  const undone = change.isUndone ? ' Taken back since.' : '';
  return {
    text: `${spokenPerson(change.by)}${undid}${text}.${undone}`,
    blocks: [
      ...paragraph([...person(change.by), words(undid), ...line, words(`.${undone}`)]),
      ...(change.isUndone ? [] : actions(button('Undo', 'undo_change', change.id))),
    ],
  };
}

/** Whoever did it is still named, and that is all there is. */
function erasedChange({ by }: SettingChange): Rendered {
  const did = ' changed a setting for a number that has been erased since.';
  return { text: `${spokenPerson(by)}${did}`, blocks: paragraph([...person(by), words(did)]) };
}

function deedOf({ before, after }: SettingChange, options: RenderOptions): Deed {
  if (after?.kind === 'mute') return muteDeed(after.mute, options);
  if (after?.kind === 'subscription')
    return before?.kind === 'subscription'
      ? changeDeed(before.subscription, after.subscription)
      : told('subscribed this channel to ', after.subscription);
  if (before?.kind === 'subscription') return told('unsubscribed this channel from ', before.subscription);
  return { line: [words('changed a setting')], text: 'changed a setting' };
}

function told(did: string, subscription: Subscription): Deed {
  return {
    line: [words(did), ...subscriptionLine(subscription)],
    text: `${did}${spokenSubscription(subscription)}`,
  };
}

function changeDeed(before: Subscription, after: Subscription): Deed {
  if (before.paused === null && after.paused !== null) return told('paused ', withoutManner(after));
  if (before.paused !== null && after.paused === null) return told('resumed ', withoutManner(after));
  const was = told('', before);
  const is = told('changed this channel’s subscription to ', after);
  return {
    line: [...is.line, words('. Before: '), ...was.line],
    text: `${is.text}. Before: ${was.text}`,
  };
}

function withoutManner(subscription: Subscription): Subscription {
  return { ...subscription, options: subscription.topic === 'digest' ? subscription.options : {} };
}

function muteDeed(mute: Mute, options: RenderOptions): Deed {
  const what = mute.filter === '' ? 'all calls' : mute.filter;
  const shown = mute.filter === '' ? words(what) : code(what, 300);
  if (mute.endedAt !== null)
    return { line: [words('unmuted '), shown, words(' here')], text: `unmuted ${spoken(what, 300)} here` };
  return {
    line: [words('muted '), shown, words(' here until '), timeElement(endOf(mute), options)],
    text: `muted ${spoken(what, 300)} here until ${timeInWords(endOf(mute), options)}`,
  };
}
