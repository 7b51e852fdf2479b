import type {
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
  SectionBlock,
  StaticSelect,
  TableBlock,
} from '@slack/types';
import { safeText } from './safe-text.ts';

/** What our messages are made of. Text is carried where Slack never looks for markup, mentions or links. */
export type Line = RichTextElement[];

export function words(value: string, maxLength = 300): RichTextElement {
  return { type: 'text', text: outerSpaces(value, safeText(value, maxLength)) };
}

/** Our own words lean on their neighbours: “, ” keeps its space although data loses its own. */
function outerSpaces(value: string, text: string): string {
  if (text === '') return value.startsWith(' ') ? ' ' : '';
  return `${value.startsWith(' ') ? ' ' : ''}${text}${value.endsWith(' ') ? ' ' : ''}`;
}

export function bold(value: string, maxLength = 150): RichTextElement {
  return { type: 'text', text: safeText(value, maxLength), style: { bold: true } };
}

/** “2 min 14 s” stays on one line. */
export function unbroken(value: string): RichTextElement {
  return { type: 'text', text: safeText(value, 60).replaceAll(' ', '\u00A0') };
}

export function code(value: string, maxLength = 200): RichTextElement {
  return { type: 'text', text: safeText(value, maxLength), style: { code: true } };
}

export function italic(value: string, maxLength = 80): RichTextElement {
  return { type: 'text', text: safeText(value, maxLength), style: { italic: true } };
}

/** As it is written, in a frame; nothing for an empty text. @param title Before it. */
export function preformatted(value: string, maxLength: number, title = ''): RichTextBlock[] {
  const text = safeText(value, maxLength);
  if (text === '') return [];
  const elements = [{ type: 'text' as const, text: `${title}${text}` }];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] }];
}

/** “a · b · c”, without what is missing. */
export function dotted(...parts: (RichTextElement | Line | null)[]): Line {
  const present = parts.flatMap((part) => (part === null ? [] : [visible([part].flat())]));
  return present
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [words(' · '), ...part]));
}

/** One block of several lines. */
export function paragraph(...lines: (Line | null)[]): RichTextBlock[] {
  return richText({ type: 'rich_text_section', elements: inLines(lines) });
}

function richText(part: RichTextBlock['elements'][number]): RichTextBlock[] {
  return part.elements.length === 0 ? [] : [{ type: 'rich_text', elements: [part] }];
}

/** Sections side by side may run into one line; a line break does not. */
function inLines(lines: (Line | null)[]): Line {
  return lines
    .map((line) => visible(line ?? []))
    .filter((line) => line.length > 0)
    .flatMap((line, index): Line => (index === 0 ? line : [{ type: 'text', text: '\n' }, ...line]));
}

export function bullets(...lines: (Line | null)[]): RichTextBlock[] {
  return richText({ type: 'rich_text_list', style: 'bullet', elements: sections(lines) });
}

export function quote(...lines: (Line | null)[]): RichTextBlock[] {
  return richText({ type: 'rich_text_quote', elements: inLines(lines) });
}

function sections(lines: (Line | null)[]): RichTextSection[] {
  return lines.flatMap((line) => {
    const elements = visible(line ?? []);
    return elements.length === 0 ? [] : [{ type: 'rich_text_section' as const, elements }];
  });
}

/** Slack refuses a message for one empty string in it. */
function visible(line: Line): Line {
  return line.filter((element) => element.type !== 'text' || element.text !== '');
}

/** Small and grey, under the message: “a · b · c”, without what is missing. */
export function footnote(...parts: (string | null)[]): ContextBlock[] {
  const text = parts
    .map((part) => safeText(part ?? '', 300))
    .filter((part) => part !== '')
    .join(' · ');
  return text === '' ? [] : [{ type: 'context', elements: [plainText(text)] }];
}

/** Slack shows it as it is, without looking for anything in it. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text) };
}

export function button(label: string, actionId: string, value?: string): Button {
  return {
    type: 'button',
    text: plainText(label),
    action_id: actionId,
    ...(value === undefined ? {} : { value: value.toWellFormed() }),
  };
}

/** A click that takes nothing back is asked for twice. */
export function confirmation(title: string, text: string, yes: string): ConfirmationDialog {
  return {
    title: plainText(title),
    text: plainText(text),
    confirm: plainText(yes),
    deny: plainText('Cancel'),
  };
}

/** A line of plain text behind a dot, with its button at the end, which no other block has. */
export function lineWithButton(sign: string, text: string, accessory: Button | null): SectionBlock {
  // The sign is drawn, and so would be one in the text.
  const plain = safeText(text, 300).replaceAll(/:(?=[\w+-]+:)/g, ': ');
  return {
    type: 'section',
    text: { ...plainText(`${sign} ${plain}`), emoji: true },
    ...(accessory && { accessory }),
  };
}

export function select(placeholder: string, actionId: string, options: PlainTextOption[]): StaticSelect {
  return { type: 'static_select', action_id: actionId, placeholder: plainText(placeholder), options };
}

export function option(label: string, value: string): PlainTextOption {
  return { text: plainText(label), value };
}

/** What a menu offers. Slack refuses one with two options of the same value; the first of them stays. */
export function distinctOptions(options: PlainTextOption[]): PlainTextOption[] {
  const values = options.map(({ value = '' }) => value.toWellFormed());
  return options.flatMap((option, index) => {
    const value = values[index] as string;
    return values.indexOf(value) === index ? [{ ...option, value }] : [];
  });
}

export function actions(...elements: (ActionsBlockElement | null)[]): KnownBlock[] {
  const present = elements.filter((element) => element !== null);
  return present.length === 0 ? [] : [{ type: 'actions', elements: present }];
}

export type Cell = string | Line;

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

/** An empty cell is refused by Slack and reads as a mistake; it shows a dash. */
export function table(columns: Column[], rows: Cell[][]): TableBlock {
  return {
    type: 'table',
    column_settings: columns.map(({ align = 'left' }) => ({ align })),
    rows: [columns.map(({ title }) => cell(title)), ...rows.map((row) => row.map(cell))],
  };
}

function cell(content: Cell): TableBlock['rows'][number][number] {
  if (typeof content === 'string') return { type: 'raw_text', text: safeText(content, 80) || '–' };
  return paragraph(content)[0] ?? { type: 'raw_text', text: '–' };
}
