import { isOnSurface } from './on-surface.ts';
import { broken, isRecord, type Problem, type Thing, unless, within } from './problem.ts';
import { relations } from './relations.ts';
import type { Surface } from './row.ts';
import { type Field, shapes } from './shapes.ts';

/** A thing against what Slack takes of things of this `type`, and everything in it. */
export function checkTyped(at: string, value: unknown, types: string[], surface: Surface): Problem[] {
  if (!isRecord(value)) return [broken('property.form', at, 'must be an object')];
  const type = String(value.type);
  const foreign = isOnSurface(at, type, surface);
  // Of what is never sent, no more is known than where it may stand.
  if (foreign.some(({ certain }) => certain || shapes[type] === undefined)) return foreign;
  if (shapes[type] === undefined) return [broken('type.known', `${at}/type`, `unsupported type: ${type}`)];
  if (!types.includes(type)) return [broken('type.placed', `${at}/type`, `no ${type} may stand here`)];
  const { type: _, ...properties } = value;
  return [...foreign, ...checkShape(at, properties, type, surface)];
}

function checkShape(at: string, thing: Thing, name: string, surface: Surface): Problem[] {
  const shape = shapes[name] ?? {};
  const unknown = Object.keys(thing).filter((key) => thing[key] !== undefined && shape[key] === undefined);
  return [
    ...unknown.map((key) => broken('property.known', at, `invalid additional property: ${key}`)),
    ...Object.entries(shape).flatMap(([key, field]) =>
      checkField(`${at}/${key}`, thing[key], field, surface),
    ),
    ...(relations[name]?.(at, thing) ?? []),
  ];
}

function checkField(at: string, value: unknown, field: Field, surface: Surface): Problem[] {
  if (value === undefined && field.optional) return [];
  switch (field.is) {
    case 'text':
      return checkText(at, value, field);
    case 'address':
      return [...checkText(at, value, field), ...checkAddress(at, value)];
    case 'words':
      return checkWords(at, value, field);
    case 'list':
      return checkList(at, value, field, surface);
    case 'one of':
      return checkTyped(at, value, field.types, surface);
    case 'thing':
      return isRecord(value)
        ? checkShape(at, value, field.shape, surface)
        : [broken('property.form', at, 'must be an object')];
    case 'number':
      return checkNumber(at, value, field);
    case 'choice':
      return unless(field.of.includes(value), 'property.form', at, `must be one of ${field.of.join(', ')}`);
  }
}

type Of<Is> = Extract<Field, { is: Is }>;

function checkText(at: string, value: unknown, field: Of<'text'> | Of<'address'>): Problem[] {
  if (typeof value !== 'string') return [broken('property.form', at, 'text is missing')];
  const { limit, pattern, spaces } = { pattern: undefined, spaces: undefined, ...field };
  const length = spaces || value.trim() !== '' ? value.length : 0;
  const formed = pattern === undefined || pattern.test(value);
  return [...within(limit, at, length), ...unless(formed, 'property.form', at, `must match ${pattern}`)];
}

/** Slack opens pages alone, and takes no address that a browser would have to correct. */
function checkAddress(at: string, value: unknown): Problem[] {
  const address = String(value);
  const isPage = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  const clean = !/[|[\]^]|%(?![0-9a-f]{2})/i.test(address);
  return [
    ...unless(isPage, 'url.form', at, 'invalid_url'),
    ...unless(clean, 'url.characters', at, 'invalid_url: | [ ] ^ and % must be encoded'),
  ];
}

function checkWords(at: string, value: unknown, { limit, plain }: Of<'words'>): Problem[] {
  if (!isRecord(value)) return [broken('property.form', at, 'text is missing')];
  const { type, text, ...others } = value;
  const kinds = plain ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  const also = type === 'mrkdwn' ? 'verbatim' : 'emoji';
  const unknown = Object.keys(others).filter((key) => key !== also && others[key] !== undefined);
  return [
    ...unless(kinds.includes(String(type)), 'text.plain', at, `must be ${kinds.join(' or ')}`),
    ...unknown.map((key) => broken('property.known', at, `invalid additional property: ${key}`)),
    ...checkText(`${at}/text`, text, { is: 'text', limit }),
  ];
}

function checkList(at: string, value: unknown, { limit, items }: Of<'list'>, surface: Surface): Problem[] {
  if (!Array.isArray(value)) return [broken('property.form', at, 'must be a list')];
  return [
    ...within(limit, at, value.length),
    ...value.flatMap((item, index) => checkField(`${at}/${index}`, item, items, surface)),
  ];
}

function checkNumber(at: string, value: unknown, { from, to, above, whole }: Of<'number'>): Problem[] {
  const number = typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
  const fits = number >= (from ?? -Infinity) && number <= (to ?? Infinity) && number > (above ?? -Infinity);
  const said = `must be a ${whole ? 'whole ' : ''}number in its range`;
  return unless(fits && (!whole || Number.isInteger(number)), 'property.form', at, said);
}
