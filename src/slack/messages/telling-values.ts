import { hideFieldWords } from '../../calls/hidden-fields.ts';
import { maskNumbers } from '../../calls/mask-numbers.ts';
import { hideTypedIn, type Readers } from './masked.ts';
import type { MessageBlock } from './rendered.ts';

/**
 * Without buttons and options whose value has what their readers may not see: Slack shows no value, and yet sends it
 * to everybody who sees the message.
 */
export function withoutTellingValues(blocks: MessageBlock[], readers: Readers): MessageBlock[] {
  return blocks.flatMap<MessageBlock>((block) => {
    if (block.type !== 'actions') return [block];
    const elements = block.elements.flatMap((element) => quiet(element, readers));
    if (elements.length === 0) return [];
    const isSame = elements.every((element, index) => element === block.elements[index]);
    return [isSame && elements.length === block.elements.length ? block : { ...block, elements }];
  });
}

function quiet<Element extends object>(element: Element, readers: Readers): Element[] {
  const { value, options } = element as { value?: string; options?: { value?: string }[] };
  if (value !== undefined && tells(value, readers)) return [];
  if (options === undefined) return [element];
  const left = options.filter((option) => !tells(option.value ?? '', readers));
  if (left.length === 0) return [];
  return [left.length === options.length ? element : { ...element, options: left }];
}

const reason = /reason:("(?:\\.|[^"\\])*"|[^\s"]+)/g;

function tells(value: string, readers: Readers): boolean {
  // As it is within JSON.
  const words = value.replaceAll('\\"', '"');
  if (hideFieldWords(words, readers.hiddenFields ?? []) !== words) return true;
  if (readers.numbers === 'any') return false;
  const reasons = [...words.matchAll(reason)].map(([it]) => it).join('; ');
  return hideTypedIn(words, readers) !== words || maskNumbers(reasons) !== reasons;
}
