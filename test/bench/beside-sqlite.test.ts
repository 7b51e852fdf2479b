import { expect, it } from 'vitest';

import { besideSqlite } from '../../bench/beside-sqlite.ts';
import { atMost, type BenchResult, type Row } from '../../bench/row.ts';

const result = (store: BenchResult['store'], row: Partial<Row>): BenchResult => ({
  bench: 'look-ups',
  store,
  seconds: 1,
  rows: [{ figure: 'calls human, p99', value: 40, unit: 'ms', budget: atMost(50), ...row }],
});

it('on Postgres a person waits no longer than the budget, or than on SQLite where that takes longer', () => {
  const [quick] = besideSqlite([result('postgres', {})], [result('sqlite', { value: 20 })]);
  expect(quick?.rows[0]).toMatchObject({ floor: 20, budget: atMost(50) });
  const [slow] = besideSqlite([result('postgres', {})], [result('sqlite', { value: 90 })]);
  expect(slow?.rows[0]).toMatchObject({ floor: 90, budget: atMost(90) });
});

it('what has a floor of its own, or was not measured on SQLite, keeps its budget', () => {
  const own = result('postgres', { floor: 7 });
  expect(besideSqlite([own], [result('sqlite', { value: 90 })])).toEqual([own]);
  expect(besideSqlite([result('postgres', {})], [])).toEqual([result('postgres', {})]);
});
