import type { Mute } from '../../calls/mute.ts';
import type { MuteRequest } from '../../calls/mute-words.ts';
import { listed } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { code, firstLines, type Line, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { timeElement, timeInWords } from '../blocks/times.ts';
import { nameOf } from '../subscriptions/subscription-list.ts';

export function renderMuted({ filter, until }: MuteRequest, options: RenderOptions): Rendered {
  const then = 'What comes meanwhile is counted, and told together then.';
  return {
    text: `Muted here until ${timeInWords(until, options)}: ${spoken(nameOf(filter), 300)}. ${then}`,
    blocks: paragraph(
      [words('Muted here until '), timeElement(until, options), words(': '), code(nameOf(filter), 300)],
      [words(`${then} Sooner: `), code('/revox unmute')],
    ),
  };
}

/** Of many that end together; each had a notice of its own. */
const mostNamed = 10;

export function renderUnmuted(mutes: Mute[]): Rendered {
  const then = 'What was held back is told now.';
  return {
    text: `No longer muted here: ${listed(
      mutes.map(({ filter }) => spoken(nameOf(filter), 300)),
      mostNamed,
    )}. ${then}`,
    blocks: paragraph(
      [words('No longer muted here:')],
      ...firstLines(
        mutes.map(({ filter }): Line => [code(nameOf(filter), 300)]),
        mostNamed,
      ),
      [words(then)],
    ),
  };
}
