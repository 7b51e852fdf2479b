import type { FieldFigures } from '../../calls/digest.ts';
import { cutApart } from '../../calls/numbers/cut-apart.ts';
import { counted, figure, number } from '../blocks/numbers.ts';
import { dotted, type Line, words } from '../blocks/rich.ts';
import { fieldLabel, plainValue } from '../calls/structured-output.ts';

const mostFields = 10;
const mostValues = 5;

/** “Interest level (412): Interested 301 · Maybe 80”, a line a field. */
export function fieldLines(fields: FieldFigures[]): Line[] {
  const more = fields.length - mostFields;
  const lines = fields.slice(0, mostFields).map(fieldLine);
  return more > 0 ? [...lines, [words(`and ${counted(more, 'more field')}`)]] : lines;
}

function fieldLine(field: FieldFigures): Line {
  const name = words(`${fieldLabel(field.name)} (${number(field.calls)}): `);
  return [name, ...(field.kind === 'numbers' ? range(field) : values(field))];
}

function range({ min, median, max }: Extract<FieldFigures, { kind: 'numbers' }>): Line {
  if (min === max) return [words(`always ${figure(min)}`)];
  return [words(`${figure(min)} to ${figure(max)}, median ${figure(median)}`)];
}

function values(field: Extract<FieldFigures, { kind: 'words' }>): Line {
  const shown = field.values.slice(0, mostValues).map(({ word, count }) => {
    // Apart, or the count would be read as the end of a number.
    return [
      words(truth(word) ?? (plainValue(cutApart(word, 60)) || 'Empty'), 70),
      words(` ${number(count)}`),
    ];
  });
  const more = field.values.length - mostValues;
  return dotted(...shown, more > 0 ? words(`${number(more)} more`) : null);
}

/** Booleans are counted as the words `true` and `false`. */
export function truth(word: string): string | null {
  return word === 'true' ? 'Yes' : word === 'false' ? 'No' : null;
}
