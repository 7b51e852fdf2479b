import type { Bundle } from '../../calls/bundle.ts';
import type { CallTopic } from '../../calls/news.ts';
import { renderCalls } from './calls-bundle.ts';
import { renderErrors } from './errors.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

/** The words for each kind of news about calls. */
export const renderByTopic: Record<CallTopic, (bundle: Bundle, options: RenderOptions) => Rendered> = {
  errors: renderErrors,
  calls: renderCalls,
};
