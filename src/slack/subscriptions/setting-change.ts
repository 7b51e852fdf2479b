import { endOf, type Mute } from '../../calls/mute.ts';
import { describeOptions } from '../../calls/options/index.ts';
import type { SettingChange } from '../../calls/setting.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { upperFirst } from '../blocks/counts.ts';
import { counted } from '../blocks/numbers.ts';
import { person } from '../blocks/person.ts';
import { spokenLine } from '../blocks/plain.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { timeElement } from '../blocks/times.ts';
import { mutedInWords, subscriptionInWords, subscriptionLine } from './subscription-words.ts';

/** What somebody did, as it follows their name: “unmuted ”, “`busy`”, “ here”. */
interface Deed {
  did: string;
  what: Line;
  /** What it was done to, where several are named. */
  name: Line;
  rest: Line;
}

/**
 * The one public line about all that one click or command changed, with *Undo* until somebody clicks it.
 * @param isManaged A file says what the channel has.
 * @param followUps How many are left of what the channel no longer gets.
 */
export function renderSettingChanges(
  changes: SettingChange[],
  options: RenderOptions,
  { isManaged = false, followUps = 0 }: { isManaged?: boolean; followUps?: number } = {},
): Rendered {
  const [first] = changes as [SettingChange];
  const deeds = changes.flatMap((change) => deedOf(change, options) ?? []);
  const did = deeds.length === 0 ? erased : told(deeds, changes.length - deeds.length);
  const isUndone = changes.some((change) => change.isUndone);
  const end = isUndone ? '. Undone.' : '.';
  const manner = changes.length > 1 && !first.isUndo ? mannersOf(changes) : '';
  const warning = isManaged && !isUndone && first.by !== 'configuration' ? nextApply : '';
  const line = [...person(first.by), words(' '), ...did, words(end)];
  const left = followUps === 0 ? [] : leftLine(followUps);
  return {
    text: [spokenLine(line), manner && `${spoken(manner, 2_000)}.`, warning, spokenLine(left)]
      .filter((it) => it !== '')
      .join(' '),
    blocks: [
      ...paragraph(line, [words(manner, 2_000)], [words(warning)], left),
      ...(isUndone || deeds.length === 0 ? [] : actions(button('Undo', 'undo_change', first.id))),
    ],
  };
}

const nextApply = 'The configuration file manages this channel: when it’s applied next, this is undone.';

function leftLine(followUps: number): Line {
  return [
    words(`${counted(followUps, 'follow-up')} from it ${followUps === 1 ? 'is' : 'are'} left: `),
    code('/revox todo everywhere'),
    words('. Who has one is still reminded.'),
  ];
}

/** The person who did it is still named, and that is all there is. */
const erased = [words('changed a setting for a number that has been erased since')];

/** What is done at once is done in the same way: “subscribed this channel to errors, incidents and digest”. */
function told(deeds: Deed[], erasedSince: number): Line {
  const [{ did, what, rest }, ...others] = deeds as [Deed, ...Deed[]];
  if (others.length + erasedSince === 0) return [words(did), ...what, ...rest];
  const names = deeds.map(({ name }) => name);
  const end = others.every((it) => spokenLine(it.rest) === spokenLine(rest)) ? rest : [];
  return [
    words(did),
    ...inOneList(erasedSince > 0 ? [...names, [words('something erased since')]] : names),
    ...end,
  ];
}

/** “a, b and c”. */
function inOneList(parts: Line[]): Line {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [words(index === parts.length - 1 ? ' and ' : ', '), ...part];
  });
}

/** What a list of names leaves out: “Digest: every day at 09:00 (UTC)”. */
function mannersOf(changes: SettingChange[]): string {
  const manners = changes.flatMap(({ after }) => {
    if (after?.kind !== 'subscription') return [];
    const { topic, options } = after.subscription;
    const described = describeOptions(topic, options);
    return described.length === 0 ? [] : [`${upperFirst(topic)}: ${described.join(', ')}`];
  });
  return manners.join(' · ');
}

/** Null where nobody says any more what it was. */
function deedOf(change: SettingChange, options: RenderOptions): Deed | null {
  const { before, after, isUndo } = change;
  if (before === null && after === null) return null;
  if (isUndo) return undoDeed(change, options);
  if (after?.kind === 'mute') return muteDeed(after.mute, options);
  if (after?.kind === 'subscription')
    return before?.kind === 'subscription'
      ? changeDeed(before.subscription, after.subscription, options)
      : deed('subscribed this channel to ', after.subscription, options);
  if (before?.kind === 'subscription')
    return deed('unsubscribed this channel from ', before.subscription, options);
  return bare('changed a setting');
}

/** “undid that: this channel gets *calls* again”. */
function undoDeed({ before, after }: SettingChange, options: RenderOptions): Deed {
  const undid = 'undid that: ';
  const gets = `${undid}this channel gets `;
  if (after?.kind === 'mute') {
    const muted = muteDeed(after.mute, options);
    if (after.mute.endedAt === null) return { ...muted, did: `${undid}${muted.did}` };
    return {
      did: gets,
      ...alike([bold(mutedInWords(after.mute.filter, options), 300)]),
      rest: [words(' again')],
    };
  }
  if (after?.kind !== 'subscription')
    return before?.kind === 'subscription'
      ? deed(`${undid}this channel no longer gets `, before.subscription, options)
      : bare('undid a change');
  const { subscription } = after;
  if (subscription.paused !== null)
    return deed(`${undid}paused again: `, withoutManner(subscription), options);
  return deed(gets, subscription, options, [words(' again')]);
}

function bare(did: string): Deed {
  return { did, ...alike([]), rest: [] };
}

function alike(name: Line): Pick<Deed, 'what' | 'name'> {
  return { what: name, name };
}

function deed(did: string, subscription: Subscription, options: RenderOptions, rest: Line = []): Deed {
  const name = [bold(subscriptionInWords(subscription, options), 300)];
  return { did, what: subscriptionLine(subscription, options), name, rest };
}

function changeDeed(before: Subscription, after: Subscription, options: RenderOptions): Deed {
  if (before.paused === null && after.paused !== null) return deed('paused ', withoutManner(after), options);
  if (before.paused !== null && after.paused === null) return deed('resumed ', withoutManner(after), options);
  const was = [words('. Before: '), ...subscriptionLine(before, options)];
  return deed('changed this channel’s subscription to ', after, options, was);
}

function withoutManner(subscription: Subscription): Subscription {
  return { ...subscription, options: subscription.topic === 'digest' ? subscription.options : {} };
}

function muteDeed(mute: Mute, options: RenderOptions): Deed {
  const muted = mutedInWords(mute.filter, options);
  const what = alike([mute.filter === '' ? words(muted) : bold(muted, 300)]);
  if (mute.endedAt !== null) return { did: 'unmuted ', ...what, rest: [words(' here')] };
  return { did: 'muted ', ...what, rest: [words(' here until '), timeElement(endOf(mute), options)] };
}
