import { readFile } from 'node:fs/promises';

import { apply, exportFile, plan, type Said, schemaText } from './configuration/commands.ts';
import { environment, readSome } from './process/config.ts';
import { failed, runProgram, withoutPassword } from './process/program.ts';
import { typedCommand } from './process/typed-command.ts';
import { openKnown } from './store/engine/known-database.ts';

const uses = [
  ['export > revox.yaml', 'everything that is set in chat, as a file'],
  ['plan revox.yaml', 'what the file would change; exits with 2 if anything'],
  ['apply revox.yaml', 'has the bot change it'],
  ['schema > revox.schema.json', 'the JSON schema of the file, for an editor'],
] as const;

const lines = uses.map(([words, does]) => [typedCommand(`config ${words}`), does] as const);
const width = Math.max(...lines.map(([typed]) => typed.length));
const usage = `Say what to do:\n\n${lines.map(([typed, does]) => `  ${typed.padEnd(width)}   ${does}\n`).join('')}`;

await runProgram(async () => {
  const { out, err, code } = await answer(process.argv.slice(2));
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
});

async function answer([word = '', path]: string[]): Promise<Said> {
  if (word === 'schema') return { out: schemaText(), err: '', code: 0 };
  if (word === 'export') return withDatabase(exportFile);
  if (path === undefined || !['plan', 'apply'].includes(word)) return { out: '', err: usage, code: failed };
  const text = await readFile(path, 'utf8');
  return withDatabase((desk) => (word === 'plan' ? plan(text, desk) : apply(text, desk)));
}

/** Needs to know where the database is and whose clock counts, and no key or token. */
async function withDatabase(act: (desk: Parameters<typeof exportFile>[0]) => Promise<Said>): Promise<Said> {
  const { DATABASE_URL: url, TIMEZONE: timezone } = readSome(environment(), ['DATABASE_URL', 'TIMEZONE']);
  return withoutPassword(url, async () => {
    await using db = await openKnown(url);
    return await act({ db, now: Date.now(), timezone });
  });
}
