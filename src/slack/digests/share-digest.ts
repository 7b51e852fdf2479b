import { parseFilter } from '../../calls/filter.ts';
import { isTimezone } from '../../calls/time/timezone.ts';
import { enqueueMessage } from '../../store/messages/messages.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { refusalIn } from '../door/where-to-post.ts';
import { decodeShownDay, type ShownDay } from './digest-settings.ts';

/** Leaves the digest that a person was shown for their channel; the outbox takes it from there. */
export const shareDigest: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { input, channelId, key } = asked;
    const day = decodeShownDay(input);
    if (day === null || channelId === null || !isReal(day, desk)) return renderProblem(tooOld);
    const refusal =
      (await refusalIn(channelId, 'digest now', desk)) ?? (await limitOf('share', channelId, asked, desk));
    if (refusal !== null) return refusal;
    const at = desk.now();
    const message = { form: 'digest-shared', key: `digest-shared:${key}`, channel: channelId } as const;
    const subject = { ...day, slotAt: at };
    await enqueueMessage(desk.db, { ...message, kind: 'digest', subject, calls: 0 }, at);
    return sentence('The digest will be in this channel in a moment.');
  },
};

function isReal({ date, timezone, filter }: ShownDay, desk: Desk): boolean {
  const isDate = !Number.isNaN(Date.parse(`${date}T00:00Z`));
  return isDate && isTimezone(timezone) && parseFilter(filter, filterContext(desk)).problems.length === 0;
}

const tooOld = {
  what: 'I no longer know which digest this was.',
  next: 'Ask for it again:',
  commands: ['/revox digest now'],
};
