import { nearest } from '../../calls/filter/nearest.ts';
import { parseFilter } from '../../calls/filter.ts';
import type { HelpTopic } from '../blocks/help-topic.ts';
import { renderUnknownCommand } from '../blocks/problem.ts';
import { call } from '../calls/call-command.ts';
import { calls } from '../calls/calls-command.ts';
import { live } from '../calls/live-command.ts';
import { digest } from '../digests/digest-command.ts';
import type { Answer, Asked, Command, Desk, Handler } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import type { Route } from '../door/route.ts';
import { forget } from '../erasing/forget-command.ts';
import { held } from '../erasing/held-command.ts';
import { exportCalls } from '../exports/export-command.ts';
import { renderHelp } from '../help/help.ts';
import { topicsToRead } from '../help/help-topics.ts';
import { menu } from '../help/menu-command.ts';
import { mute } from '../mutes/mute-command.ts';
import { unmute } from '../mutes/unmute-command.ts';
import { replay } from '../news/replay-command.ts';
import { createRun, runSaved } from '../saved/run-command.ts';
import { createSave } from '../saved/save-command.ts';
import { stats } from '../stats/stats-command.ts';
import { status } from '../status/status-command.ts';
import { subscribe } from '../subscriptions/subscribe-command.ts';
import { subscriptions } from '../subscriptions/subscriptions-command.ts';
import { unsubscribe } from '../subscriptions/unsubscribe-command.ts';
import { why } from '../subscriptions/why-command.ts';

/** In the order of the help. */
export const allCommands: Command[] = [
  calls,
  call,
  live,
  stats,
  exportCalls,
  createSave(routeCommand),
  createRun(routeCommand),
  digest,
  subscribe,
  subscriptions,
  unsubscribe,
  mute,
  unmute,
  why,
  replay,
  held,
  forget,
  status,
  menu,
  { word: 'help', help: null, answer: async ({ input }) => renderHelp(input, helpTopics) },
];

const commands: Record<string, Command> = Object.fromEntries(
  allCommands.map((command) => [command.word, command]),
);

export const commandWords = Object.keys(commands);

/** Buttons and menus of what commands answer, by action id. */
export const commandButtons: Record<string, Handler> = Object.assign(
  {},
  ...allCommands.map(({ buttons = {} }) => buttons),
);

/** All the help there is. */
export const helpTopics: HelpTopic[] = [
  ...allCommands.flatMap(({ word, help }) => (help === null ? [] : [{ name: word, ...help }])),
  ...topicsToRead,
];

/** The first word says what is wanted; a bare `/revox` shows what there is. */
export function routeCommand(text: string): Route {
  const [, typed = '', input = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  const word = typed === '' ? 'menu' : typed.toLowerCase();
  if (Object.hasOwn(commands, word)) return { word, input: input.trim(), handler: commands[word] as Command };
  return { word: 'unknown', input: text.trim(), handler: { answer: unknown } };
}

/** What a person saved under a name can be asked for by the name alone. */
async function unknown(asked: Asked, desk: Desk): Promise<Answer> {
  const { input } = asked;
  const saved = await runSaved(asked, desk, routeCommand);
  return (
    saved ?? renderUnknownCommand(input, isFilter(input, desk) ? `calls ${input}` : nearestCommand(input))
  );
}

/** Words of a filter without `calls` before them are the likeliest slip. */
function isFilter(text: string, desk: Desk): boolean {
  return parseFilter(text, filterContext(desk)).problems.length === 0;
}

function nearestCommand(text: string): string | null {
  const [word = ''] = text.toLowerCase().split(/\s/);
  return nearest(word, Object.keys(commands));
}
