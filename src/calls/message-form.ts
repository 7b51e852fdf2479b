import type { z } from 'zod';
import type { Instant } from './call.ts';
import type { MessageKind, Rank } from './message.ts';
import type { sharedPage } from './shared-list.ts';

/** What a message shows beside its own words and the calls that the news names with it. */
export type Shown =
  | { kind: 'calls'; ids: string[] }
  | { kind: 'days'; from: Instant; to: Instant; filter: string }
  | { kind: 'page'; page: z.output<typeof sharedPage> }
  | { kind: 'mute'; id: string }
  | { kind: 'changes'; ids: string[] };

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
