import type { RichTextElement } from '@slack/types';
import type { CallInBrief } from '../../calls/call.ts';
import { mostTellingFirst } from '../../calls/headline.ts';
import { withoutHidden } from '../../calls/hidden-fields.ts';
import { maskFields } from '../../calls/numbers/mask-fields.ts';
import { humanise } from '../../calls/outcome.ts';
import { comparedText } from '../../calls/structured-fields.ts';
import { counted, figure, listed } from '../blocks/numbers.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { bold, bullets, type Line, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';
import { dateInWords, isShowable, timeElement, timeInWords } from '../blocks/times.ts';

interface FieldLimits {
  fields: number;
  valueLength: number;
  /** Fields that are said already. */
  said?: string[];
}

/** What was extracted, a line a field, each value in the words of its type. A field without a value is not shown. */
export function structuredOutput(
  output: Record<string, unknown> | null,
  options: RenderOptions,
  limits: FieldLimits,
) {
  const seen = fieldsSeen(output, options);
  const left = mostTellingFirst(seen).filter(([name]) => !limits.said?.includes(name));
  const lines = left.flatMap(([name, value]) => fieldLine(name, value, options, limits));
  const more = lines.length - limits.fields;
  const shown =
    more > 0 ? [...lines.slice(0, limits.fields), [words(`and ${counted(more, 'more field')}`)]] : lines;
  return bullets(...shown);
}

/** The value of one field, as the filter writes its name, for a cell; empty where its readers do not see it. */
export function fieldIn(
  { structuredOutput: output }: CallInBrief,
  name: string,
  options: RenderOptions,
): string {
  const fields = Object.entries(fieldsSeen(output, options));
  const [, value] = fields.find(([one]) => comparedText(one) === comparedText(name)) ?? [];
  return safeText(plainValue(value), 60);
}

/** Without those that are hidden, and with numbers as these readers see them. */
export function fieldsSeen(
  output: Record<string, unknown> | null | undefined,
  { hiddenFields = [], phoneNumbers }: RenderOptions,
): Record<string, unknown> {
  const open = withoutHidden(output ?? {}, hiddenFields);
  return phoneNumbers === 'full' ? open : maskFields(open);
}

function fieldLine(name: string, value: unknown, options: RenderOptions, limits: FieldLimits): Line[] {
  const shown = shownValue(value, options, limits.valueLength);
  return shown === null ? [] : [[words(`${fieldLabel(name)}: `), shown]];
}

/** `nextAction` and `next_action` are both “Next action”. */
export function fieldLabel(name: string): string {
  const spaced = safeText(name, 60).replaceAll(
    /(\p{Ll})(\p{Lu})(?=\p{Ll})/gu,
    (_, low, up) => `${low} ${up.toLowerCase()}`,
  );
  return humanise(spaced) || 'Field';
}

function shownValue(value: unknown, options: RenderOptions, maxLength: number): RichTextElement | null {
  if (typeof value === 'string') return textValue(value, options, maxLength);
  const shown = plainValue(value);
  return shown === '' ? null : bold(shown, maxLength);
}

function textValue(value: string, options: RenderOptions, maxLength: number): RichTextElement | null {
  if (isDateTime.test(value)) return timeValue(value, options).shown;
  const shown = safeText(plainValue(value), maxLength);
  if (shown === '') return null;
  return shown.length > 60 ? words(shown, maxLength) : bold(shown, maxLength);
}

/** A date or a time that was extracted, in bold: in the reader's zone where the value says its own. */
export function timeValue(
  value: string,
  options: RenderOptions,
): { shown: RichTextElement; inWords: string } {
  const at = isDateTime.test(value) ? Date.parse(value) : Number.NaN;
  const [date, time] = value.split(/[T ]/);
  const inWords = isShowable(at)
    ? timeInWords(at, options)
    : [dayInWords(date ?? '', options), time?.slice(0, 5)].filter(Boolean).join(' at ');
  if (!isShowable(at)) return { shown: bold(inWords), inWords };
  const shown = timeElement(at, options);
  return { shown: { ...shown, style: { bold: true } }, inWords };
}

/** The year goes without saying where it is this one. */
function dayInWords(date: string, { now }: RenderOptions): string {
  return dateInWords(date, 'short', !date.startsWith(new Date(now).toISOString().slice(0, 4)));
}

const isDate = /^\d{4}-\d{2}-\d{2}$/;
const isDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const isEnumWord = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/;

/** A value of any type in a few words; empty when there is nothing to show. */
export function plainValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return figure(value);
  if (typeof value === 'string') return wordValue(value);
  if (Array.isArray(value)) return arrayValue(value);
  if (typeof value === 'object' && value !== null) return objectValue(value);
  return '';
}

function wordValue(value: string): string {
  if (isDate.test(value) && Number.isFinite(Date.parse(value))) return dateInWords(value, 'short', true);
  const cleaned = safeText(value, 2000);
  return cleaned.length <= 40 && isEnumWord.test(cleaned) ? humanise(cleaned) : cleaned;
}

function arrayValue(value: unknown[]): string {
  const parts = value.slice(0, 20).map((item) => (isNested(item) ? '' : plainValue(item)));
  if (parts.every((part) => part === '')) return value.length === 0 ? '' : counted(value.length, 'item');
  return listed(
    parts.filter((part) => part !== ''),
    8,
  );
}

function objectValue(value: object): string {
  const parts = Object.entries(value)
    .slice(0, 8)
    .map(([name, item]) => [fieldLabel(name), isNested(item) ? '…' : plainValue(item)])
    .filter(([, item]) => item !== '');
  return parts.map(([name, item]) => `${name} ${item}`).join(', ');
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
