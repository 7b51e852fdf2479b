import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import {
  afterReminder,
  dayListKey,
  type Reminded,
  type ReminderKind,
} from '../calls/follow-ups/reminders.ts';
import { intoWorkingHours, type WorkingHours } from '../calls/follow-ups/working-hours.ts';
import { dayAfter, localDate, localDayBounds } from '../calls/time/local-day.ts';
import type { Database } from '../store/engine/database.ts';
import { type Card, cardsIn, type FollowUpToLookAt, keepReminded } from '../store/follow-ups/reminding.ts';
import { enqueueMessage, findByKey } from '../store/messages/messages.ts';
import { mayHear, type ToHear } from './may-hear.ts';
import { type Mentioned, mentionedBy, nextLookAt } from './plan-reminders.ts';

/** What Slack knows of the cards; null where it does not tell. */
export interface SlackAboutCards {
  permalink(channel: string, ts: string): Promise<string | null>;
}

export interface LeaveReminderDeps {
  db: Database;
  now(): Instant;
  slack: SlackAboutCards;
}

export interface Reminder {
  look: FollowUpToLookAt;
  kind: ReminderKind;
  hours: WorkingHours;
}

/** One is a reply in the thread of its card. Several, or what mentions nobody, are one message of the channel. */
export async function leaveReminders(
  deps: LeaveReminderDeps,
  channel: string,
  reminders: Reminder[],
): Promise<number> {
  const { db, now } = deps;
  const cards = new Map<string, Card>();
  for (const [home, ofHome] of Map.groupBy(reminders, ({ look }) => look.followUp.channel)) {
    const ids = ofHome.map(({ look }) => look.followUp.callId);
    for (const [id, card] of await cardsIn(db, home, ids)) cards.set(id, card);
  }
  const isForThread = ({ kind, look: { followUp } }: Reminder) =>
    channel === followUp.channel && cards.has(followUp.callId) && mentionedBy(kind, followUp) !== null;
  const [first] = reminders as [Reminder];
  if (reminders.length === 1 && isForThread(first)) return inThread(deps, first, cards);
  const date = localDate(now(), first.hours.timezone);
  const key = dayListKey(channel, date);
  const ofToday = await findByKey(db, key);
  if (ofToday === null) return together(deps, { channel, key, reminders, cards });
  const said = reminders.filter((it) => isForThread(it) || it.kind === 'escalated');
  for (const reminder of reminders) if (!said.includes(reminder)) await waitForTomorrow(db, reminder, date);
  const [only] = said;
  if (only === undefined) return 0;
  if (said.length === 1 && isForThread(only)) return inThread(deps, only, cards);
  // The channel has its message of the day, so what is due since is in its thread.
  return together(deps, {
    channel,
    key: `${key}:${randomUUID()}`,
    reminders: said,
    cards,
    parentId: ofToday.id,
  });
}

/** In the thread of the card; where there is none, it stands on Home alone. */
export async function sayWhatBecame(
  { db, now }: LeaveReminderDeps,
  look: FollowUpToLookAt,
  hours: WorkingHours,
): Promise<number> {
  const { followUp, reminded } = look;
  const { unsaid, ...said } = reminded;
  const card = (await cardsIn(db, followUp.channel, [followUp.callId])).get(followUp.callId);
  if (unsaid === undefined) return 0;
  const group = unsaid.what === 'open-again' ? followUp.rule.mention : null;
  const key = `follow-up-said:${randomUUID()}`;
  return db.transaction().execute(async (tx) => {
    const kept = { reminded: said, nextAt: nextLookAt(followUp, said, hours, now()) };
    const owners = unsaid.what === 'open-again' ? [] : [unsaid.owner];
    if (!(await mayHear(tx, [{ look, owners, kept, hours }], key, now()))[0] || card === undefined) return 0;
    await enqueueMessage(
      tx,
      {
        form: 'follow-up-said',
        kind: 'calls',
        key,
        channel: followUp.channel,
        parentId: card.messageId,
        subject: { call: followUp.callId, what: unsaid.what, owner: unsaid.owner, group },
        calls: 0,
      },
      now(),
    );
    return 1;
  });
}

export function keepAlone(db: Database, look: FollowUpToLookAt, reminded: Reminded, nextAt: Instant | null) {
  return db.transaction().execute((tx) => keepReminded(tx, look, { reminded, nextAt }));
}

async function waitForTomorrow(db: Database, { look, hours }: Reminder, date: string): Promise<void> {
  const { from } = localDayBounds(dayAfter(date), hours.timezone);
  await keepAlone(db, look, look.reminded, intoWorkingHours(from, hours));
}

function toHear({ look, kind, hours }: Reminder, now: Instant): ToHear {
  const { followUp, reminded } = look;
  const mentioned = mentionedBy(kind, followUp);
  const after = afterReminder(followUp, reminded, kind, now);
  const kept = { reminded: after, nextAt: nextLookAt(followUp, after, hours, now) };
  return { look, hours, kept, owners: mentioned !== null && 'owner' in mentioned ? [mentioned.owner] : [] };
}

async function inThread({ db, now }: LeaveReminderDeps, reminder: Reminder, cards: Map<string, Card>) {
  const { look, kind } = reminder;
  const { followUp } = look;
  const key = `follow-up-reminder:${randomUUID()}`;
  return db.transaction().execute(async (tx) => {
    if (!(await mayHear(tx, [toHear(reminder, now())], key, now()))[0]) return 0;
    const subject = { call: followUp.callId, reminder: kind, ...named(mentionedBy(kind, followUp)) };
    const parentId = (cards.get(followUp.callId) as Card).messageId;
    const message = { form: 'follow-up-reminder', kind: 'calls', key, parentId, subject, calls: 0 } as const;
    await enqueueMessage(tx, { ...message, channel: followUp.channel }, now());
    return 1;
  });
}

interface Together {
  channel: string;
  key: string;
  reminders: Reminder[];
  cards: Map<string, Card>;
  /** The message of the day, where there is one. */
  parentId?: string;
}

async function together({ db, now, slack }: LeaveReminderDeps, it: Together): Promise<number> {
  const { channel, key, reminders, cards, parentId } = it;
  const links = new Map<string, string | null>();
  for (const { ts, messageId, channel: home } of cards.values())
    if (ts !== null && !links.has(messageId)) links.set(messageId, await slack.permalink(home, ts));
  return db.transaction().execute(async (tx) => {
    // Another replica may have left it meanwhile; what is due is looked at again.
    if ((await findByKey(tx, key)) !== null) return 0;
    const may = await mayHear(
      tx,
      reminders.map((one) => toHear(one, now())),
      key,
      now(),
    );
    const calls = reminders
      .filter((_, index) => may[index])
      .map(({ look: { followUp }, kind }) => ({
        call: followUp.callId,
        reminder: kind,
        ...named(mentionedBy(kind, followUp)),
        link: links.get(cards.get(followUp.callId)?.messageId ?? '') ?? null,
      }));
    if (calls.length === 0) return 0;
    const message = {
      form: 'follow-ups-due',
      kind: 'calls',
      key,
      channel,
      subject: { calls },
      calls: 0,
    } as const;
    await enqueueMessage(tx, { ...message, ...(parentId !== undefined && { parentId }) }, now());
    return 1;
  });
}

function named(mentioned: Mentioned): { owner: string | null; group: { id: string; handle: string } | null } {
  return {
    owner: mentioned !== null && 'owner' in mentioned ? mentioned.owner : null,
    group: mentioned !== null && 'group' in mentioned ? mentioned.group : null,
  };
}
