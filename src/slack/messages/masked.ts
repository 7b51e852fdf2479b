import { maskNumbers } from '../../calls/mask-numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from './rendered.ts';

/**
 * The last step of what is shown to many: people say and agents note numbers to call back, and Revox may put one
 * anywhere, so all that is shown is masked like the number that was called.
 */
export function maskedWhereAsked(rendered: Rendered, { phoneNumbers }: RenderOptions): Rendered {
  return phoneNumbers === 'full' ? rendered : masked(rendered);
}

export function masked({ text, blocks }: Rendered): Rendered {
  return { text: maskNumbers(text), blocks: blocks.map((block) => maskShown(block) as MessageBlock) };
}

const shownKeys = new Set(['text', 'fallback']);

/** What needs no masking is given back as it is: most of a message are labels and values that nobody sees. */
function maskShown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(maskShown);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let shown = value;
  for (const key of Object.keys(value)) {
    const item: unknown = value[key as keyof typeof value];
    const masked = typeof item === 'string' && shownKeys.has(key) ? maskNumbers(item) : maskShown(item);
    if (masked !== item) shown = { ...shown, [key]: masked };
  }
  return shown;
}
