import { isRecord } from './problem.ts';

const headerCharacters = 100;
/** Strings that tell Slack how to show, and are not shown. */
const notShown = new Set([
  'type',
  'style',
  'action_id',
  'block_id',
  'value',
  'url',
  'name',
  'format',
  'align',
  'channel_id',
  'user_id',
]);

/** What Slack seems to count towards the size of a message: all that is shown, with `&`, `<` and `>` as entities. */
export function countedCharacters(shown: unknown): number {
  if (typeof shown === 'string') return withEntities(shown);
  if (Array.isArray(shown)) return shown.reduce<number>((sum, item) => sum + countedCharacters(item), 0);
  if (!isRecord(shown)) return 0;
  const own = shown.type === 'header' ? headerCharacters : 0;
  return Object.entries(shown)
    .filter(([key]) => !notShown.has(key))
    .reduce((sum, [, value]) => sum + countedCharacters(value), own);
}

function withEntities(text: string): number {
  const ampersands = text.match(/&/g)?.length ?? 0;
  const brackets = text.match(/[<>]/g)?.length ?? 0;
  return text.length + 4 * ampersands + 3 * brackets;
}
