import { pathToFileURL } from 'node:url';

import { isBundled, root } from './bundle.ts';

/** Those whose messages are known to quote what they were given between quotation marks, or not at all. */
const known = /^(@slack\/|(kysely|pg|pg-[\w-]+|undici|node-cron|zod)(\/|\.js$))/;

export interface Layout {
  root: string;
  isBundled: boolean;
}

/**
 * Who wrote the code at a place of a stack: the path of a file, or of a URL, or `node:` and a name.
 *
 * @param layout A bundle has a file for each package in `packages/`, and may itself be in the `node_modules` of others.
 */
export function whoseCode(
  place: string,
  layout: Layout = { root: pathToFileURL(root).pathname, isBundled },
): 'ours' | 'known' | 'unknown' {
  if (place.startsWith('node:')) return 'known';
  const inside = place.startsWith(`${layout.root}/`) ? place.slice(layout.root.length + 1) : null;
  const name = packageIn(inside ?? place, layout.isBundled && inside !== null);
  if (name === null) return inside === null ? 'unknown' : 'ours';
  return known.test(name) ? 'known' : 'unknown';
}

function packageIn(path: string, isOfBundle: boolean): string | null {
  if (isOfBundle) return path.startsWith('packages/') ? path.slice('packages/'.length) : null;
  const [, name] = /^(?:.*\/)?node_modules\/(.+)$/.exec(path) ?? [];
  return name ?? null;
}
