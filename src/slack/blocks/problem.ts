import { number } from './numbers.ts';
import type { MessageBlock, Shown } from './rendered.ts';
import { bold, bullets, code, footnote, type Line, paragraph, words } from './rich.ts';

interface ProblemReply {
  /** What did not work, as a sentence. It may quote what a person typed. */
  what: string;
  /** What to do now, as a sentence. */
  next: string;
  /** Commands to try, whole, as they are typed. */
  commands?: string[];
}

/** What did not work and what to do about it: never a shrug, never a stack trace. */
export function renderProblem({ what, next, commands = [] }: ProblemReply): Shown {
  const shown = commands.slice(0, 5);
  return {
    blocks: [
      ...paragraph([bold(what, 400)], [words(next, 400)]),
      ...bullets(...shown.map((command): Line => [code(command, 300)])),
    ],
  };
}

export const notYours: ProblemReply = {
  what: 'That is set in another channel.',
  next: 'Do it there, or ask an admin of the bot. What is set here:',
  commands: ['/revox subscriptions'],
};

/** What people confirm is carried by the button that they click, and Slack takes no longer one. */
export function renderTooManyWords(length: number, most: number): Shown {
  return renderProblem({
    what: `Too many words: ${number(length)} characters, where ${number(most)} fit.`,
    next: 'Leave some of them out, then ask again. All the words:',
    commands: ['/revox help filters'],
  });
}

export const databaseBusy: ProblemReply = {
  what: 'The database is busy and didn’t answer in time.',
  next: 'Nothing is lost. Try again in a moment. If it keeps happening, check the status.',
  commands: ['/revox status'],
};

/** Its buttons stay in Slack for longer than its calls are stored. */
export const messageTooOld = {
  what: 'This message has expired: its list of calls is no longer stored.',
  next: 'Search for the calls by when they ended:',
  commands: ['/revox calls since:7d', '/revox help filters'],
};

export const listTooOld: ProblemReply = {
  what: 'This list has expired.',
  next: 'Ask for it again:',
  commands: ['/revox calls'],
};

export const callTooOld: ProblemReply = {
  what: 'This button no longer leads to a call.',
  next: 'Open it again from a list, or by the last digits of its number:',
  commands: ['/revox calls', '/revox call 5678'],
};

export const somethingBroke: ProblemReply = {
  what: 'That didn’t work, and it’s not your fault.',
  next: 'The error is in the bot’s log. Try again. If it keeps happening, tell the person who runs the bot.',
  commands: ['/revox status'],
};

/** Under the answer to a command that takes nothing: what was typed after it changed nothing. */
export function ignoredWords(command: string, typed: string): MessageBlock[] {
  return typed === ''
    ? []
    : footnote(`What you typed after /revox ${command} was ignored: it takes no words.`);
}

/** For the day Slack refuses direct messages with `messages_tab_disabled`. */
export const turnOnMessagesTab =
  'Ask the person who runs the bot to turn on App Home → Messages Tab in the settings of the Slack app.';
