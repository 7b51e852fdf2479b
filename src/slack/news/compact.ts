import type { Bundle } from '../../calls/bundle.ts';
import { meaningOf, resultLabel } from '../../calls/outcome.ts';
import { type CallTopic, callTopic } from '../../calls/topics/index.ts';
import { lowerFirst, spokenCounts, withUnexplained } from '../blocks/counts.ts';
import { type Dot, dot } from '../blocks/dots.ts';
import { counted, listed } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, dotted, paragraph, words } from '../blocks/rich.ts';
import { callLine } from '../calls/headline.ts';
import { withFollowUp } from './follow-ups.ts';
import { renderByTopic } from './render-by-topic.ts';

/** One line for a busy channel. The same in full is in its thread, and only there. */
export function renderCompact(topic: CallTopic, bundle: Bundle, options: RenderOptions): Rendered {
  const { text } = renderByTopic(topic, bundle, options);
  const { single } = bundle;
  const line = single === null ? countsInLine(topic, bundle) : callLine(single.call, options);
  return { text, blocks: withFollowUp({ text, blocks: paragraph(line) }, bundle, options).blocks };
}

/** “● 12 calls failed · 9 too many calls and 3 busy”. */
function countsInLine(topic: CallTopic, bundle: Bundle) {
  const results = spokenCounts(bundle.results, resultLabel);
  const errors = spokenCounts(withUnexplained(bundle), (word) => lowerFirst(meaningOf(word).label));
  const { one, many } = callTopic(topic).happened;
  return [
    ...dot(dotOfBundle(bundle)),
    ...dotted(
      bold(counted(bundle.count, one, many)),
      words(listed([...results, ...errors], 5, 'more kinds')),
    ),
  ];
}

function dotOfBundle(bundle: Bundle): Dot {
  const severities = withUnexplained(bundle).map(({ word }) => meaningOf(word).severity);
  if (severities.includes('high')) return 'red';
  return severities.includes('medium') ? 'orange' : 'white';
}
