import { z } from 'zod';
import { reminderKinds, unsaids } from './follow-ups/reminders.ts';
import type { MessageKind, Rank } from './message.ts';
import { messageForm, type Shown } from './message-form.ts';
import { sharedPage } from './shared-list.ts';
import { daysUpTo } from './time/local-day.ts';
import { callTopics } from './topics/index.ts';

/** An id, a date or a zone: never words that a person chose. What is a plain string in a row may name somebody. */
const ours = z.string().brand<'ours'>();

const group = z.object({ id: ours, handle: ours }).nullable();

/** Names of the extracted fields that make the headline of a call, where somebody chose them. */
const headline = z.array(ours).readonly().optional();

/** A row that holds nothing of its own. */
const bare = {
  row: z.object({}),
  quotes: 'nothing',
  shows: 'nothing',
  ifRefused: 'park',
  ifUnread: 'park',
} as const;

/** Nobody waits for it who has no answer yet. */
const ofNoCalls = { kinds: ['notice'], ifRefused: 'leave-out', ifUnread: 'leave-out' } as const;

const digest = messageForm({
  ...bare,
  kinds: ['digest'],
  rank: 'news',
  row: z.object({
    date: ours,
    days: z.number().default(1),
    timezone: ours,
    filter: z.string(),
    slotAt: z.number(),
  }),
  quotes: ({ filter }) => [filter],
  shows: ({ date, days, timezone, filter }) => ({ kind: 'days', ...daysUpTo(date, days, timezone), filter }),
});

/** Every form there is, by the word in its row. */
export const messageForms = {
  bundle: messageForm({
    ...bare,
    kinds: callTopics,
    rank: 'by topic',
    row: z.object({
      cards: z.literal('compact').optional(),
      headline,
      mention: z.object({ id: ours, handle: ours }).optional(),
      /** When the first of the calls was found, where that is a while ago. */
      since: z.number().optional(),
    }),
  }),
  /** What a compact bundle leaves out, in its thread. */
  detail: messageForm({ ...bare, kinds: callTopics, rank: 'by topic' }),
  /** What a mute held back, once it is over. */
  muted: messageForm({
    ...bare,
    kinds: callTopics,
    rank: 'by topic',
    row: z.object({ mute: ours, headline }),
    shows: ({ mute: id }) => ({ kind: 'mute', id }),
  }),
  /** What needs nobody, over one day. It grows by edits. */
  daily: messageForm({
    ...bare,
    kinds: ['errors'],
    rank: 'news',
    row: z.object({ date: ours, timezone: ours }),
  }),
  digest,
  /** What does not fit on one screen, in its thread. */
  'digest-rest': digest,
  /** One that a person was shown, for all to see. */
  'digest-shared': { ...digest, rank: 'asked' as const },
  /** The card. */
  incident: messageForm({ ...bare, kinds: ['incident'], rank: 'card' }),
  /** The one line in the thread of the card. */
  'incident-closed': messageForm({ ...bare, kinds: ['incident'], rank: 'alert' }),
  /** Of the kind of news that was set, without calls. */
  change: messageForm({
    ...bare,
    kinds: [...callTopics, 'incident', 'digest'],
    rank: 'asked',
    row: z.object({
      change: ours,
      /** What was changed with it, by one click or one command. */
      also: z.array(ours).optional(),
    }),
    shows: ({ change, also = [] }) => ({ kind: 'changes', ids: [change, ...also] }),
    ifRefused: 'leave-out',
  }),
  /** A page of a list. */
  share: messageForm({
    ...bare,
    kinds: ['calls'],
    rank: 'asked',
    row: z.object({ sharedBy: ours, page: sharedPage }),
    quotes: ({ page }) => [page.filter],
    shows: ({ page }) => ({ kind: 'page', page }),
    ifRefused: 'leave-out',
  }),
  /** The first message of the thread in which calls are replayed. */
  replay: messageForm({
    ...bare,
    kinds: ['replay'],
    rank: 'asked',
    row: z.object({
      askedBy: ours,
      /** Canonical filter words, without those about time; empty means every call. */
      filter: z.string(),
      from: z.number(),
      to: z.number(),
      calls: z.number(),
    }),
    quotes: ({ filter }) => [filter],
  }),
  /** Some of the calls, in that thread. */
  retold: messageForm({ ...bare, kinds: ['replay'], rank: 'asked' }),
  /** To one person, the first time they open the Messages tab. */
  welcome: messageForm({
    ...bare,
    ...ofNoCalls,
    rank: 'asked',
    row: z.object({ welcome: z.literal(true) }),
  }),
  /** To admins: Revox uses states of calls that this version does not know. */
  'unknown-state': messageForm({
    ...bare,
    ...ofNoCalls,
    rank: 'asked',
    row: z.object({ states: z.array(z.string()) }),
    quotes: ({ states }) => states,
  }),
  /** One call that is to be returned, in the thread of its card. */
  'follow-up-reminder': messageForm({
    ...bare,
    kinds: callTopics,
    rank: 'news',
    row: z.object({ call: ours, reminder: z.enum(reminderKinds), owner: ours.nullable(), group }),
  }),
  /** Several of them, or one where nobody can be mentioned. At most one a day and channel is no reply. */
  'follow-ups-due': messageForm({
    ...bare,
    kinds: callTopics,
    rank: 'news',
    row: z.object({
      calls: z.array(
        z.object({
          call: ours,
          reminder: z.enum(reminderKinds),
          owner: ours.nullable(),
          group,
          /** To the card; null where Slack gave none. */
          link: ours.nullable(),
        }),
      ),
    }),
    shows: ({ calls }) => ({ kind: 'calls', ids: calls.map(({ call }) => call) }),
  }),
  /** What became of a follow-up, in the thread of its card, to who has it or had it. */
  'follow-up-said': messageForm({
    ...bare,
    kinds: callTopics,
    rank: 'news',
    row: z.object({ call: ours, what: z.enum(unsaids), owner: ours, group }),
  }),
  /** To each admin, once: the bot runs and no channel is subscribed. */
  'first-run': messageForm({ ...bare, ...ofNoCalls, rank: 'asked' }),
  /** To a channel that the bot was invited to, once. */
  invited: messageForm({ ...bare, ...ofNoCalls, rank: 'asked' }),
  /** To a channel that a person has just subscribed. */
  test: messageForm({ ...bare, ...ofNoCalls, rank: 'asked', row: z.object({ by: ours }) }),
  /** What any of them becomes once nothing may be left of it. */
  erased: messageForm({ ...bare, kinds: [], rank: 'asked' }),
};

export type FormName = keyof typeof messageForms;

type RowSchema<Form extends FormName> = (typeof messageForms)[Form]['row'];

/** What a message of the form holds. */
export type RowOf<Form extends FormName> = z.output<RowSchema<Form>>;

/** The same as it is left in the outbox. */
export type RowToLeave<Form extends FormName> = z.input<RowSchema<Form>>;

/** What its metadata may call it. */
export type MetadataKind<Form extends FormName> = (typeof messageForms)[Form]['kinds'][number];

/** The rows by which erasing asks. */
export const formsThatSayMore = (Object.keys(messageForms) as FormName[]).filter((form) => {
  const { quotes, shows } = messageForms[form];
  return quotes !== 'nothing' || shows !== 'nothing';
});

interface AnyForm {
  row: z.ZodType;
  quotes: ((row: never) => string[]) | 'nothing';
  shows: ((row: never) => Shown) | 'nothing';
}

/** Words of a row that may name a person, and what it shows. What cannot be read may be anybody's words. */
export function saidBy(form: FormName, subject: unknown): { quotes: string[]; shows: Shown | null } {
  const { row, quotes, shows }: AnyForm = messageForms[form];
  const { success, data } = row.safeParse(subject);
  if (!success) return { quotes: [JSON.stringify(subject)], shows: null };
  return {
    quotes: quotes === 'nothing' ? [] : quotes(data as never),
    shows: shows === 'nothing' ? null : shows(data as never),
  };
}

export function rankOf(form: FormName, kind: MessageKind): Rank {
  const { rank } = messageForms[form];
  if (rank !== 'by topic') return rank;
  return kind === 'errors' ? 'alert' : 'news';
}
