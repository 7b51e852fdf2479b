import { access, constants, mkdir, stat } from 'node:fs/promises';

/** Makes the folder where there is none yet. @throws in a sentence when no copy can be written there. */
export async function openFolder(folder: string): Promise<void> {
  try {
    const there = await stat(folder).catch(nullIfMissing);
    if (there === null) await mkdir(folder, { mode: 0o700 });
    else if (!there.isDirectory()) throw new Error('it is not a folder');
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(
      `BACKUP_FOLDER (${folder}) can't be written: ${reasonOf(error as NodeJS.ErrnoException)}`,
    );
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  const reason = reasons[code ?? ''];
  return reason === undefined ? (code ?? message) : `${reason} (${code})`;
}

const reasons: Record<string, string> = {
  EACCES: 'the user that runs the bot has no permission',
  EDQUOT: 'the quota is exceeded',
  ENOENT: 'its parent folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'one of its parent folders is a file',
  EPERM: 'the user that runs the bot has no permission',
  EROFS: 'it is mounted read-only',
};
