import { type RawBuilder, sql } from 'kysely';

import { isHiddenField } from '../../../calls/hidden-fields.ts';
import { addOutcomes, type Outcomes } from '../../../calls/tallies/field-tally.ts';
import { inReaderThread, isPostgres, type Store } from '../../engine/database.ts';
import { talliedFields } from '../../tallies/fields/tallied-fields.ts';
import { endedWithin, type Plan, planOf, type Question } from './kinds.ts';

/** How calls went that have a field. */
export interface KeptField {
  name: string;
  /** By the values that have a name, in the order in which they got it. */
  values: Map<string, Outcomes>;
  /** With any other value. */
  others: Outcomes;
}

/**
 * The extracted fields of the calls that a question is about, or one of them. Counted as calls were saved, but for the
 * ends of the period.
 *
 * @param values of that one, each of which has a name: nothing of others then.
 * @returns null where what is kept does not answer it, as where words of a filter choose some of the calls.
 */
export async function keptFields(
  store: Store,
  question: Question,
  name: string | null = null,
  values: string[] | null = null,
): Promise<KeptField[] | null> {
  const plan = planOf(question);
  if (plan.whole.length === 0 || plan.filter.terms.length > 0) return null;
  const { hidden, areWhole } = await talliedFields(store);
  if (!areWhole || (name !== null && isHiddenField(name, hidden))) return null;
  const chosen = { name, values };
  const fields = new Map<string, KeptField>();
  for (const row of await keptRows(store, plan, chosen)) addKept(fields, row);
  for (const row of await countedRows(store, plan, chosen))
    if (!isHiddenField(row.name, hidden)) addCounted(fields, row);
  return [...fields.values()].map(withoutEmpty);
}

interface Row extends Outcomes {
  name: string;
  value: string;
}

function addKept(fields: Map<string, KeptField>, row: Row & { is_named: number }): void {
  const field = fieldIn(fields, row.name);
  if (row.is_named === 1) field.values.set(row.value, outcomesOf(row));
  else addOutcomes(field.others, outcomesOf(row));
}

/** Where all values of the field have a name, so has one that nothing is kept of. */
function addCounted(fields: Map<string, KeptField>, row: Row): void {
  const { values, others } = fieldIn(fields, row.name);
  const known = values.get(row.value);
  if (known !== undefined) addOutcomes(known, outcomesOf(row));
  else if (others.calls === 0) values.set(row.value, outcomesOf(row));
  else addOutcomes(others, outcomesOf(row));
}

function fieldIn(fields: Map<string, KeptField>, name: string): KeptField {
  const field = fields.get(name) ?? { name, values: new Map(), others: { calls: 0, answered: 0, failed: 0 } };
  fields.set(name, field);
  return field;
}

function withoutEmpty({ values, ...field }: KeptField): KeptField {
  return { ...field, values: new Map([...values].filter(([, { calls }]) => calls > 0)) };
}

function outcomesOf({ calls, answered, failed }: Outcomes): Outcomes {
  return { calls: Number(calls ?? 0), answered: Number(answered ?? 0), failed: Number(failed ?? 0) };
}

/** Also of values that no call of then has. Of a few values that is less than it takes to ask the other thread. */
async function keptRows(store: Store, { whole }: Plan, chosen: Chosen) {
  const json = JSON.stringify(whole.map(({ length, from, to }) => ({ length, start: from, until: to })));
  const sums = sql`sum(calls) as calls, sum(answered) as answered, sum(failed) as failed`;
  const within = sql`value_id = field_values.id and field_tallies.length = stretch.length
    and at >= stretch.start and at < stretch.until`;
  const { rows } = await (isPostgres(store)
    ? sql<Row & { is_named: number }>`
        select name, is_named, value, ${sums}
        from field_values
        cross join json_to_recordset(${json}::json) as stretch(length text, start bigint, until bigint)
        cross join lateral (select ${sums} from field_tallies where ${within} offset 0) as kept
        where ${isOf(chosen)} group by id order by id
      `
    : sql<Row & { is_named: number }>`
        with stretch as materialized (
          select value ->> 'length' as length, value ->> 'start' as start, value ->> 'until' as until
          from json_each(${json})
        )
        select name, is_named, value, ${sums}
        from field_values cross join stretch left join field_tallies on ${within}
        where ${isOf(chosen)} group by id order by id
      `
  ).execute(chosen.values === null ? inReaderThread(store) : store);
  return rows;
}

async function countedRows(store: Store, { ragged }: Plan, chosen: Chosen): Promise<Row[]> {
  if (ragged.length === 0) return [];
  const { rows } = await sql<Row>`
    select name, value, count(*) as calls, count(case when result = 'human' then 1 end) as answered,
      count(case when status = 'error' or dial_error is not null then 1 end) as failed
    from calls inner join call_fields using (serial)
    where ${endedWithin(ragged)} and ${isOf(chosen)} group by name, value order by min(serial)
  `.execute(inReaderThread(store));
  return rows;
}

interface Chosen {
  name: string | null;
  values: string[] | null;
}

function isOf({ name, values }: Chosen): RawBuilder<boolean> {
  if (name === null) return sql`true`;
  if (values === null) return sql`name = ${name}`;
  return sql`(name = ${name} and value in (${sql.join(values)}))`;
}
