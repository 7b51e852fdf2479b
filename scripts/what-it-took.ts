/**
 * How many places a thing took to add, counted by the commits that added one of each kind. Prints the table in
 * CONTRIBUTING.md; with other commits as arguments, a row for each of them.
 */
import { execFileSync } from 'node:child_process';

/** The kind of thing, and the first line of the commit that added one and nothing else. */
const proofs: [thing: string, commit: string][] = [
  [
    'a topic of calls',
    'Add callbacks: a channel of its own for calls that ended with the wish for another one',
  ],
  [
    'a kind of incident that is judged',
    'Add outside-hours: calls that began outside the hours that a channel set',
  ],
];

const asked = process.argv.slice(2);
const rows = asked.length > 0 ? asked.map((commit) => [commit, commit] as const) : proofs.map(found);

console.log('| to add | files in `src/` (new) | lines there | tests | pages and samples | commit |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [thing, commit] of rows) console.log(rowOf(thing, commit));

function found([thing, subject]: [string, string]): readonly [string, string] {
  const [commit = ''] = git('log', '--format=%H', '--fixed-strings', `--grep=${subject}`).split('\n');
  if (commit === '') throw new Error(`No commit says “${subject}”: is this a full clone?`);
  return [thing, commit];
}

function rowOf(thing: string, commit: string): string {
  const files = changedIn(commit);
  const inSource = files.filter(({ path }) => path.startsWith('src/'));
  const tests = files.filter(({ path }) => path.startsWith('test/'));
  const lines = inSource.reduce((sum, { added }) => sum + added, 0);
  const isNew = inSource.filter((file) => file.isNew);
  const others = files.length - inSource.length - tests.length;
  const subject = git('show', '--no-patch', '--format=%s', commit).trim();
  return `| ${[thing, `${inSource.length} (${isNew.length})`, lines, tests.length, others, subject].join(' | ')} |`;
}

function changedIn(commit: string): { path: string; added: number; isNew: boolean }[] {
  const added = new Set(git('show', '--format=', '--name-only', '--diff-filter=A', commit).split('\n'));
  const lines = git('show', '--format=', '--numstat', '--no-renames', commit).trim().split('\n');
  return lines.map((line) => {
    const [count = '', , path = ''] = line.split('\t');
    // A picture has no lines.
    return { path, added: count === '-' ? 0 : Number(count), isNew: added.has(path) };
  });
}

function git(...words: string[]): string {
  return execFileSync('git', words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
