import { type RawBuilder, sql } from 'kysely';

import type { Database } from '../../src/store/engine/database.ts';

const spans = { hour: 3_600_000, day: 86_400_000 };
const words = sql.raw('status, result, dial_error, end_reason, ended_by, country');

/**
 * What is kept of how many calls ended when, against a count of the stored calls by SQL that knows nothing of the code
 * that keeps it. Empty when all is true: one line for each thing that is not.
 */
export async function miscounted(db: Database): Promise<string[]> {
  const outcomes = between(await linesKept(db), await linesCounted(db));
  return [...outcomes, ...between(await fieldsKept(db), await fieldsCounted(db))];
}

function between(kept: Set<string>, counted: Set<string>): string[] {
  return [
    ...[...counted].filter((line) => !kept.has(line)).map((line) => `counted and not kept: ${line}`),
    ...[...kept].filter((line) => !counted.has(line)).map((line) => `kept and not counted: ${line}`),
  ];
}

async function linesCounted(db: Database): Promise<Set<string>> {
  const lines = new Set<string>();
  await addLines(
    db,
    lines,
    sql`
    select 'ever' as length, 0 as at, ${words}, 'calls' as what, count(*) as number, sum(call_back) as more
    from calls where ended_at is not null group by ${words}`,
  );
  for (const [length, ms] of Object.entries(spans)) {
    const start = sql`ended_at - ((ended_at % ${sql.lit(ms)}) + ${sql.lit(ms)}) % ${sql.lit(ms)}`;
    const calls = sql`(select ${start} as at, calls.* from calls where ended_at is not null) as it`;
    await addLines(
      db,
      lines,
      sql`
      select ${sql.lit(length)} as length, at, ${words}, 'calls' as what, count(*) as number, sum(call_back) as more
      from ${calls} group by at, ${words}`,
    );
    for (const [what, time] of Object.entries({ talk: 'talk_ms', ring: 'answered_at - started_at' }))
      await addLines(
        db,
        lines,
        sql`
        select ${sql.lit(length)} as length, at, ${words}, ${sql.lit(what)} as what, bucket as number, count(*) as more
        from (select at, ${words}, ${bucketOf(time)} as bucket from ${calls}
          where ${sql.raw(time)} is not null) as timed
        group by at, ${words}, bucket`,
      );
  }
  return lines;
}

interface Line {
  length: string;
  at: number;
  what: string;
  number: number;
  more: number;
  [word: string]: unknown;
}

async function addLines(db: Database, lines: Set<string>, query: RawBuilder<unknown>): Promise<void> {
  for (const row of (await query.execute(db)).rows as Line[]) lines.add(lineOf(row));
}

function lineOf(row: Line): string {
  const { length, at, status, result, dial_error, end_reason, ended_by, country, what, number, more } = row;
  const of = JSON.stringify([status, result, dial_error, end_reason, ended_by, country]);
  return `${length} ${new Date(Number(at)).toISOString()} ${of} ${what} ${Number(number)} ${Number(more)}`;
}

/** Whole seconds up to 256; beyond, 128 buckets each time that the time doubles, for 68 years at most. */
function bucketOf(time: string): RawBuilder<number> {
  const longest = 2 ** 31 - 1;
  const seconds = `(case when ${time} < 0 then 0 when (${time}) / 1000 > ${longest} then ${longest}
    else (${time}) / 1000 end)`;
  const doubled = Array.from({ length: 23 }, (_, index) => index + 1);
  const cases = doubled.map(
    (halvings) =>
      `when ${seconds} < ${256 * 2 ** halvings} then ${128 * halvings} + ${seconds} / ${2 ** halvings}`,
  );
  return sql.raw<number>(`case when ${seconds} < 256 then ${seconds} ${cases.join(' ')} end`);
}

async function linesKept(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('tallies')
    .leftJoin('combinations', 'combinations.id', 'tallies.combination')
    .selectAll()
    .execute();
  const lines = new Set<string>();
  for (const row of rows) {
    lines.add(lineOf({ ...row, what: 'calls', number: row.calls, more: row.call_backs }));
    for (const what of ['talk', 'ring'] as const)
      for (const entry of row[what]?.split(',') ?? []) {
        const [number, more = 1] = entry.split(':');
        lines.add(lineOf({ ...row, what, number: Number(number), more: Number(more) }));
      }
  }
  return lines;
}

/** A word, a figure or nothing; of more digits than six somebody could dial the number. */
const mayBeNamed =
  /^(?!(?:\D*\d){7})(?:-?[\d.]+|\p{L}[\p{L}\p{N}+'’]*(?:[ _/&-]{1,3}[\p{L}\p{N}+'’]+){0,3}|)$/u;

async function fieldsCounted(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ name: string; value: string; calls: number }>`
    select name, value, count(*) as calls from call_fields inner join calls using (serial)
    where ended_at is not null group by name, value
  `.execute(db);
  const isNamed = ({ value, calls }: (typeof rows)[number]) =>
    Number(calls) >= 20 && value.length <= 40 && mayBeNamed.test(value);
  const named = new Set(rows.filter(isNamed).map(({ name, value }) => JSON.stringify([name, value])));
  const sums = new Map<string, number[]>();
  for (const [length, ms] of Object.entries(spans)) {
    const start = sql`ended_at - ((ended_at % ${sql.lit(ms)}) + ${sql.lit(ms)}) % ${sql.lit(ms)}`;
    const { rows: each } = await sql<{ name: string; value: string; at: number; counts: string }>`
      select name, value, at, count(*) || ' ' || count(case when result = 'human' then 1 end) || ' ' ||
        count(case when status = 'error' or dial_error is not null then 1 end) as counts
      from (select ${start} as at, name, value, result, status, dial_error
        from call_fields inner join calls using (serial) where ended_at is not null) as it
      group by name, value, at
    `.execute(db);
    for (const { name, value, at, counts } of each) {
      const shown = named.has(JSON.stringify([name, value])) ? value : null;
      const key = `${length} ${new Date(Number(at)).toISOString()} ${JSON.stringify([name, shown])}`;
      const sum = sums.get(key) ?? [0, 0, 0];
      sums.set(
        key,
        counts.split(' ').map((count, index) => Number(count) + (sum[index] as number)),
      );
    }
  }
  return new Set([...sums].map(([key, counts]) => `${key} ${counts.join(' ')}`));
}

async function fieldsKept(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('field_values')
    .leftJoin('field_tallies', 'field_tallies.value_id', 'field_values.id')
    .selectAll()
    .execute();
  return new Set(
    rows.map(({ name, is_named, value, length, at, calls, answered, failed }) => {
      const when = at === null ? 'never' : new Date(Number(at)).toISOString();
      return `${length} ${when} ${JSON.stringify([name, is_named === 1 ? value : null])} ${calls} ${answered} ${failed}`;
    }),
  );
}
