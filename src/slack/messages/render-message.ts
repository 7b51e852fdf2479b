import type { Subject } from '../../calls/message.ts';
import { renderBundle, withMention } from './bundle.ts';
import { renderDigest } from './digest.ts';
import { renderErased } from './erased.ts';
import { renderIncident, renderIncidentClosing } from './incident.ts';
import { hideTyped, maskedWhereAsked } from './masked.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { withRepeat } from './repeat.ts';
import { renderReplay } from './replay.ts';
import { renderSettingChange } from './setting-change.ts';
import { renderSharedList } from './shared-list.ts';
import { withoutTellingValues } from './telling-values.ts';
import { renderUnknownStates } from './unknown-states.ts';
import { renderWelcome } from './welcome.ts';

export type { Rendered, RenderOptions } from './rendered.ts';

/** What a channel is told, in words and pictures. */
export function renderMessage(subject: Subject, options: RenderOptions): Rendered {
  const numbers = options.phoneNumbers === 'full' ? 'any' : 'as-shown';
  const open = maskedWhereAsked(withRepeat(renderSubject(subject, options), subject, options), options);
  const readers = { ...options, numbers } as const;
  const { text, blocks } = hideTyped(open, readers);
  const rendered = { text, blocks: withoutTellingValues(blocks, readers) };
  return 'bundle' in subject ? withMention(rendered, subject) : rendered;
}

/** The one place that knows which words go with which news. */
function renderSubject(subject: Subject, options: RenderOptions): Rendered {
  if (subject.kind === 'digest') return renderDigest(subject.digest, options.hiddenFields);
  if (subject.kind === 'incident') return renderIncident(subject.incident, options, subject.counted);
  if (subject.kind === 'incident-closing') return renderIncidentClosing(subject.incident);
  if (subject.kind === 'list') return renderSharedList(subject.list, options);
  if (subject.kind === 'replay') return renderReplay(subject.replay, options);
  if (subject.kind === 'setting') return renderSettingChange(subject.change, options);
  if (subject.kind === 'welcome') return renderWelcome();
  if (subject.kind === 'unknown-states') return renderUnknownStates(subject.states);
  if (subject.kind === 'erased') return renderErased();
  return renderBundle(subject, options);
}
