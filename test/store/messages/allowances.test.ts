import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/engine/database.ts';
import { type Allowance, takeAllowance } from '../../../src/store/messages/allowances.ts';
import { describeStores, openPostgres } from '../../support/database.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const minute = 60_000;
const three: Allowance = { of: 'share:C0CALLS:U0ANNA', most: 3, withinMs: 10 * minute };

describeStores('an allowance', (open) => {
  it('is free again when its oldest part is as old as it says', async () => {
    await using store = await open();
    const take = (request: string, now: number) => takeAllowance(store.db, [three], { request, now });
    for (const [index, request] of ['a', 'b', 'c'].entries())
      expect(await take(request, noon + index * minute)).toBeNull();
    expect(await take('d', noon + 3 * minute)).toEqual({ allowance: three, freeAt: noon + 10 * minute });
    expect(await take('d', noon + 10 * minute - 1)).not.toBeNull();
    expect(await take('d', noon + 10 * minute)).toBeNull();
    expect(await take('e', noon + 10 * minute)).toMatchObject({ freeAt: noon + 11 * minute });
  });

  it('is taken from all or from none', async () => {
    await using store = await open();
    const ofChannel: Allowance = { of: 'share:C0CALLS', most: 1, withinMs: minute };
    const take = (request: string, allowances: Allowance[], count = 1) =>
      takeAllowance(store.db, allowances, { request, count, now: noon });
    expect(await take('a', [three, ofChannel])).toBeNull();
    expect(await take('b', [three, ofChannel])).toMatchObject({ allowance: ofChannel });
    expect(await take('c', [three], 3)).toMatchObject({ allowance: three });
    expect(await take('d', [three], 2)).toBeNull();
    expect(await take('e', [three])).not.toBeNull();
  });

  it('of a channel is used up by what its people take, each counted once', async () => {
    await using store = await open();
    const ofChannel: Allowance = { of: 'share:C0CALLS', most: 4, withinMs: minute };
    const take = (person: string, request: string) =>
      takeAllowance(store.db, [{ ...three, of: `share:C0CALLS:${person}` }, ofChannel], {
        request,
        now: noon,
      });
    for (const [index, person] of ['U0ANNA', 'U0ANNA', 'U0BEN', 'U0BEN'].entries())
      expect(await take(person, `r${index}`)).toBeNull();
    expect(await take('U0BEN', 'r4')).toMatchObject({ allowance: ofChannel });
  });

  it('is each one’s own', async () => {
    await using store = await open();
    const take = (of: string, request: string) =>
      takeAllowance(store.db, [{ ...three, most: 1, of }], { request, now: noon });
    expect(await take('share:C0CALLS:U0ANNA', 'a')).toBeNull();
    expect(await take('share:C0CALLS:U0BEN', 'b')).toBeNull();
    expect(await take('replay:C0CALLS:U0ANNA', 'c')).toBeNull();
    expect(await take('share:C0CALLS:U0ANNA', 'd')).not.toBeNull();
  });
});

it('an allowance is shared by replicas, also when they are asked at the same time', async () => {
  await using store = await openPostgres();
  const replicas = [openDatabase(store.url), openDatabase(store.url)];
  const asked = Array.from({ length: 12 }, (_, index) =>
    takeAllowance(replicas[index % 2] ?? store.db, [three], { request: `r${index}`, now: noon }),
  );
  const taken = (await Promise.all(asked)).filter((usedUp) => usedUp === null);
  expect(taken).toHaveLength(3);
  for (const replica of replicas) await replica.destroy();
});
