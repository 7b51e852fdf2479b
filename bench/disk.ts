import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls/calls.ts';
import { openDatabase } from '../src/store/engine/database.ts';
import type { Figures } from './row.ts';
import { history } from './rows/history.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** What the parts of a call take on disk, every index and the empty parts of pages included. */
export async function disk(scale: Scale, stores: Stores): Promise<Figures> {
  const calls = scale.of(20_000, 500);
  const past = history(calls);
  const rows = Array.from(
    { length: calls },
    (_, serial) => readRow(JSON.parse(past.row(serial))) as ReadCall,
  );
  const without = rows.map((row) => ({ ...row, call: { ...row.call, transcript: null } }));
  const whole = await bytesOf(stores, rows, past.until);
  const bare = await bytesOf(stores, without, past.until);
  const texts = rows.flatMap(({ call }) =>
    call.transcript === null ? [] : [JSON.stringify(call.transcript)],
  );
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    'bytes a call without transcripts': { value: bare / calls },
    'bytes a transcript, of which 6 in 10 calls have one': { value: (whole - bare) / texts.length },
    'transcripts take so many times less than as JSON': { value: textBytes / (whole - bare) },
  };
}

async function bytesOf(stores: Stores, rows: ReadCall[], until: number): Promise<number> {
  await using place = await stores.empty();
  await using db = openDatabase(place.url);
  for (let start = 0; start < rows.length; start += 2_000) {
    const rules = { now: until, firstStartAt: until, importing: true };
    await db.transaction().execute((tx) => saveCalls(tx, rows.slice(start, start + 2_000), rules));
  }
  return await stores.bytesOf(db);
}
