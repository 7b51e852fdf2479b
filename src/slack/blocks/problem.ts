import { withNames } from '../../calls/typed-text.ts';
import { number } from './numbers.ts';
import type { MessageBlock, Shown } from './rendered.ts';
import { bold, bullets, code, dotted, footnote, type Line, paragraph, words } from './rich.ts';

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

/** A word of a filter that means nothing to us. */
interface UnknownWord {
  word: string;
  message: string;
  suggestion: string | null;
}

/** All that cannot be read at once, each with what to write instead, and the command as it was probably meant. */
export function renderUnknownWords(problems: UnknownWord[], command: string): Shown {
  const shown = problems.slice(0, 5).map((it) => ({ ...it, word: withNames(it.word) }));
  const meant = corrected(command, problems);
  return {
    blocks: [
      ...paragraph([bold(notClear)]),
      ...bullets(...shown.map(problemLine)),
      ...paragraph(
        meant === null
          ? [words('All the words: '), code('/revox help filters')]
          : [words('Did you mean '), code(meant), words('?')],
      ),
    ],
  };
}

const notClear = 'That is not clear yet';

/** A sentence about the word goes on after it, so that nobody reads the word twice. */
function problemLine({ word, message }: UnknownWord): Line {
  const [, quoted = word, rest = ''] = /^“([^”]*)”( .*)$/s.exec(message) ?? [];
  const isAboutIt = rest !== '' && word.endsWith(quoted);
  return isAboutIt ? [code(word, 60), words(rest, 200)] : dotted(code(word, 60), words(message, 200));
}

function corrected(command: string, problems: UnknownWord[]): string | null {
  if (problems.every(({ suggestion }) => suggestion === null)) return null;
  const spaced = ` ${command.split(/\s+/).join(' ')} `;
  const meant = problems.reduce(
    (line, { word, suggestion }) => line.replaceAll(` ${word} `, () => ` ${suggestion ?? ''} `),
    spaced,
  );
  return meant.replaceAll(/ {2,}/g, ' ').trim();
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

/** A command that is none of ours. */
export function renderUnknownCommand(typed: string, nearest: string | null): Shown {
  return renderProblem({
    what: `I do not know the command “${withNames(typed).slice(0, 80)}”.`,
    next: nearest === null ? 'Here is what I know:' : 'Did you mean this?',
    commands: nearest === null ? ['/revox help'] : [`/revox ${nearest}`, '/revox help'],
  });
}

/** For the day Slack refuses direct messages with `messages_tab_disabled`. */
export const turnOnMessagesTab =
  'Ask whoever runs the bot to turn on App Home → Messages Tab in the settings of the Slack app.';
