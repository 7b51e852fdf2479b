import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const unpackers: Record<string, () => NodeJS.ReadWriteStream & AsyncIterable<Uint8Array>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it was before it was packed. Some gateways compress what nobody asked them to. */
export function unpacked(body: Readable, encoding = 'identity'): AsyncIterable<Uint8Array> {
  const unpacker = unpackers[encoding.trim().toLowerCase()]?.();
  if (unpacker === undefined) return body;
  // What fails is told to whoever reads.
  return pipeline(body, unpacker as ReturnType<typeof createGunzip>, () => undefined);
}
