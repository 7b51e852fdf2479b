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

const possibleNumber = /\+?\(?\d[\d\s().\-/–]{6,}\d/g;
const startsAsDate = /^((19|20)\d{2}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2})(?!\d)/;

/** “call +33 6 39 98 56 78” → “call •••• 5678”; dates and amounts stay. */
export function maskNumbers(value: string): string {
  return value.replaceAll(possibleNumber, (match) => {
    const digits = match.replaceAll(/\D/g, '');
    return digits.length < 8 || startsAsDate.test(match) ? match : `•••• ${digits.slice(-4)}`;
  });
}
