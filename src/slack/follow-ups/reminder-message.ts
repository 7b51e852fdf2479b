import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import type { Unsaid } from '../../calls/follow-ups/reminders.ts';
import type { UserGroup } from '../../calls/options/mention.ts';
import { findCallById } from '../../store/calls/find-call.ts';
import type { Store } from '../../store/engine/database.ts';
import { findFollowUp } from '../../store/follow-ups/follow-ups.ts';
import type { Message } from '../../store/messages/messages.ts';
import { kindOf, noCalls } from '../blocks/kind-of.ts';
import { mentioning } from '../blocks/person.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { type Reminding, renderFollowUpsDue, renderReminder, renderWhatBecame } from './reminder.ts';

interface WhatBecame extends Pick<Reminding, 'call' | 'followUp' | 'group'>, Unsaid {}

type Named = Pick<Reminding, 'reminder' | 'owner' | 'group'> & { call: string };

export const followUpReminderMessage = kindOf('follow-up-reminder', {
  find: (store, { row, message }): Promise<Reminding | null> => remindingOf(store, row, message),
  render: renderReminder,
  unmasked: (rendered, { group, ...it }) => withGroups(rendered, isStale(it) ? [] : [group]),
  happenedAt: ({ followUp }) => followUp.dueAt,
  calls: threadOf,
});

export const followUpsDueMessage = kindOf('follow-ups-due', {
  async find(store, { row, message }): Promise<(Reminding & { link: string | null })[] | null> {
    const all = await Promise.all(
      row.calls.map(async ({ link, ...named }) => {
        const reminding = await remindingOf(store, named, message);
        return reminding === null ? [] : [{ ...reminding, link }];
      }),
    );
    const found = all.flat();
    return found.length === 0 ? null : found;
  },
  render: renderFollowUpsDue,
  unmasked: (rendered, all) =>
    withGroups(
      rendered,
      all.flatMap((it) => (isStale(it) ? [] : it.group)),
    ),
  happenedAt: (all) => Math.min(...all.map(({ followUp }) => followUp.dueAt)),
  calls: noCalls,
});

export const followUpSaidMessage = kindOf('follow-up-said', {
  async find(store, { row }): Promise<WhatBecame | null> {
    const found = await callAndFollowUp(store, row.call);
    return found && { ...found, what: row.what, owner: row.owner, group: row.group };
  },
  render: renderWhatBecame,
  unmasked: (rendered, { group }: WhatBecame) => withGroups(rendered, [group]),
  happenedAt: ({ followUp }) => followUp.changedAt,
  calls: threadOf,
});

/** What changed before it was posted is no longer said; what is posted says how things are. */
async function remindingOf(store: Store, named: Named, { ts }: Message): Promise<Reminding | null> {
  const found = await callAndFollowUp(store, named.call);
  if (found === null) return null;
  const reminding = { ...named, ...found };
  return ts === null && isStale(reminding) ? null : reminding;
}

/** It is said to nobody any more. */
function isStale({ reminder, followUp }: Pick<Reminding, 'reminder' | 'followUp'>): boolean {
  return !isUnfinished(followUp) || (reminder === 'due' && followUp.owner !== null);
}

async function callAndFollowUp(store: Store, id: string) {
  const followUp: FollowUp | null = await findFollowUp(store, id);
  const call = followUp && (await findCallById(store, id));
  return followUp && call && { call, followUp };
}

function threadOf({ message: { parentId } }: { message: Message }) {
  return parentId === null ? noCalls() : { messageId: parentId };
}

function withGroups(rendered: Rendered, groups: (UserGroup | null)[]): Rendered {
  const known = groups.filter((group) => group !== null);
  const told = mentioning(known, 'Please see that somebody takes this.');
  if (told === null) return rendered;
  return { text: `${told.mentions} ${rendered.text}`, blocks: [told.section, ...rendered.blocks] };
}
