import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Conversations repeat themselves: they take less than half the space. */
export function packText(text: string): Buffer {
  const bytes = Buffer.from(text);
  // Without its length the library makes room for a text of any size, which takes longer than the work itself.
  return zstdCompressSync(bytes, { pledgedSrcSize: bytes.length, chunkSize: 4096 });
}

export function unpackText(packed: Uint8Array): string {
  return zstdDecompressSync(packed).toString();
}
