import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A file without a name: whatever ends the process, nothing of it stays behind. */
export type PassingFile = Awaited<ReturnType<typeof openPassingFile>>;

export async function openPassingFile(folder: string) {
  const path = join(folder, `revox-export-${randomUUID()}.csv`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  // By its number, since streams of the handle itself would keep it from closing.
  const whole = { fd: file.fd, start: 0, autoClose: false };
  return {
    writing: () => createWriteStream(path, whole),
    reading: () => createReadStream(path, whole),
    bytes: async () => (await file.stat()).size,
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** What kept a file from being made, in the word of the system; null where it was something else. */
export function fileFault(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return ['open', 'write', 'unlink'].includes(String(error.syscall)) ? String(error.code) : null;
}
