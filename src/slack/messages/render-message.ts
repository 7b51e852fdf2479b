import type { Subject } from '../../calls/message.ts';
import { renderCalls } from './calls-bundle.ts';
import { renderDigest } from './digest.ts';
import { renderErrors } from './errors.ts';
import { renderIncident, renderIncidentClosing } from './incident.ts';
import { maskedWhereAsked } from './masked.ts';
import { plainOf } from './plain.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { renderSharedList } from './shared-list.ts';

export type { Rendered, RenderOptions } from './rendered.ts';

/** What a channel is told, in words and pictures. */
export function renderMessage(subject: Subject, options: RenderOptions): Rendered {
  return maskedWhereAsked(renderSubject(subject, options), options);
}

/** The one place that knows which words go with which news. */
function renderSubject(subject: Subject, options: RenderOptions): Rendered {
  if (subject.kind === 'digest') return renderDigest(subject.digest);
  if (subject.kind === 'incident') return renderIncident(subject.incident, options);
  if (subject.kind === 'incident-closing') return renderIncidentClosing(subject.incident);
  if (subject.kind === 'list') return renderSharedList(subject.list, options);
  if (subject.kind === 'errors') return renderErrors(subject.bundle, options);
  return renderCalls(subject.bundle, options);
}

/** The same news without blocks, for when Slack refuses them. */
export function renderPlain(subject: Subject, options: RenderOptions): Rendered {
  return plainOf(renderMessage(subject, options));
}
