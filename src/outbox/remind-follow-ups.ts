import type { Instant } from '../calls/call.ts';
import { afterReminder, notAhead } from '../calls/follow-ups/reminders.ts';
import { findCallById } from '../store/calls/find-call.ts';
import { changeFollowUp } from '../store/follow-ups/change-follow-up.ts';
import {
  type FollowUpToLookAt,
  followUpsToLookAt,
  keepReminded,
  nextFollowUpAt,
} from '../store/follow-ups/reminding.ts';
import { mutesInForce } from '../store/settings/mutes.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';
import {
  keepAlone,
  type LeaveReminderDeps,
  leaveReminders,
  type Reminder,
  type SlackAboutCards,
  sayWhatBecame,
} from './leave-reminders.ts';
import { findNewHome } from './new-home.ts';
import { channelOf, isHomeless, planReminder, type ReminderScene } from './plan-reminders.ts';

/** What Slack knows; null where it does not tell. */
export interface SlackAboutFollowUps extends SlackAboutCards {
  /** Whether somebody is still in the workspace, and in this channel. */
  isThere(channel: string, userId: string): Promise<boolean | null>;
}

export interface RemindDeps extends LeaveReminderDeps {
  slack: SlackAboutFollowUps;
  /** Of the bot, by which people work in channels that set no other. */
  timezone?: string;
}

export interface RemindResult {
  /** Messages that were left. */
  messages: number;
  /** Follow-ups whose owner is gone. */
  opened: number;
  nextAt: Instant | null;
}

/** How many follow-ups one pass looks at; the rest are looked at by the next. */
const mostLooks = 200;

/**
 * One pass: reminds of follow-ups that are due. What is kept of a reminder is written together with its message, so
 * that it is sent once wherever the process stops and wherever the clock is set to.
 */
export async function remindFollowUps(deps: RemindDeps): Promise<RemindResult> {
  const { db } = deps;
  const isThere = askedOnce(deps.slack);
  const looks = await followUpsToLookAt(db, deps.now(), mostLooks);
  const result: RemindResult = { messages: 0, opened: 0, nextAt: null };
  const reminders: Reminder[] = [];
  const scene = looks.length === 0 ? null : await sceneOf(deps, looks);
  for (const look of looks) {
    if (isHomeless(look, scene as ReminderScene) && (await rehome(deps, look, scene as ReminderScene)))
      continue;
    const back = notAhead(look.reminded, deps.now());
    const plan = planReminder(look, scene as ReminderScene);
    if (back !== null) await keepAlone(db, look, back, deps.now());
    else if (plan.do === 'nothing') await keepAlone(db, look, look.reminded, plan.nextAt);
    else if (await isOwnerGone(isThere, look)) result.opened += await openAgain(deps, look);
    else if (plan.do === 'say') result.messages += await sayWhatBecame(deps, look, plan.hours);
    else if (plan.do === 'wake') await wake(deps, look);
    else reminders.push({ look, kind: plan.do, hours: plan.hours });
  }
  // Where a channel unsubscribed there is no list of several: each is in the thread of its card.
  const { alone = [], together = [] } = Object.groupBy(reminders, ({ look }) =>
    isHomeless(look, scene as ReminderScene) ? 'alone' : 'together',
  );
  for (const reminder of alone)
    result.messages += await leaveReminders(deps, reminder.look.followUp.channel, [reminder]);
  const byChannel = Map.groupBy(together, ({ kind, look }) => channelOf(kind, look.followUp));
  for (const [channel, ofChannel] of byChannel)
    result.messages += await leaveReminders(deps, channel, ofChannel);
  return { ...result, nextAt: await nextFollowUpAt(db) };
}

async function sceneOf(deps: RemindDeps, looks: FollowUpToLookAt[]): Promise<ReminderScene> {
  const { db, timezone = 'UTC' } = deps;
  const now = deps.now();
  const mutes = await mutesInForce(db, now);
  const subscriptions = await listSubscriptions(db);
  const scene: ReminderScene = {
    subscriptions: new Map(subscriptions.map((it) => [it.id, it])),
    mutes,
    calls: new Map(),
    now,
    timezone,
  };
  for (const { followUp } of looks) {
    if (!mutes.some(({ channel }) => channel === followUp.channel)) continue;
    const call = await findCallById(db, followUp.callId);
    if (call !== null) scene.calls.set(call.id, call);
  }
  return scene;
}

/** It is looked at again by the next run, which follows at once. */
function rehome({ db, now }: RemindDeps, look: FollowUpToLookAt, scene: ReminderScene): Promise<boolean> {
  return findNewHome(db, look, scene.subscriptions.values(), now());
}

/** Slack is asked once a pass about each. */
function askedOnce({ isThere }: SlackAboutFollowUps): SlackAboutFollowUps['isThere'] {
  const known = new Map<string, Promise<boolean | null>>();
  return (channel, userId) => {
    const key = `${channel} ${userId}`;
    const answer = known.get(key) ?? isThere(channel, userId);
    known.set(key, answer);
    return answer;
  };
}

async function isOwnerGone(isThere: SlackAboutFollowUps['isThere'], { followUp }: FollowUpToLookAt) {
  const { owner, channel, endedAt } = followUp;
  return owner !== null && endedAt === null && (await isThere(channel, owner)) === false;
}

async function openAgain({ db, now }: RemindDeps, { followUp }: FollowUpToLookAt): Promise<number> {
  const where = { channel: followUp.channel, now: now() };
  const changed = await db
    .transaction()
    .execute((tx) => changeFollowUp(tx, followUp.callId, { kind: 'owner-gone' }, where));
  return changed?.isNew ? 1 : 0;
}

/** Its owner is reminded by the next run, which follows at once. */
async function wake({ db, now }: RemindDeps, look: FollowUpToLookAt): Promise<void> {
  const { callId, channel } = look.followUp;
  await db.transaction().execute(async (tx) => {
    const reminded = afterReminder(look.followUp, look.reminded, 'wake', now());
    if (!(await keepReminded(tx, look, { reminded, nextAt: now() }))) return;
    await changeFollowUp(tx, callId, { kind: 'snooze-over' }, { channel, now: now() });
  });
}
