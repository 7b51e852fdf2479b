import type { CallList } from './call-list.ts';

/** Close enough for a progress bar: off by at most one part in this many. */
const parts = 16;

/** About how many rows the list holds, which the API does not say: it takes a few dozen pages, however long it is. */
export async function countRows(list: CallList): Promise<number> {
  const { size, rows, last } = await list.readPage(0);
  if (last) return rows.length;
  let within = 0;
  let beyond = 1;
  while (!(await endsAt(list, beyond))) {
    within = beyond;
    beyond *= 2;
  }
  while (beyond - within > Math.max(1, beyond / parts)) {
    const middle = Math.floor((within + beyond) / 2);
    if (await endsAt(list, middle)) beyond = middle;
    else within = middle;
  }
  return beyond * size;
}

async function endsAt(list: CallList, index: number): Promise<boolean> {
  return (await list.readPage(index)).last;
}
