import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { copiedAtBy, keptCopies, latestCopyMs, oldestFirst } from '../calls/nightly-copy.ts';
import { hourMs } from '../calls/time/durations.ts';
import { type Finding, fine, worthALook, wrong } from './finding.ts';

const about = 'Nightly copies';

interface Copies {
  /** As in `BACKUP_FOLDER`. */
  folder: string | null;
  databaseUrl: string;
  /** Where programs are looked for. */
  path: string;
}

/** Whether `BACKUP_FOLDER` can be written, how old the newest copy in it is, and what Postgres needs for one. */
export async function checkCopies(copies: Copies, now: Instant): Promise<Finding[]> {
  if (copies.folder === null) return [];
  return [...(await folderFindings(resolve(copies.folder), now)), ...(await toolFindings(copies))];
}

async function toolFindings({ databaseUrl, path }: Copies): Promise<Finding[]> {
  if (databaseUrl.startsWith('file:')) return [];
  const missing: string[] = [];
  for (const tool of ['pg_dump', 'pg_restore']) if (!(await isOnPath(tool, path))) missing.push(tool);
  if (missing.length === 0) return [];
  return [
    wrong(
      about,
      `${missing.join(' and ')} not found, so BACKUP_FOLDER gets no copy of Postgres`,
      "install the client tools of the server's version, or unset BACKUP_FOLDER and let the database host make backups",
    ),
  ];
}

async function isOnPath(tool: string, path: string): Promise<boolean> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const isThere = await access(join(folder, tool), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}

async function folderFindings(folder: string, now: Instant): Promise<Finding[]> {
  const there = await stat(folder).catch(() => null);
  if (there !== null && !there.isDirectory()) return [unusable(folder, 'it is not a folder')];
  const fault = await faultOf(there === null ? dirname(folder) : folder);
  if (fault !== null) return [unusable(folder, fault)];
  if (there === null)
    return [fine(about, `will be created in ${folder}; the first copy is made at the next start`)];
  return [await ageFinding(folder, now)];
}

async function faultOf(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `${folder}: ${(error as NodeJS.ErrnoException).code}`;
  }
}

function unusable(folder: string, fault: string): Finding {
  return wrong(
    about,
    `BACKUP_FOLDER (${folder}) can't be written: ${fault}`,
    'create the folder with mode 700, owned by the user that runs the bot',
  );
}

async function ageFinding(folder: string, now: Instant): Promise<Finding> {
  const copies = oldestFirst(await filesIn(folder), now);
  const newest = copies.at(-1);
  if (newest === undefined)
    return worthALook(about, `none in ${folder} yet: the bot makes the first copy when it starts`);
  const ageMs = now - (copiedAtBy(newest) ?? now);
  if (ageMs < -hourMs)
    return worthALook(
      about,
      `the newest in ${folder} has a date in the future: check the clock of this machine`,
    );
  const age = `the newest in ${folder} is ${Math.max(0, Math.round(ageMs / hourMs))} h old`;
  if (ageMs > latestCopyMs) return worthALook(about, `${age}: /readyz says why`);
  if (copies.length <= keptCopies) return fine(about, age);
  return worthALook(about, `${age}, but there are ${copies.length}, not ${keptCopies}: /readyz says why`);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
