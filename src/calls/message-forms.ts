import { z } from 'zod';
import type { Instant } from './call.ts';
import type { MessageKind, Rank } from './message.ts';
import { sharedPage } from './shared-list.ts';
import { daysUpTo } from './time/local-day.ts';
import { callTopics } from './topics/index.ts';

/** An id, a date or a zone: never words that a person chose. What is a plain string in a row may name somebody. */
const ours = z.string().brand<'ours'>();

/** What a message shows beside its own words and the calls that the news names with it. */
export type Shown =
  | { kind: 'days'; from: Instant; to: Instant; filter: string }
  | { kind: 'page'; page: z.output<typeof sharedPage> }
  | { kind: 'mute' | 'change'; id: string };

/** What a message is, as its row says. */
export interface MessageForm<Kind extends MessageKind = MessageKind, Row extends z.ZodType = z.ZodType> {
  /** What its metadata may call it. */
  kinds: readonly Kind[];
  /** Whether it goes first in its channel. Of calls, errors do. */
  rank: Rank | 'by topic';
  /** What the row holds, as any version wrote it. */
  row: Row;
  /** Words of the row that may name a person. Erasing goes by them. */
  quotes: Quoting<z.output<Row>>;
  shows: ((row: z.output<Row>) => Shown) | 'nothing';
  /** Where Slack refuses the channel. `leave-out`: best effort: the person already got an answer, so nothing is parked. */
  ifRefused: 'park' | 'leave-out';
  /** Where nobody can tell whether it was posted: the manifest has no scope to read direct messages. */
  ifUnread: 'park' | 'leave-out';
}

/** Only a row without words of anybody may say that it quotes nothing. */
type Quoting<Row> = ((row: Row) => string[]) | ([WordsIn<Row>] extends [never] ? 'nothing' : never);

type WordsIn<Value> = string extends Value
  ? Value
  : Value extends readonly (infer Item)[]
    ? WordsIn<Item>
    : Value extends string
      ? never
      : Value extends object
        ? { [Key in keyof Value]-?: WordsIn<Value[Key]> }[keyof Value]
        : never;

/** Keeps the types of its row. */
export function messageForm<const Kind extends MessageKind, Row extends z.ZodType>(
  form: MessageForm<Kind, Row>,
): MessageForm<Kind, Row> {
  return form;
}

/** A row that holds nothing of its own. */
const bare = {
  row: z.object({}),
  quotes: 'nothing',
  shows: 'nothing',
  ifRefused: 'park',
  ifUnread: 'park',
} as const;

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
      headline: z.array(ours).readonly().optional(),
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
    row: z.object({ mute: ours }),
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
  incident: messageForm({ ...bare, kinds: ['incident'], rank: 'alert' }),
  /** The one line in the thread of the card. */
  'incident-closed': messageForm({ ...bare, kinds: ['incident'], rank: 'alert' }),
  /** Of the kind of news that was set, without calls. */
  change: messageForm({
    ...bare,
    kinds: [...callTopics, 'incident', 'digest'],
    rank: 'asked',
    row: z.object({ change: ours }),
    shows: ({ change: id }) => ({ kind: 'change', id }),
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
    kinds: ['notice'],
    rank: 'asked',
    row: z.object({ welcome: z.literal(true) }),
    ifRefused: 'leave-out',
    ifUnread: 'leave-out',
  }),
  /** To admins: Revox uses states of calls that this version does not know. */
  'unknown-state': messageForm({
    ...bare,
    kinds: ['notice'],
    rank: 'asked',
    row: z.object({ states: z.array(z.string()) }),
    quotes: ({ states }) => states,
    ifRefused: 'leave-out',
    ifUnread: 'leave-out',
  }),
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
