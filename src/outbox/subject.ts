import { z } from 'zod';

import type { Instant } from '../calls/call.ts';
import type { Subject } from '../calls/message.ts';
import { bundleOf } from '../store/bundles.ts';
import type { Store } from '../store/database.ts';
import { digestOf } from '../store/digests.ts';
import { findIncident } from '../store/incidents.ts';
import type { Message } from '../store/messages.ts';
import { sharedListOf } from '../store/shared-lists.ts';

const digestSubject = z.object({
  date: z.string(),
  timezone: z.string(),
  filter: z.string(),
  slotAt: z.number(),
});

/** What a message tells of, as it is now; null when nothing is left to tell. */
export async function subjectOf(store: Store, message: Message, now: Instant): Promise<Subject | null> {
  switch (message.kind) {
    case 'calls':
    case 'errors': {
      const list = await sharedListOf(store, message);
      if (list !== null) return list.calls.length === 0 ? null : { kind: 'list', list };
      const bundle = await bundleOf(store, message.id, message.createdAt);
      return bundle === null ? null : { kind: message.kind, bundle };
    }
    case 'incident': {
      const incident = message.incidentId === null ? null : await findIncident(store, message.incidentId);
      if (incident === null) return null;
      return message.threadTs === null
        ? { kind: 'incident', incident }
        : { kind: 'incident-closing', incident };
    }
    case 'digest': {
      const query = digestSubject.parse(message.subject);
      return { kind: 'digest', digest: await digestOf(store, { ...query, now }) };
    }
    case 'replay':
      return null;
  }
}
