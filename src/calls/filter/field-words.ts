import { comparedText } from '../structured-fields.ts';
import { withoutAccents } from '../without-accents.ts';
import { countryAlone } from './countries.ts';
import { datesIn } from './dates.ts';
import { quoted } from './format.ts';
import { valuesInBoth } from './french.ts';
import { isFrench, meaningsOf } from './labels.ts';
import type { Timing } from './moments.ts';
import type { Misreading, Reader } from './piece.ts';
import { readWord } from './read-word.ts';

const mostWords = 4;

/** A value that a field of some calls has, `hot leads`, or a field with its value, “Lead score: hot”. */
export function knownFieldAt(line: string, reader: Reader): Timing | null {
  const { fields } = reader;
  if (fields === undefined) return null;
  const named = /^((?:[^":=\s]+ ){0,3}[^":=\s]+)(?:: ?|=)("[^"]+"|[^\s"]+)/.exec(line);
  const name =
    named === null ? undefined : spellingsOf(named[1] as string).find((it) => fields.names.has(it));
  if (named !== null && name !== undefined) return fieldOf(named[0], name, named[2] as string, line, fields);
  return valueOfNamed(line, fields) ?? valueAt(line, fields);
}

/** “lead score hot” */
function valueOfNamed(line: string, fields: NonNullable<Reader['fields']>): Timing | null {
  for (const run of runsOf(line)) {
    const name = spellingsOf(run).find((it) => fields.names.has(it));
    const rest = line.slice(run.length + 1);
    const value = name && runsOf(rest).find((it) => valueIn(it, name, fields) !== undefined);
    if (name && value) return fieldOf(`${run} ${value}`, name, value, line, fields);
  }
  return null;
}

function valueIn(words: string, name: string, { withValue }: NonNullable<Reader['fields']>) {
  return spellingsOf(words).find((it) => withValue.get(it)?.includes(name));
}

/** The value may be of several words, if calls have it so. */
function fieldOf(
  words: string,
  name: string,
  value: string,
  line: string,
  fields: NonNullable<Reader['fields']>,
): Timing {
  const ahead = words.length - value.length;
  const longer = runsOf(line.slice(ahead)).find((run) => valueIn(run, name, fields) !== undefined);
  const said = valueIn(longer ?? value, name, fields);
  const length = ahead + (longer ?? value).length;
  return { length, read: [`field:${quoted(name)}=${said === undefined ? value : quoted(said)}`] };
}

function valueAt(line: string, { withValue }: NonNullable<Reader['fields']>): Timing | null {
  const [ahead = ''] = /^(?:leads?|prospects?|contacts?|clients?) (?=\S)/i.exec(line) ?? [];
  for (const run of runsOf(line.slice(ahead.length))) {
    const found = spellingsOf(run).flatMap((value) =>
      (withValue.get(value) ?? []).map((name) => `field:${quoted(name)}=${quoted(value)}`),
    );
    if (found.length === 0 || isOfGrammar(run)) continue;
    const [noun = ''] = /^ (?:leads?|prospects?)(?!\S)/i.exec(line.slice(ahead.length + run.length)) ?? [];
    const length = ahead.length + run.length + noun.length;
    const labels = (isFrench(run) && meaningsOf(run)?.filter((it) => /^[^/]/.test(it))) || [];
    if (found.length + labels.length === 1) return { length, read: found };
    const message =
      labels.length > 0 ? `“${run}” is a value of a field, too.` : `Several fields have the value “${run}”.`;
    const choices = [...labels, ...found];
    return { length, read: { message, suggestion: null, choices } satisfies Misreading };
  }
  return null;
}

/** The longest first. */
export function runsOf(line: string): string[] {
  const words = line.split(' ').slice(0, mostWords);
  return words.map((_, index) => words.slice(0, words.length - index).join(' '));
}

/** “Not interested” is shown for `not_interested`, and « chauds » means `hot`. */
export function spellingsOf(words: string): string[] {
  const compared = comparedText(words);
  const inBoth = valuesInBoth.find(([english, french]) =>
    [english, ...french].some((it) => withoutAccents(it) === withoutAccents(compared)),
  );
  const said = [compared, ...(inBoth?.flat() ?? [])];
  return [...new Set(said.flatMap((it) => [it, it.replaceAll(' ', '_'), it.replaceAll(' ', '-')]))];
}

function isOfGrammar(run: string): boolean {
  return (
    !run.includes(' ') &&
    ('kind' in readWord(run) ||
      (meaningsOf(run) !== undefined && !isFrench(run)) ||
      countryAlone(run) !== null ||
      datesIn(run, '2000-01-01') !== null)
  );
}
