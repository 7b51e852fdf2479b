import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { latestCopyMs, nightlyName } from '../calls/nightly-copy.ts';
import { type Finding, fine, worthALook, wrong } from './finding.ts';

const about = 'Nightly copies';
const hourMs = 3_600_000;

/** Whether `BACKUP_FOLDER` can be written, and how old the newest copy in it is. */
export async function checkCopies(backupFolder: string | null, now: Instant): Promise<Finding[]> {
  if (backupFolder === null) return [];
  const folder = resolve(backupFolder);
  const there = await stat(folder).catch(() => null);
  if (there !== null && !there.isDirectory()) return [unusable(folder, 'it is no folder')];
  const fault = await faultOf(there === null ? dirname(folder) : folder);
  if (fault !== null) return [unusable(folder, fault)];
  if (there === null) return [fine(about, `will be made in ${folder}, the first at the next start`)];
  return [await ageFinding(folder, now)];
}

async function faultOf(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `${folder}: ${(error as NodeJS.ErrnoException).code}`;
  }
}

function unusable(folder: string, fault: string): Finding {
  return wrong(
    about,
    `BACKUP_FOLDER (${folder}) can't be written: ${fault}`,
    'make the folder, as that of the user that runs the bot, with mode 700',
  );
}

async function ageFinding(folder: string, now: Instant): Promise<Finding> {
  const newest = (await readdir(folder))
    .filter((name) => nightlyName.test(name))
    .sort()
    .at(-1);
  if (newest === undefined)
    return worthALook(about, `none in ${folder} yet: the bot makes the first as it starts`);
  const ageMs = now - (await stat(join(folder, newest))).mtimeMs;
  const age = `the newest in ${folder} is ${Math.max(0, Math.round(ageMs / hourMs))} h old`;
  return ageMs <= latestCopyMs ? fine(about, age) : worthALook(about, `${age}: /readyz says why`);
}
