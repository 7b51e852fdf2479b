import { sql } from 'kysely';

import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls.ts';
import { migrate, openDatabase } from '../src/store/database.ts';
import { atLeast, type Row } from './row.ts';
import { history } from './rows/history.ts';
import type { Scale } from './scale.ts';
import { removeDatabase, scratchPath } from './stored-history.ts';

/** What one call takes on disk, every index and the empty parts of pages included. */
export async function disk(scale: Scale): Promise<Row[]> {
  const calls = scale.of(200_000, 500);
  const past = history(calls);
  const rows = Array.from(
    { length: calls },
    (_, serial) => readRow(JSON.parse(past.row(serial))) as ReadCall,
  );
  const without = rows.map((row) => ({ ...row, call: { ...row.call, transcript: null } }));
  const whole = await bytesOf(rows, past.until);
  const bare = await bytesOf(without, past.until);
  const texts = rows.flatMap(({ call }) =>
    call.transcript === null ? [] : [JSON.stringify(call.transcript)],
  );
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return [
    { figure: 'bytes a call', value: whole / calls, unit: 'B' },
    { figure: 'bytes a call without transcripts', value: bare / calls, unit: 'B' },
    {
      figure: 'bytes a transcript, of which 6 in 10 calls have one',
      value: (whole - bare) / texts.length,
      unit: 'B',
    },
    {
      figure: 'transcripts take so many times less than as JSON',
      value: textBytes / (whole - bare),
      unit: '×',
      budget: atLeast(2),
    },
  ];
}

async function bytesOf(rows: ReadCall[], until: number): Promise<number> {
  const path = scratchPath();
  await using db = openDatabase(`file:${path}`);
  await migrate(db);
  await sql`pragma synchronous = off`.execute(db);
  for (let start = 0; start < rows.length; start += 2_000) {
    const rules = { now: until, firstStartAt: until, importing: true };
    await db.transaction().execute((tx) => saveCalls(tx, rows.slice(start, start + 2_000), rules));
  }
  const size = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count, pragma_page_size
  `.execute(db);
  removeDatabase(path);
  return size.rows[0]?.bytes ?? 0;
}
