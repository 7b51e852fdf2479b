import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { surveyOf, writeCsv } from '../../src/exports/write-csv.ts';
import type { ExportedCall } from '../../src/store/exports/export-pages.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';

function exported(different: Partial<ExportedCall> = {}): ExportedCall {
  const { transcript: _, recordingUrl: __, unknownFields: ___, ...call } = sampleCall();
  return { ...call, country: 'FR', followUp: 'done', ...different };
}

async function* inPages(calls: ExportedCall[]) {
  yield calls.slice(0, 1);
  yield calls.slice(1);
}

async function csvOf(calls: ExportedCall[], masked = true): Promise<string> {
  const { fields } = await surveyOf(inPages(calls));
  const out = new PassThrough();
  const [csv] = await Promise.all([buffer(out), writeCsv(inPages(calls), out, { fields, masked })]);
  return csv.toString();
}

/** Reads as a spreadsheet does. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cells = csv.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g);
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

describe('a file of calls', () => {
  it('has a line for each call under the names of the columns', async () => {
    const output = {
      Interested: true,
      salary: 42_000,
      tags: ['a', 'b'],
      note: 'too "expensive", he said\nbye',
    };
    const csv = await csvOf([
      exported({ structuredOutput: output }),
      { ...failedCall('busy'), country: null, followUp: null },
    ]);
    expect(csv.replace('\uFEFF', '').split('\r\n')).toEqual([
      'id,number,country,status,result,dial_error,started_at,answered_at,ended_at,ring_seconds,talk_seconds,' +
        'end_reason,ended_by,follow_up,output.Interested,output.salary,output.tags,output.note',
      'call-1,+33 •••• 1234,FR,completed,human,,2026-03-02T11:58:45Z,2026-03-02T11:59:00Z,2026-03-02T12:00:00Z,15,60,' +
        'tool_end_call,agent,done,true,42000,"[""a"",""b""]","too ""expensive"", he said\nbye"',
      'call-1,+33 •••• 1234,,error,,busy,2026-03-02T11:58:45Z,,2026-03-02T12:00:00Z,75,,,,,,,,',
      '',
    ]);
    expect(csv.startsWith('\uFEFF')).toBe(true);
  });

  it('has full numbers only for who may have them', async () => {
    const calls = [exported({ structuredOutput: { callback: 'at 06 39 98 56 78', fixed: 33639985678 } })];
    const masked = await csvOf(calls);
    expect(masked.replaceAll(/[\s.-]/g, '')).not.toMatch(/199001234|39985678/);
    const whole = await csvOf(calls, false);
    expect(whole).toContain(',+33199001234,');
    expect(whole).toContain('06 39 98 56 78');
  });

  // what a caller might say or an API might send → the cell
  const formulas: [string, string][] = [
    ['=HYPERLINK("http://evil.example","x")', '\'=HYPERLINK("http://evil.example","x")'],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'=1"],
    ['\r=1', "'=1"],
    ['\n=1', "'=1"],
    ['  =1', "'=1"],
    ['\u200B=1', "'=1"],
    ['\0=1', "'=1"],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
    ['+33199001234', '+33199001234'],
    ['+33 1 99 00 12 34', '+33 1 99 00 12 34'],
    ['0199001234', '0199001234'],
    ['+33+1', "'+33+1"],
    ['+33199001234=1', "'+33199001234=1"],
  ];
  it.each(formulas)('%j is no formula in a spreadsheet, and a number stays as it is', async (said, cell) => {
    const [header, row] = parse(
      (await csvOf([exported({ structuredOutput: { [said]: said } })], false)).slice(1),
    );
    expect(row?.at(-1)).toBe(cell);
    expect(header?.at(-1)).toMatch(/^output\./);
  });

  it('a number that is negative stays a number', async () => {
    expect((await csvOf([exported({ structuredOutput: { balance: -5 } })])).trimEnd()).toMatch(/,-5$/);
  });

  it('no text that anyone says begins like a formula or breaks a line of the file', async () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=', '+', '-', '@', '\t=', '",=1', '\r\n=1,"'),
    );
    await fc.assert(
      fc.asyncProperty(said, said, async (value, name) => {
        const call = exported({ id: value, endReason: value, structuredOutput: { [name]: value } });
        const rows = parse((await csvOf([call, call])).slice(1));
        expect(rows.map((row) => row.length)).toEqual([15, 15, 15]);
        for (const cell of rows.flat())
          expect(cell).not.toMatch(/^[\s\p{Cf}]*(?:[=\-@＝＋－＠]|\+(?!\d[\d •]*$))/u);
      }),
      { numRuns: 200 },
    );
  });

  it('of calls with endless kinds of fields has a hundred columns for them', async () => {
    const calls = Array.from({ length: 300 }, (_, index) =>
      exported({ structuredOutput: { [`f${index}`]: index } }),
    );
    expect((await surveyOf(inPages(calls))).fields).toHaveLength(100);
  });
});
