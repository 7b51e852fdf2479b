import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { nightlyName } from '../calls/nightly-copy.ts';
import { partialEnding } from './write-whole.ts';

/** A week of nights. */
const kept = 7;
const hourMs = 3_600_000;

/** The name says that the bot made it by itself, and may remove it; what people made is theirs. */
export function nameOfNightly(url: string, now: Instant): string {
  const extension = url.startsWith('file:') ? 'db' : 'dump';
  return `revox-nightly-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.${extension}`;
}

/** Oldest first. */
async function nightlyCopies(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => nightlyName.test(name)).sort();
}

/** All but the newest seven go. */
export async function prune(folder: string): Promise<void> {
  for (const name of (await nightlyCopies(folder)).slice(0, -kept)) await rm(join(folder, name));
}

/** What a copy left that was ended before it was whole. */
export function removePartialsOf(target: string, folder: string): Promise<void> {
  return removePartials(folder, async (name) => name.startsWith(`.${basename(target)}.`));
}

/** What nobody has written to for an hour is of a process that is gone. */
export function removeOldPartials(folder: string, now: Instant): Promise<void> {
  return removePartials(folder, async (name) => {
    const { mtimeMs } = await stat(join(folder, name));
    return now - mtimeMs > hourMs;
  });
}

async function removePartials(folder: string, isLeft: (name: string) => Promise<boolean>): Promise<void> {
  const partials = (await readdir(folder)).filter(isPartial);
  for (const name of partials) if (await isLeft(name)) await rm(join(folder, name), { force: true });
}

/** With the journal that SQLite keeps beside it. */
function isPartial(name: string): boolean {
  return name.startsWith('.revox-') && name.replace(/-(journal|wal|shm)$/, '').endsWith(partialEnding);
}
