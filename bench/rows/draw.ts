/** A number from 0 (included) to 1 (not) that depends on nothing but its arguments, so that every run has the same calls. */
export function draw(serial: number, salt: number): number {
  let mixed = Math.imul(serial ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

export function pick<T>(serial: number, salt: number, choices: readonly T[]): T {
  return choices[Math.floor(draw(serial, salt) * choices.length)] as T;
}

/** A choice by weights; they need not add up to anything. */
export function weigh<T>(serial: number, salt: number, weighted: readonly (readonly [T, number])[]): T {
  let left = draw(serial, salt) * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of weighted) {
    left -= weight;
    if (left < 0) return choice;
  }
  return weighted[0]?.[0] as T;
}
