import { lookUpsIn } from '../../calls/filter/number-word.ts';
import { hideFieldWords } from '../../calls/hidden-fields.ts';
import { hideTypedIn, numbersHidden, type Readers } from './masked.ts';
import type { MessageBlock } from './rendered.ts';

/**
 * Without buttons and options whose value has what their readers may not see: Slack shows no value, and yet sends it
 * to everybody who sees the message. The same blocks where nothing is left out.
 *
 * @param typed By the only reader, to whom it may come back.
 */
export function withoutTellingValues(
  blocks: MessageBlock[],
  readers: Readers,
  typed: string = '',
): MessageBlock[] {
  const left = blocks.flatMap((block) => quietBlock(block, readers, typed));
  return isSame(left, blocks) ? blocks : left;
}

function quietBlock(block: MessageBlock, readers: Readers, typed: string): MessageBlock[] {
  if (block.type === 'section' && block.accessory !== undefined) {
    const [accessory] = quiet(block.accessory, readers, typed);
    if (accessory === block.accessory) return [block];
    const { accessory: _, ...rest } = block;
    return [accessory === undefined ? rest : { ...rest, accessory }];
  }
  if (block.type !== 'actions') return [block];
  const elements = block.elements.flatMap((element) => quiet(element, readers, typed));
  if (elements.length === 0) return [];
  return [isSame(elements, block.elements) ? block : { ...block, elements }];
}

function quiet<Element extends object>(element: Element, readers: Readers, typed: string): Element[] {
  const { value, options } = element as { value?: string; options?: { value?: string }[] };
  if (value !== undefined && tells(value, readers, typed)) return [];
  if (options === undefined) return [element];
  const left = options.filter((option) => !tells(option.value ?? '', readers, typed));
  if (left.length === 0) return [];
  return [left.length === options.length ? element : { ...element, options: left }];
}

function isSame(some: unknown[], others: unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function tells(value: string, readers: Readers, typed: string): boolean {
  // As it is within JSON.
  const words = value.replaceAll('\\"', '"');
  if (hideFieldWords(words, readers.hiddenFields ?? []) !== words) return true;
  if (readers.numbers === 'any') return false;
  return (isWhole.test(words) || hideTypedIn(words, readers) !== words) && !isTyped(words, typed);
}

/** A person who typed all of these numbers has none of them from us. */
function isTyped(words: string, typed: string): boolean {
  const theirs = [typed.replaceAll(/\D/g, ''), ...lookUpsIn(typed)].join(' ');
  const told = [...words.matchAll(wholeNumber)].map(([number]) => number.slice(1));
  return [...told, ...numbersHidden(words)].every((number) => theirs.includes(number));
}

/** As one may type it, in a line that a button does. */
const isWhole = /\+\d{7}/;
const wholeNumber = /\+\d{7,}/g;
