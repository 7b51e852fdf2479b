import { parseFilter } from '../../calls/filter.ts';
import { isTimezone } from '../../calls/time/timezone.ts';
import { enqueueDigest } from '../../store/messages/digests.ts';
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
    const digest = { ...day, channel: channelId, days: 1, slotAt: at };
    const shared = { form: 'digest-shared', key: `digest-shared:${key}` } as const;
    await desk.db.transaction().execute((tx) => enqueueDigest(tx, { ...digest, ...shared }, at));
    return sentence('I’m posting the digest in this channel.');
  },
};

function isReal({ date, timezone, filter }: ShownDay, desk: Desk): boolean {
  const isDate = !Number.isNaN(Date.parse(`${date}T00:00Z`));
  return isDate && isTimezone(timezone) && parseFilter(filter, filterContext(desk)).problems.length === 0;
}

const tooOld = {
  what: 'This digest has expired.',
  next: 'Get a new one:',
  commands: ['/revox digest now'],
};
