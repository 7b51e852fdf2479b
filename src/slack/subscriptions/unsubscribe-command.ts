import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { splitTopic } from '../../calls/subscribe-words.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { subscriptionChange } from '../../store/settings/change-setting.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { commandButton } from '../blocks/command-button.ts';
import { renderProblem } from '../blocks/problem.ts';
import { actions, bold, button, paragraph, words } from '../blocks/rich.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import { done } from './done.ts';
import { showSubscriptions } from './show-subscriptions.ts';
import { whatIsTold } from './subscription-words.ts';
import { changeWithinLimit } from './write-subscriptions.ts';

/** `errors`, `calls human`, or `all`; without words, or with words for several, a person picks from them. */
export const unsubscribe: Command = {
  word: 'unsubscribe',
  help: null,

  filters: true,
  changes: true,
  async answer(asked, desk) {
    const here = (await listSubscriptions(desk.db)).filter((it) => it.channel === asked.channelId);
    if (here.length === 0) return renderProblem(nothingHere);
    if (asked.input === '') return renderWhich(here);
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
  const before = `This channel isn’t subscribed to ${wanted}, so nothing changed.`;
  return { blocks: [...paragraph([words(before)]), ...list.blocks] };
}

async function remove(subscriptions: Subscription[], asked: Asked, desk: Desk): Promise<Answer> {
  const changes = subscriptions.map((it) => subscriptionChange(it, null));
  return (await changeWithinLimit(asked.channelId, changes, asked, desk)) ?? done();
}

const mostPicked = 20;

/** Each has its button: nobody should lose a subscription by a command without words. */
function renderWhich(here: Subscription[]): Answer {
  const picked = here.slice(0, mostPicked).map((it) => whatIsTold(it));
  return {
    blocks: [
      ...paragraph([bold('What should this channel be unsubscribed from?')]),
      ...actions(
        ...picked.map((typed, index) => commandButton(typed, `unsubscribe ${typed}`, index + 1)),
        here.length > 1 ? commandButton('Everything', 'unsubscribe all', mostPicked + 1) : null,
        button('Cancel', 'cancel_proposal'),
      ),
    ],
  };
}

const nothingHere = {
  what: 'This channel has no subscriptions.',
  next: 'To start one:',
  commands: ['/revox subscribe errors', '/revox subscribe'],
};
