import { saveCalls } from '../../../src/store/calls/calls.ts';
import { openDatabase } from '../../../src/store/engine/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

/** Imports calls into a database from the newest back, without an end. Says so after each transaction. */
const [url = '', from = '0'] = process.argv.slice(2);
const db = openDatabase(url);
const rules = { now: mondayNoon, firstStartAt: mondayNoon, importing: true };
for (let next = Number(from); ; next += 50) {
  const read = Array.from({ length: 50 }, (_, index) => {
    const endedAt = mondayNoon - (next + index) * 40_000;
    const result = index % 3 === 0 ? 'voicemail' : 'human';
    const times = { startedAt: endedAt - 90_000, answeredAt: endedAt - 70_000 - index * 1_000, endedAt };
    const structuredOutput = { mood: index % 4 === 0 ? 'cold' : 'hot', note: `Said ${index}, and more.` };
    const call = sampleCall({ id: `call-${next + index}`, result, structuredOutput, ...times });
    return { call, fingerprint: 'imported' };
  });
  await db.transaction().execute((tx) => saveCalls(tx, read, rules));
  process.stdout.write('.');
}
