import { type Database, openDatabase } from '../../src/store/engine/database.ts';
import { changeFollowUp } from '../../src/store/follow-ups/change-follow-up.ts';
import type { ServedCall } from '../support/revox-server.ts';

/** One number that somebody asked to be called back at, and what came of it. */
export interface AskedAgain {
  number: string;
  /** The first call that asked: its follow-up is the only one. */
  call: string;
  movedBy: string | null;
  settledBy: string | null;
}

/** Who asks for call-backs: a number is called again and again, until a call reaches somebody who asks for none. */
export interface Askers {
  readonly asked: AskedAgain[];
  /** Makes of a call that reaches somebody what comes next. @returns what is extracted from it. */
  next(call: ServedCall): object;
}

export function askers(): Askers {
  const asked: AskedAgain[] = [];
  let turns = 0;
  return {
    asked,
    next(call) {
      const last = asked.at(-1);
      turns += 1;
      if (last === undefined || last.settledBy !== null || turns % 5 === 0) {
        asked.push({ number: String(call.phone_number), call: call.id, movedBy: null, settledBy: null });
        return { callback_requested: true };
      }
      call.phone_number = last.number;
      if (turns % 2 === 0) last.settledBy = call.id;
      else last.movedBy = call.id;
      return last.settledBy === null ? { callback_requested: true } : {};
    },
  };
}

/** People who press *Take it* on whatever nobody has, two at once. */
export interface Takers {
  /** By the call: who was told that they have it. */
  readonly has: Map<string, string[]>;
  take(): Promise<void>;
}

export function takersOf(databaseUrl: string): Takers {
  const has = new Map<string, string[]>();
  return {
    has,
    async take() {
      await using one = openDatabase(databaseUrl);
      await using other = openDatabase(databaseUrl);
      const open = await one.selectFrom('follow_ups').select('call_id').where('state', '=', 'open').execute();
      for (const { call_id: id } of open) {
        const people: [Database, string][] = [
          [one, 'U0ANNA'],
          [other, 'U0BEN'],
        ];
        const now = Date.now();
        await Promise.all(
          people.map(async ([db, by]) => {
            const event = { kind: 'take', by } as const;
            const where = { channel: null, now };
            const taken = await db.transaction().execute((tx) => changeFollowUp(tx, id, event, where));
            if (taken?.isNew) has.set(id, [...(has.get(id) ?? []), by]);
          }),
        );
      }
    },
  };
}

/** What is missing, and what is there twice, of follow-ups and of who has them. */
export async function judgeFollowUps(
  db: Database,
  asked: AskedAgain[],
  { has }: Pick<Takers, 'has'>,
): Promise<{ lost: string[]; repeated: string[] }> {
  const rows = await db.selectFrom('follow_ups').selectAll().execute();
  const byCall = new Map(rows.map((row) => [row.call_id, row]));
  const lost = asked.flatMap(({ call, movedBy, settledBy }) => {
    const row = byCall.get(call);
    if (row === undefined) return [`the follow-up of ${call}`];
    const isAsItShould = row.settled_by === settledBy && row.moved_by === movedBy;
    return isAsItShould ? [] : [`what became of the follow-up of ${call}: it is ${row.state}`];
  });
  const taken = [...has].filter(([call, people]) => byCall.get(call)?.owner !== people[0]);
  return {
    lost: [...lost, ...taken.map(([call]) => `who has the follow-up of ${call}`)],
    repeated: [
      ...rows.filter(({ call_id }) => !asked.some(({ call }) => call === call_id)).map(extra),
      ...[...has].filter(([, people]) => people.length > 1).map(([call]) => `two people have ${call}`),
    ],
  };
}

function extra({ call_id }: { call_id: string }): string {
  return `a follow-up of ${call_id}, which needs none`;
}
