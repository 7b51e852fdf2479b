import { nearest } from '../../calls/filter/nearest.ts';
import { parseFilter } from '../../calls/filter.ts';
import { parseMute } from '../../calls/mute-words.ts';
import type { HelpTopic } from '../blocks/help-topic.ts';
import { renderMeant, renderUnknownCommand } from '../blocks/unread-words.ts';
import { call } from '../calls/call-command.ts';
import { calls, isOneId } from '../calls/calls-command.ts';
import { live } from '../calls/live-command.ts';
import { digest } from '../digests/digest-command.ts';
import type { Answer, Asked, Command, Desk, Handler } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import type { Route } from '../door/route.ts';
import { forget } from '../erasing/forget-command.ts';
import { held } from '../erasing/held-command.ts';
import { exportCalls } from '../exports/export-command.ts';
import { todo } from '../follow-ups/todo-command.ts';
import { asTodo } from '../follow-ups/todo-words.ts';
import { renderHelp } from '../help/help.ts';
import { topicsToRead } from '../help/help-topics.ts';
import { menu } from '../help/menu.ts';
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
import { commandsMeant } from './sentences.ts';

/** In the order of the help. */
export const allCommands: Command[] = [
  calls,
  call,
  live,
  stats,
  exportCalls,
  createSave(routeCommand),
  createRun(routeCommand),
  todo,
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
  const line = withoutSlash(text);
  const [, typed = '', input = ''] = /^\s*(\S*)\s*(.*)$/s.exec(asTodo(line) ?? line) ?? [];
  const word = typed === '' ? 'menu' : (otherWords.get(typed.toLowerCase()) ?? typed.toLowerCase());
  if (Object.hasOwn(commands, word))
    return { word, input: withoutSmallWords(word, input.trim()), handler: commands[word] as Command };
  return { word: 'unknown', input: withoutSlash(text).trim(), handler: { filters: true, answer: unknown } };
}

const otherWords = new Map([
  ...['?', 'aide', '-h', '--help'].map((word) => [word, 'help'] as const),
  ...['statistiques', 'statistique', 'chiffres'].map((word) => [word, 'stats'] as const),
  ...['exporter', 'exporte'].map((word) => [word, 'export'] as const),
  ...([
    ['état', 'status'],
    ['etat', 'status'],
    ['appel', 'call'],
    ['abonnements', 'subscriptions'],
    ['pourquoi', 'why'],
  ] as const),
]);

/** “subscribe this channel to errors”, “unsubscribe from errors here”, “export yesterday to excel” */
function withoutSmallWords(word: string, input: string): string {
  if (word === 'subscribe' || word === 'unsubscribe')
    return input
      .replace(/^(?:(?:me|us|(?:this )?channel)\s+)?(?:to|from)\s+(?:the\s+)?/i, '')
      .replace(/(?:^|\s+)(?:here|(?:in|to) this channel)$/i, '');
  return word === 'export'
    ? input.replace(
        /(?:^|\s+)(?:(?:to|as|in|en|into)\s+(?:an?\s+)?)?(?:csv|excel|spreadsheet|file|fichier)$/i,
        '',
      )
    : input;
}

/** Who copied a command has its slash, and maybe backticks or quotation marks; others name the bot first. */
function withoutSlash(text: string): string {
  const line = text.trim().replace(/^`([^`]*)`$/, '$1');
  const [before = '', opening] = toTheBot.exec(line) ?? [];
  const rest = line.slice(before.length);
  // A closing quotation mark without the other is part of the line.
  return opening === undefined ? rest : rest.replace(/["”]$/, '');
}

/** `@Revox`, also as Slack recognised it. Somebody else who is named is meant. */
const mention = String.raw`<@\w+\|revox>|[@＠]revox(?![\w.-])`;
const toTheBot = new RegExp(String.raw`^(["“])?(?:(?:\/revox(?![\w-])|${mention})[\s,:]*)+`, 'i');

/** A search that the person saved, an id, or words of a filter: what needs no command before it. */
async function unknown(asked: Asked, desk: Desk): Promise<Answer | null> {
  const { input } = asked;
  const saved = await runSaved(asked, desk, routeCommand);
  if (saved !== null) return saved;
  const { filter, problems } = parseFilter(input, filterContext(desk));
  const lines = problems.length === 0 ? null : commandsMeant(input, filterContext(desk));
  if (lines !== null) return isLookUp(lines) ? run(lines[0], asked, desk) : renderMeant(input, lines);
  const isNothing = problems.every(
    (it) => it.isUnknown && it.suggestion === null && it.choices === undefined,
  );
  const isAboutCalls = filter.terms.length > 0 || problems.length === 0 || !isNothing || isOneId(input);
  const meant = problems.some(({ word }) => input.startsWith(word)) ? nearestCommand(input, desk) : null;
  return isAboutCalls && meant === null ? calls.answer(asked, desk) : renderUnknownCommand(input, meant);
}

/** “show me failed calls”: changes nothing, and its answer says what was looked up. */
function isLookUp(lines: string[]): lines is [string] {
  return lines.length === 1 && /^(?:calls|stats|live|status|help|menu)\b/.test(lines[0] ?? '');
}

function run(line: string, asked: Asked, desk: Desk): Promise<Answer | null> {
  const { input, handler } = routeCommand(line);
  return handler.answer({ ...asked, input }, desk);
}

/** What help finds elsewhere, and who begins with it wants something else. */
const meantFirst = new Map([
  ['quiet', 'mute'],
  ['undo', 'subscriptions'],
  ['who', 'calls callback'],
]);

/** The command that was meant by its first word, by a slip or by another word for it, which need not take the rest. */
function nearestCommand(text: string, desk: Desk): string | null {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  const lower = word.toLowerCase();
  const first = meantFirst.get(lower);
  const known = first ?? helpTopics.find(({ also, usage }) => usage !== null && also.includes(lower))?.name;
  const takesRest =
    known === 'mute' ? parseMute(rest, filterContext(desk)).request !== null : first === undefined;
  if (known !== undefined && !takesRest) return known;
  const meant = known ?? nearest(lower, Object.keys(commands));
  return meant === null ? null : `${meant} ${rest}`.trim();
}
