import { atMost, type BenchResult, type Row } from './row.ts';

/** What people wait for on Postgres must be as fast as on SQLite, or keep its own budget. */
export function besideSqlite(onPostgres: BenchResult[], onSqlite: BenchResult[]): BenchResult[] {
  return onPostgres.map((result) => {
    const same = onSqlite.find(({ bench }) => bench === result.bench)?.rows ?? [];
    return { ...result, rows: result.rows.map((row, index) => besideRow(row, same[index])) };
  });
}

function besideRow(row: Row, same: Row | undefined): Row {
  const isWaited = row.unit === 'ms' && row.floor === undefined && row.budget?.most !== undefined;
  if (!isWaited || same?.figure !== row.figure) return row;
  return { ...row, floor: same.value, budget: atMost(Math.max(row.budget?.most ?? 0, same.value)) };
}
