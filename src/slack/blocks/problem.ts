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
  what: 'The database is busy and did not answer in time.',
  next: 'Nothing is lost. Try again in a moment; if it goes on, look at the status.',
  commands: ['/revox status'],
};

/** Its buttons stay in Slack for longer than what it told is kept. */
export const messageTooOld = {
  what: 'This message is too old: which calls it told of is no longer kept.',
  next: 'Look for them by when they ended:',
  commands: ['/revox calls since:7d', '/revox help filters'],
};

export const listTooOld: ProblemReply = {
  what: 'This list is too old to be turned.',
  next: 'Ask for it again:',
  commands: ['/revox calls'],
};

export const callTooOld: ProblemReply = {
  what: 'This button no longer leads to a call.',
  next: 'Open it again from a list, or by the last digits of its number:',
  commands: ['/revox calls', '/revox call 5678'],
};

export const somethingBroke: ProblemReply = {
  what: 'That did not work, and it is not your fault.',
  next: 'It is in the log of the bot. Try again; if it goes on, tell who runs it.',
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
  'Ask whoever runs the bot to turn on App Home → Messages Tab in the settings of the Slack app.';
