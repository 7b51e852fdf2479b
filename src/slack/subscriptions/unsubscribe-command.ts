import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { splitTopic } from '../../calls/subscribe-words.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext } from '../door/render-options.ts';
import { showSubscriptions } from './show-subscriptions.ts';
import { removeSubscriptions } from './subscribing.ts';
import { subscriptionLines } from './subscription-words.ts';

/** `errors`, `calls human`, or `all`; where it is not clear which one is meant, they are shown to pick from. */
export const unsubscribe: Command = {
  word: 'unsubscribe',
  help: null,

  filters: true,
  changes: true,
  async answer(asked, desk) {
    const here = (await listSubscriptions(desk.db)).filter((it) => it.channel === asked.channelId);
    if (here.length === 0) return renderProblem(nothingHere);
    const { topic, rest } = splitTopic(asked.input);
    if (/^all$/i.test(asked.input)) return remove(here, asked, desk);
    const { filter, problems } = parseFilter(rest, filterContext(desk));
    if (problems.length > 0) return renderUnknownWords(problems, `/revox unsubscribe ${asked.input}`);
    const wanted = { topic, filter: formatFilter(filter) };
    const meant = meantBy(wanted, here);
    if (meant !== null) return remove([meant], asked, desk);
    const list = await showSubscriptions(asked, desk, 0);
    return here.some((it) => fits(it, wanted)) ? list : notSubscribed(wanted, list);
  },
};

interface Wanted {
  /** Null for any. */
  topic: Subscription['topic'] | null;
  /** Empty for any. */
  filter: string;
}

/** The one of these words; else the only one that they can mean. */
function meantBy({ topic, filter }: Wanted, here: Subscription[]): Subscription | null {
  const ofTopic = here.filter((it) => topic === null || it.topic === topic);
  const exact = ofTopic.filter((it) => it.filter === filter);
  if (exact.length === 1 && (topic !== null || filter !== '')) return exact[0] as Subscription;
  return filter === '' && ofTopic.length === 1 ? (ofTopic[0] as Subscription) : null;
}

function fits(subscription: Subscription, { topic, filter }: Wanted): boolean {
  return (
    (topic === null || subscription.topic === topic) && (filter === '' || subscription.filter === filter)
  );
}

/** What there is instead follows. */
function notSubscribed({ topic, filter }: Wanted, list: Answer): Answer {
  const wanted = [topic ?? '', filter].join(' ').trim();
  const before = `This channel is not subscribed to ${wanted}, so nothing was removed.`;
  return { blocks: [...paragraph([words(before)]), ...list.blocks] };
}

async function remove(subscriptions: Subscription[], asked: Asked, desk: Desk): Promise<Answer> {
  const limit = await limitOf('setting', asked.channelId, asked, desk);
  if (limit !== null) return limit;
  await removeSubscriptions(subscriptions, asked, desk);
  return {
    blocks: paragraph([words('No longer told here:')], ...subscriptionLines(subscriptions), [
      words('The line about it in this channel has an Undo.'),
    ]),
  };
}

const nothingHere = {
  what: 'This channel is subscribed to nothing.',
  next: 'To hear of something here:',
  commands: ['/revox subscribe errors', '/revox subscribe'],
};
