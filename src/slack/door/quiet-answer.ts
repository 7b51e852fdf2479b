import { listSavedSearches } from '../../store/settings/saved-searches.ts';
import type { Readers } from '../blocks/masked.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { withoutTellingValues } from '../blocks/telling-values.ts';
import type { Answer, Asked, Desk } from './handler.ts';

/**
 * An answer without the buttons whose value would hand this person what they may not see, as of a list that somebody
 * else’s digest chose. What they typed, or saved, may come back to them.
 */
export async function withoutTold(
  answer: Answer,
  readers: Readers,
  { input, userId }: Asked,
  { db }: Pick<Desk, 'db'>,
): Promise<Answer> {
  if (quietIn(answer, readers, input) === answer) return answer;
  const saved = (await listSavedSearches(db, userId)).map(({ command }) => command);
  const quiet = quietIn(answer, readers, [input, ...saved].join(' '));
  return quiet === answer ? answer : { ...quiet, blocks: [...quiet.blocks, ...paragraph([words(leftOut)])] };
}

const leftOut = 'Some buttons are left out: they would carry what is hidden from you.';

function quietIn(answer: Answer, readers: Readers, typed: string): Answer {
  const without = <Part extends { blocks: MessageBlock[] }>(part: Part): Part => {
    const blocks = withoutTellingValues(part.blocks, readers, typed);
    return blocks === part.blocks ? part : { ...part, blocks };
  };
  const modal = answer.modal && without(answer.modal);
  const home = answer.home && without(answer.home);
  if (modal === answer.modal && home === answer.home) return without(answer);
  return { ...without(answer), ...(modal && { modal }), ...(home && { home }) };
}
