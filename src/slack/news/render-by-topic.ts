import type { Bundle } from '../../calls/bundle.ts';
import { type CallTopic, callTopic } from '../../calls/topics/index.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { renderCalls } from './calls-bundle.ts';
import { renderErrors } from './errors.ts';
import { withFollowUp } from './follow-ups.ts';

/** Topics with their own words; the others are posted like calls, under their own heading. */
const ownWords: Partial<Record<CallTopic, typeof renderErrors>> = { errors: renderErrors };

/** The words for each kind of news about calls. */
export function renderByTopic(topic: CallTopic, bundle: Bundle, options: RenderOptions): Rendered {
  const own = ownWords[topic];
  const rendered =
    own === undefined ? renderCalls(bundle, options, callTopic(topic).happened) : own(bundle, options);
  return withFollowUp(rendered, bundle, options);
}
