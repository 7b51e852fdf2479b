import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A file without a name: whatever ends the process, nothing of it stays behind. */
export interface PassingFile extends AsyncDisposable {
  writing(): Writable;
  reading(): Readable;
  bytes(): Promise<number>;
}

export async function openPassingFile(): Promise<PassingFile> {
  const path = join(tmpdir(), `revox-export-${randomUUID()}.csv`);
  const file: FileHandle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return {
    writing: () => file.createWriteStream({ start: 0, autoClose: false }),
    reading: () => file.createReadStream({ start: 0, autoClose: false }),
    bytes: async () => (await file.stat()).size,
    [Symbol.asyncDispose]: () => file.close(),
  };
}
