import type { Bundle } from '../../calls/bundle.ts';
import { dialErrorLabel } from '../../calls/outcome.ts';
import { countsLine, spokenCounts } from '../blocks/counts.ts';
import { dot } from '../blocks/dots.ts';
import { counted, listed } from '../blocks/numbers.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { actions, bold, footnote, paragraph, words } from '../blocks/rich.ts';
import { dateInWords } from '../blocks/times.ts';
import { browseAllButton } from './calls-bundle.ts';

/** What needed nobody over one day. Which calls they are is behind the button. */
export interface DailyCounts {
  date: string;
  bundle: Bundle;
}

export function renderDaily({ date, bundle }: DailyCounts): Rendered {
  const heading = `${counted(bundle.count, 'call')} needed no action`;
  const day = dateInWords(date, 'long');
  return {
    text: `${day}: ${heading}: ${listed(spokenCounts(bundle.dialErrors, dialErrorLabel), 5, 'more kinds')}.`,
    blocks: [
      ...paragraph(
        [...dot('white'), bold(heading), words(` · ${day}`)],
        countsLine('Dial errors', bundle.dialErrors, dialErrorLabel),
      ),
      ...footnote('Revox retries these calls. They are counted here, not posted one by one.'),
      ...actions(browseAllButton(bundle)),
    ],
  };
}
