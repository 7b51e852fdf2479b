import type { Mute } from '../../calls/mute.ts';
import type { MuteRequest } from '../../calls/mute-words.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { code, firstLines, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { nameOf } from '../subscriptions/subscription-list.ts';

export function renderMuted({ filter, until }: MuteRequest, options: RenderOptions): Shown {
  return {
    blocks: paragraph(
      [words('Muted here until '), timeElement(until, options), words(': '), code(nameOf(filter), 300)],
      [words('What comes meanwhile is counted, and told together then. Sooner: '), code('/revox unmute')],
    ),
  };
}

/** Of many that end together; each had a notice of its own. */
const mostNamed = 10;

export function renderUnmuted(mutes: Mute[]): Shown {
  return {
    blocks: paragraph(
      [words('No longer muted here:')],
      ...firstLines(
        mutes.map(({ filter }): Line => [code(nameOf(filter), 300)]),
        mostNamed,
      ),
      [words('What was held back is told now.')],
    ),
  };
}
