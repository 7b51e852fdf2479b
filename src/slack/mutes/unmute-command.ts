import { z } from 'zod';
import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { isInForce } from '../../calls/mute.ts';
import { findMute, mutesInForce } from '../../store/settings/mutes.ts';
import { notYours, renderProblem } from '../blocks/problem.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import { mayChange } from '../door/authority.ts';
import type { Command, Handler } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import { done } from '../subscriptions/done.ts';
import { listAgain } from '../subscriptions/show-subscriptions.ts';
import { endMutesNow, unreadable } from './muting.ts';

const id = z.string().min(1).max(100);

/** From the list of subscriptions, which is shown again in its place. */
const unmuteCalls: Handler = {
  filters: true,
  changes: true,
  async answer(asked, desk) {
    const mute = await findMute(desk.db, id.safeParse(asked.input).data ?? '');
    if (mute === null) return renderProblem(unreadable);
    if (!mayChange(mute.channel, asked, desk)) return renderProblem(notYours);
    const refusal = isInForce(mute, desk.now()) ? await endMutesNow([mute], asked, desk) : null;
    return refusal ?? listAgain(mute, asked, desk);
  },
};

/** Everything that is muted here, or what these words mute. */
export const unmute: Command = {
  word: 'unmute',
  help: null,
  buttons: { unmute_calls: unmuteCalls },

  changes: true,
  async answer(asked, desk) {
    const { filter, problems } = parseFilter(asked.input, filterContext(desk));
    if (problems.length > 0) return renderUnknownWords(problems, `/revox unmute ${asked.input}`);
    const words = formatFilter(filter);
    const here = (await mutesInForce(desk.db, desk.now())).filter((it) => it.channel === asked.channelId);
    const meant = words === '' ? here : here.filter((it) => it.filter === words);
    if (meant.length === 0) return renderProblem(here.length === 0 ? nothingMuted : notMuted);
    return (await endMutesNow(meant, asked, desk)) ?? done('Unmuted. I’m posting what was held back.');
  },
};

const nothingMuted = {
  what: 'Nothing is muted here.',
  next: 'To mute something for a while:',
  commands: ['/revox mute busy 2h'],
};

const notMuted = {
  what: 'That isn’t muted here.',
  next: 'See what’s muted, or unmute everything:',
  commands: ['/revox subscriptions', '/revox unmute'],
};
