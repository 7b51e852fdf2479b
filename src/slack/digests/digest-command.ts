import type { Instant } from '../../calls/call.ts';
import { periodOfDigest } from '../../calls/digest-filter.ts';
import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { parseOptions } from '../../calls/options/parse.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { localDate } from '../../calls/time/local-day.ts';
import { nextDigests } from '../../news/due-digests.ts';
import { claimInbound } from '../../store/messages/inbound.ts';
import { knownKeys } from '../../store/messages/messages.ts';
import { subscriptionChange } from '../../store/settings/change-setting.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import { isShareable } from '../calls/show-list.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { done } from '../subscriptions/done.ts';
import { checkRequest } from '../subscriptions/subscribing.ts';
import { changeWithinLimit, isThere, subscribeTo } from '../subscriptions/write-subscriptions.ts';
import { renderDigest, renderDigestRest } from './digest.ts';
import { renderDigestSet, shareDigestButton } from './digest-settings.ts';
import { shareDigest } from './share-digest.ts';
import { soFarWithFollowUps } from './so-far.ts';

/** Today so far, for the person who asks; or when this channel gets one. */
export const digest: Command = {
  word: 'digest',
  help: {
    also: ['report', 'daily', 'weekly'],
    group: 'Follow',
    summary: 'a day’s calls in numbers, now or on a schedule',
    usage: '/revox digest [now | daily 09:00 [weekdays] | weekly monday | off]',
    examples: [
      { typed: '/revox digest now', does: 'today so far, only for you; you can share it' },
      {
        typed: '/revox digest daily 08:30 Europe/Paris weekdays',
        does: 'every working day, in this channel',
        tried: null,
      },
      { typed: '/revox digest weekly monday 09:00', does: 'last week, every Monday', tried: null },
      { typed: '/revox digest daily 18:00 human', does: 'only calls with a person', tried: null },
      { typed: '/revox digest off', does: 'stops this channel’s digests', tried: null },
    ],
    notes: ['A digest covers the days since the last one. If you give no time zone, yours is used.'],
  },
  buttons: { share_digest: shareDigest },

  filters: true,
  async answer(asked, desk) {
    const [, first = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(asked.input) ?? [];
    if (first === '' || /^now$/i.test(first)) return digestSoFar(rest, asked, desk);
    if (/^off$/i.test(first)) return digestOff(rest, asked, desk);
    return saysWhen(asked.input) ? setDigest(asked, desk) : digestSoFar(asked.input, asked, desk);
  },
};

function saysWhen(text: string): boolean {
  const { options, problems } = parseOptions(text, 'digest');
  return Object.keys(options).length > 0 || problems.length > 0 || /(?<!\S)(?:daily|every)(?!\S)/i.test(text);
}

async function digestSoFar(text: string, asked: Asked, desk: Desk): Promise<Answer> {
  const context = filterContext(desk);
  const { filter, problems: unread } = parseFilter(text, context);
  const problems = [...unread, ...periodOfDigest(filter)];
  if (problems.length > 0) return renderUnknownWords(problems, `/revox digest now ${text}`);
  const date = localDate(context.now, context.timezone);
  const day = { date, timezone: context.timezone, filter: formatFilter(filter) };
  const soFar = await soFarWithFollowUps(desk.db, { ...day, now: context.now });
  const onScreen = renderDigest(soFar, desk.hiddenFields, isShareable(asked) ? shareDigestButton(day) : null);
  const rest = soFar.day.calls === 0 ? [] : renderDigestRest(soFar, desk.hiddenFields).blocks;
  return { ...onScreen, blocks: [...onScreen.blocks, ...rest] };
}

/** Doing it twice is doing it once, so that a request that Slack delivers again does no harm. */
async function setDigest(asked: Asked, desk: Desk): Promise<Answer> {
  const checked = await checkRequest(`digest ${asked.input}`, asked, desk);
  if ('refusal' in checked) return checked.refusal;
  const { wanted } = checked;
  const there = await isThere(desk.db, wanted);
  const isNew = there !== true && (await claimInbound(desk.db, asked.key, desk.now()));
  const refusal = isNew ? await subscribeTo(wanted, there, asked, desk) : null;
  if (refusal !== null) return refusal;
  return renderDigestSet(
    there === true ? wanted : null,
    await nextDigestAt(wanted, desk),
    renderOptions(desk),
  );
}

/** Each date has one digest, so a later time of a day whose digest was sent is a time of the next. */
async function nextDigestAt(wanted: Pick<Subscription, 'channel' | 'filter' | 'options'>, { db, now }: Desk) {
  const next = nextDigests(wanted, now());
  const keys = next.map(({ key }) => key);
  const made = await knownKeys(db, keys);
  return (next.find(({ key }) => !made.has(key)) ?? next[0])?.slotAt as Instant;
}

/** All of this channel, or the one of these words. */
async function digestOff(text: string, asked: Asked, desk: Desk): Promise<Answer> {
  const { filter, problems } = parseFilter(text, filterContext(desk));
  if (problems.length > 0) return renderUnknownWords(problems, `/revox digest off ${text}`);
  const words = formatFilter(filter);
  const here = (await listSubscriptions(desk.db)).filter(
    ({ channel, topic }) => topic === 'digest' && channel === asked.channelId,
  );
  const meant = words === '' ? here : here.filter((it) => it.filter === words);
  if (meant.length === 0) return renderProblem(noDigest);
  const changes = meant.map((it) => subscriptionChange(it, null));
  return (await changeWithinLimit(asked.channelId, changes, asked, desk)) ?? done();
}

const noDigest = {
  what: 'This channel gets no such digest.',
  next: 'Start one for every working day, or see today so far:',
  commands: ['/revox digest daily 08:30 weekdays', '/revox digest now'],
};
