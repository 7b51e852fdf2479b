import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import { inPieces } from '../engine/pieces.ts';

/** A row of the API that this reader could not make sense of, kept whole. */
export interface SetAsideRow {
  key: string;
  /** Empty once it is erased. */
  raw: string;
  reason: string;
}

export async function knownSetAside(store: Store, keys: string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for await (const some of inPieces(keys)) {
    const rows = await store.selectFrom('set_aside').select('key').where('key', 'in', some).execute();
    for (const { key } of rows) known.add(key);
  }
  return known;
}

export async function setAside(
  tx: Store,
  rows: SetAsideRow[],
  { reader, now }: { reader: number; now: Instant },
): Promise<void> {
  for (const { key, raw, reason } of rows) {
    const row = { key, raw, reason };
    await tx
      .insertInto('set_aside')
      .values({ ...row, reader, first_seen_at: now, last_seen_at: now })
      // One that was erased stays so.
      .onConflict((it) =>
        it.column('key').doUpdateSet((is) => ({
          raw: is.case().when('set_aside.raw', '=', '').then('').else(raw).end(),
          reason,
          reader,
          last_seen_at: now,
        })),
      )
      .execute();
  }
}

/** What an earlier reader refused, for this one to try. */
export async function setAsideByOthers(store: Store, reader: number, limit: number): Promise<SetAsideRow[]> {
  return store
    .selectFrom('set_aside')
    .select(['key', 'raw', 'reason'])
    .where('reader', '!=', reader)
    .where('raw', '!=', '')
    .orderBy('key')
    .limit(limit)
    .execute();
}

/** They can be read after all, as one that is repaired at the source. */
export async function takeBack(tx: Store, keys: string[]): Promise<void> {
  const any = await tx.selectFrom('set_aside').select('key').limit(1).executeTakeFirst();
  if (any === undefined) return;
  for await (const some of inPieces(keys))
    await tx.deleteFrom('set_aside').where('key', 'in', some).execute();
}
