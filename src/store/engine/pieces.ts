import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lists of ids stay well below the 32,766 parameters that SQLite allows. */
const rowsPerStatement = 500;

/** Many rows in pieces, each for one statement. Between two of them other work runs. */
export async function* inPieces<Row>(rows: Row[], most = rowsPerStatement): AsyncGenerator<Row[]> {
  for (let start = 0; start < rows.length; start += most) {
    if (start > 0) await nextTurn();
    yield rows.slice(start, start + most);
  }
}
