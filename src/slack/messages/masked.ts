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

function maskShown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskShown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      shownKeys.has(key) && typeof item === 'string' ? maskNumbers(item) : maskShown(item),
    ]),
  );
}
