import { type Kysely, sql } from 'kysely';

/** What digests tell besides counts: promised call-backs, times without a poll, and days of which nothing was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('blind_windows')
    .addColumn('from_at', 'bigint', (column) => column.primaryKey())
    .addColumn('to_at', 'bigint', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .alterTable('calls')
    .addColumn('call_back', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await markCallBacks(db);
  await db.schema
    .createIndex('calls_with_call_back')
    .on('calls')
    .columns(['ended_at', 'serial'])
    .where(sql.ref('call_back'), '=', sql.lit(1))
    .execute();

  await db.schema
    .createIndex('messages_digests')
    .on('messages')
    .columns(['channel', 'created_at'])
    .where(sql.ref('kind'), '=', sql.lit('digest'))
    .execute();
}

async function markCallBacks(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; value: string }>`
    select distinct name, value from call_fields where name like '%call%back%' or value like '%call%back%'
  `.execute(db);
  for (const { name, value } of rows) {
    if (!promisedCallBack([{ name, value }])) continue;
    await sql`
      update calls set call_back = 1
      where serial in (select serial from call_fields where name = ${name} and value = ${value})
    `.execute(db);
  }
}

/** As it was then: what came after is another migration’s. */
function promisedCallBack(fields: { name: string; value: string }[]): boolean {
  return fields.some(({ name, value }) =>
    says.test(name) ? !isAside.test(name) && affirms(value) : isCallBack.test(value) && !denies.test(value),
  );
}

const says = /call[ _-]?back/;
/** About a call-back, and not whether there is to be one. */
const isAside = /(?:number|phone|count|attempts|notes?|reason|comments?|summary)$/;
/** A word of a list, and not a sentence. */
const isCallBack = /^(?:\p{L}+[ _-])?call[ _-]?back(?:[ _-]\p{L}+)?$/u;
const denies =
  /(?:^|[ _-])(?:no|not|none|never|null|false|n\/a|unknown|declined|refused|unwanted|cancelled|done)(?:$|[ _-])/;
const isDate = /^\d{4}-\d\d-\d\d|^\d{1,2}[:h]\d\d/;
const isWord = /^\p{L}+(?:[ _-]\p{L}+){0,2}$/u;

function affirms(value: string): boolean {
  return isDate.test(value) || (isWord.test(value) && !denies.test(value));
}
