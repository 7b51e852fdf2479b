import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';

import type { ExportedCall } from '../store/exports/export-pages.ts';
import { headerOf, rowOf } from './columns.ts';

/** More columns than this are no table any more. */
const mostFields = 100;

/** The fields of structured output that any of the calls has, and how many calls there are. */
export async function surveyOf(
  pages: AsyncIterable<ExportedCall[]>,
): Promise<{ calls: number; fields: string[] }> {
  const fields = new Set<string>();
  let calls = 0;
  for await (const page of pages) {
    calls += page.length;
    for (const { structuredOutput } of page) {
      for (const name of Object.keys(structuredOutput ?? {})) if (fields.size < mostFields) fields.add(name);
    }
  }
  return { calls, fields: [...fields] };
}

const csv = {
  record_delimiter: 'windows',
  // Its own default quotes only the two together, and a spreadsheet begins a line at either.
  quoted_match: /[\r\n]/,
} as const;

/**
 * As RFC 4180 has it, with a mark that lets spreadsheets read it as UTF-8.
 */
export async function writeCsv(
  pages: AsyncIterable<ExportedCall[]>,
  to: NodeJS.WritableStream,
  { fields, masked }: { fields: string[]; masked: boolean },
): Promise<void> {
  await pipeline(textOf(pages, fields, masked), to);
}

/** A page at once: to hand each row from stream to stream takes as long as all else. */
async function* textOf(pages: AsyncIterable<ExportedCall[]>, fields: string[], masked: boolean) {
  yield stringify([headerOf(fields, masked)], { ...csv, bom: true });
  for await (const page of pages)
    yield stringify(
      page.map((call) => rowOf(call, fields, masked)),
      csv,
    );
}
