const write = /\b(?:insert (?:or \w+ )?into|update|delete from) "?(\w+)/i;

/** What passes note for themselves, which gives none of them anything to do. */
const notes = new Set(['runs', 'state']);

/** Whether a statement writes rows. */
export function writes(sql: string): boolean {
  return write.test(sql);
}

/** Whether what a statement writes may be what a pass waits for. */
export function isOfConcern(sql: string): boolean {
  const table = write.exec(sql)?.[1];
  return table !== undefined && !notes.has(table);
}
