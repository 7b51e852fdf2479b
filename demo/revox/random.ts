/** A seeded source of chance, held as plain data so that it travels in the emulator's state and snapshots. */
export interface Random {
  state: number;
}

export function seeded(seed: number): Random {
  return { state: seed >>> 0 };
}

/** 0 included to 1 excluded: the mulberry32 generator. */
export function draw(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) >>> 0;
  let bits = random.state;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}

/** An integer, both ends included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(draw(random) * (most - least + 1));
}

export function chance(random: Random, probability: number): boolean {
  return draw(random) < probability;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(draw(random) * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

export function pickWeighted<Item>(random: Random, items: readonly (readonly [Item, number])[]): Item {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let left = draw(random) * total;
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  throw new Error('There is nothing to pick from.');
}
