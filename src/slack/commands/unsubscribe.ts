import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { splitTopic } from '../../calls/subscribe-words.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { changeSetting } from '../../store/settings.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { renderProblem, renderUnknownWords } from '../messages/problem.ts';
import { paragraph, words } from '../messages/rich.ts';
import { spokenSubscription, subscriptionLine } from '../messages/subscription-words.ts';
import { filterContext } from '../render-options.ts';
import { showSubscriptions } from './subscriptions.ts';

/** `errors`, `calls human`, or `all`; where it is not clear which one is meant, they are shown to pick from. */
export const unsubscribe: Handler = {
  changes: true,
  async answer(asked, desk) {
    const here = (await listSubscriptions(desk.db)).filter((it) => it.channel === asked.channelId);
    if (here.length === 0) return renderProblem(nothingHere);
    const { topic, rest } = splitTopic(asked.input);
    if (/^all$/i.test(asked.input)) return remove(here, asked, desk);
    const { filter, problems } = parseFilter(rest, filterContext(desk));
    if (problems.length > 0) return renderUnknownWords(problems, `/revox unsubscribe ${asked.input}`);
    const meant = meantBy({ topic, filter: formatFilter(filter) }, here);
    return meant === null ? showSubscriptions(asked, desk, 0) : remove([meant], asked, desk);
  },
};

/** The one of these words; else the only one that they can mean. */
function meantBy(
  { topic, filter }: { topic: Subscription['topic'] | null; filter: string },
  here: Subscription[],
): Subscription | null {
  const ofTopic = here.filter((it) => topic === null || it.topic === topic);
  const exact = ofTopic.filter((it) => it.filter === filter);
  if (exact.length === 1 && (topic !== null || filter !== '')) return exact[0] as Subscription;
  return filter === '' && ofTopic.length === 1 ? (ofTopic[0] as Subscription) : null;
}

async function remove(subscriptions: Subscription[], { userId }: Asked, { db, now }: Desk): Promise<Answer> {
  await db.transaction().execute(async (tx) => {
    for (const subscription of subscriptions)
      await changeSetting(tx, { before: { kind: 'subscription', subscription }, after: null }, userId, now());
  });
  return {
    text: `No longer told here: ${subscriptions.map(spokenSubscription).join('; ')}.`,
    blocks: paragraph([words('No longer told here:')], ...subscriptions.map(subscriptionLine), [
      words('The line about it in this channel has an Undo.'),
    ]),
  };
}

const nothingHere = {
  what: 'This channel is subscribed to nothing.',
  next: 'To hear of something here:',
  commands: ['/revox subscribe errors', '/revox subscribe'],
};
