import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

import type { Instant } from '../calls/call.ts';
import type { Subject } from '../calls/message.ts';
import { mayBeRepeat } from '../calls/restored.ts';
import { atOnce, type Telling } from '../calls/telling.ts';
import { type CallTopic, isAboutCalls } from '../calls/topics/index.ts';
import { bundleOf } from '../store/bundles.ts';
import type { Store } from '../store/database.ts';
import { digestOf } from '../store/digests.ts';
import { emptied } from '../store/forget-number.ts';
import { findIncident } from '../store/incidents.ts';
import type { Message } from '../store/messages.ts';
import { findMute } from '../store/mutes.ts';
import { noticeOf } from '../store/notices.ts';
import { replayOf } from '../store/replays.ts';
import { lastRestored } from '../store/restored.ts';
import { announcedChange, findChange } from '../store/settings.ts';
import { sharedListOf } from '../store/shared-lists.ts';
import { unsentBefore } from '../store/unsent-days.ts';
import { telling } from './telling.ts';

const digestSubject = z.object({
  date: z.string(),
  days: z.number().default(1),
  timezone: z.string(),
  filter: z.string(),
  slotAt: z.number(),
});

/** What a message tells of, as it is now; null when nothing is left to tell. */
export async function subjectOf(store: Store, message: Message, now: Instant): Promise<Subject | null> {
  const subject = await toldBy(store, message, now);
  if (subject === null || message.kind === 'notice' || subject.kind === 'erased') return subject;
  const restored = await lastRestored(store);
  if (restored === null) return subject;
  const isRepeat = mayBeRepeat({ ...message, happenedAt: happenedAt(subject, message) }, restored);
  return isRepeat ? { ...subject, repeatSince: restored.copiedAt } : subject;
}

/** When the first of what is told happened; null for what a person asked for. */
function happenedAt(subject: Subject, message: Message): Instant | null {
  switch (subject.kind) {
    case 'calls':
    case 'errors':
      return subject.telling?.isReplay ? null : subject.bundle.from;
    case 'incident':
      return subject.incident.openedAt;
    case 'incident-closing':
      return subject.incident.closedAt;
    case 'digest':
      return digestSubject.parse(message.subject).slotAt;
    default:
      return null;
  }
}

async function toldBy(store: Store, message: Message, now: Instant): Promise<Subject | null> {
  if (isDeepStrictEqual(message.subject, emptied)) return { kind: 'erased' };
  const changeId = announcedChange(message);
  if (changeId !== null) return settingSubject(store, changeId);
  if (isAboutCalls(message.kind)) return callsSubject(store, message, message.kind);
  switch (message.kind) {
    case 'incident': {
      const incident = message.incidentId === null ? null : await findIncident(store, message.incidentId);
      if (incident === null) return null;
      return message.threadTs === null
        ? { kind: 'incident', incident, counted: message.calls }
        : { kind: 'incident-closing', incident };
    }
    case 'digest': {
      const query = digestSubject.parse(message.subject);
      const digest = await digestOf(store, { ...query, now });
      return { kind: 'digest', digest: { ...digest, unsent: await unsentBefore(store, message) } };
    }
    case 'notice':
      return noticeOf(message);
    case 'replay':
      return replaySubject(store, message);
  }
}

async function settingSubject(store: Store, id: string): Promise<Subject | null> {
  const change = await findChange(store, id);
  return change && { kind: 'setting', change };
}

async function callsSubject(store: Store, message: Message, kind: CallTopic): Promise<Subject | null> {
  const list = await sharedListOf(store, message);
  if (list !== null) return list.calls.length === 0 ? null : { kind: 'list', list };
  return bundleSubject(store, message, kind);
}

/** The first message says what is retold, the others retell it. */
async function replaySubject(store: Store, message: Message): Promise<Subject | null> {
  const replay = replayOf(message);
  if (replay !== null) return { kind: 'replay', replay };
  const bundle = await bundleOf(store, message.id, message.createdAt);
  return bundle && { kind: 'calls', bundle, telling: { ...atOnce, isReplay: true } };
}

/** What is in the thread of a message is of the same calls. */
async function bundleSubject(store: Store, message: Message, kind: CallTopic): Promise<Subject | null> {
  const bundle = await bundleOf(store, message.parentId ?? message.id, message.createdAt);
  return bundle && { kind, bundle, telling: await tellingOf(store, message) };
}

async function tellingOf(store: Store, { subject }: Message): Promise<Telling> {
  const { cards, mention = null, since = null, mute } = telling.parse(subject);
  return {
    form: cards ?? 'whole',
    mention,
    since,
    mute: mute === undefined ? null : await findMute(store, mute),
    isReplay: false,
  };
}
