/** The candidate that was probably meant, or null when none is near enough to be more than a guess. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  return allNearest(word, candidates).nearest[0] ?? null;
}

/** All that are equally near, and by how many slips; none where none is near enough. */
export function allNearest(
  word: string,
  candidates: readonly string[],
  lettersToASlip = 3,
): { nearest: string[]; distance: number } {
  if (word.length > longestWord) return { nearest: [], distance: Number.POSITIVE_INFINITY };
  const begun = candidates.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
  if (begun.length === 1) return { nearest: begun, distance: 1 };
  const allowed = Math.min(3, Math.floor(word.length / lettersToASlip));
  const near = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= allowed)
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= allowed);
  const distance = Math.min(...near.map((it) => it.distance));
  return {
    nearest: near.filter((it) => it.distance === distance).map(({ candidate }) => candidate),
    distance,
  };
}

/** Comparing takes time by the product of both lengths, and anyone may type a message of 100,000 letters. */
const longestWord = 100;

/** Letters to add, drop, replace or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped = areSwapped(from, to, row, column) ? at(beforeLast, column - 2) + 1 : replaced;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}

function areSwapped(from: string, to: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
}

function at(numbers: number[], index: number): number {
  return numbers[index] as number;
}
