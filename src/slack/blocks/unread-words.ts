import type { FilterProblem } from '../../calls/filter/parse.ts';
import { tokensOf } from '../../calls/filter/tokens.ts';
import { withNames } from '../../calls/typed-text.ts';
import { commandButton } from './command-button.ts';
import { listed } from './numbers.ts';
import { fitting } from './plain.ts';
import type { MessageBlock, Shown } from './rendered.ts';
import { actions, bold, bullets, code, dotted, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';

const mostButtons = 5;

/**
 * All that nobody can read, each with the reason, and a button for each way it may have been meant. What words to try
 * is said once, and only where there is no such button.
 */
export function renderUnknownWords(problems: FilterProblem[], command: string): Shown {
  const shown = problems.slice(0, 5).map((it) => ({ ...it, word: withNames(it.word) }));
  const title = headline(shown);
  const lines = meantLines(problems, command.replace(/^\/revox /, ''));
  const explained = shown.filter(({ isUnknown }) => !isUnknown);
  const unknown = shown.filter(({ isUnknown }) => isUnknown);
  const list = shown.length === 1 ? [] : explained.map(problemLine);
  const reasons = explained.map(reason).filter((it) => it !== title);
  const tries = lines.length > 0 ? [] : [...new Set(unknown.map(reason))].filter((it) => it !== '');
  const below = (list.length === 0 ? [...reasons, ...tries] : tries).map((it) => [words(it, 200)]);
  return withOffers(
    title,
    reasons,
    list.length === 0
      ? paragraph([bold(title, 300)], ...below)
      : [...paragraph([bold(title, 300)]), ...bullets(...list), ...paragraph(...below)],
    lines,
  );
}

/** What is no command, and begins with no word of a filter. */
export function renderUnknownCommand(typed: string, nearest: string | null): Shown {
  const title = `I didn’t understand “${withNames(typed).slice(0, 80)}”.`;
  if (nearest !== null) return withOffers(title, [], paragraph([bold(title, 120)]), [nearest, 'help']);
  const next = 'Look calls up by words such as human, busy or today, or see everything you can ask:';
  const tries = buttons(['calls today', 'help']);
  return { blocks: [...paragraph([bold(title, 120)], [words(next)]), ...actions(...tries)] };
}

/** A sentence in plain words, and the commands that may do what it asks for. */
export function renderMeant(typed: string, lines: string[]): Shown {
  const title = `I’m not sure what you mean by “${withNames(typed).slice(0, 80)}”.`;
  return withOffers(title, [], paragraph([bold(title, 150)]), lines);
}

/** What there is not, and what may have been meant instead. */
export function renderNearest(what: string, lines: string[]): Shown {
  return withOffers(what, [], paragraph([bold(what, 150)]), lines);
}

/** Buttons are not read aloud, so what they do is said in the text. */
function withOffers(title: string, reasons: string[], blocks: MessageBlock[], lines: string[]): Shown {
  if (lines.length === 0)
    return { blocks: [...blocks, ...actions(commandButton('All filter words', 'help filters', 1))] };
  const meant = `Did you mean ${lines.map((line) => `/revox ${withNames(line)}`).join(' or ')}?`;
  return {
    text: fitting([title, ...reasons, meant].map((it) => spoken(it, 400))),
    blocks: [
      ...blocks,
      ...(title.endsWith('?') ? [] : paragraph([words('Did you mean:')])),
      ...actions(...buttons(lines)),
    ],
  };
}

function buttons(lines: string[]) {
  return lines.map((line, index) => commandButton(`/revox ${withNames(line)}`, line, index + 1));
}

function headline(problems: FilterProblem[]): string {
  const unread = problems.map(({ word }) => word).filter((word) => spoken(word) !== '');
  const [first] = problems;
  if (unread.length === 0) return (first && spoken(first.message)) || 'I didn’t understand that.';
  const quoted = listed(
    unread.map((word) => `“${word.slice(0, 60)}”`),
    3,
  );
  return problems.every(({ choices }) => choices !== undefined)
    ? `What do you mean by ${quoted}?`
    : `I didn’t understand ${quoted}.`;
}

function problemLine(problem: FilterProblem): Line {
  return dotted(code(problem.word, 60), words(reason(problem), 200));
}

/** Without the sentence that the headline says. */
function reason({ message, isUnknown }: FilterProblem): string {
  return isUnknown ? message.replace(/^I didn’t understand “[^”]*”\.\s*/, '') : message;
}

/** The line as it may have been meant: one for each meaning of the first question. Never the line as it is. */
function meantLines(problems: FilterProblem[], line: string): string[] {
  const typed = tokensOf(line).join(' ');
  const commands = problems.flatMap((it) => it.commands ?? []);
  const isHopeless = problems.some((it) => it.suggestion === null && it.choices === undefined);
  const question = problems.find(({ choices }) => choices !== undefined);
  const mended = replaced(typed, problems);
  const choices = question?.choices?.map((choice) => replaced(mended, [{ ...question, suggestion: choice }]));
  const lines = isHopeless ? commands : [...(choices ?? [mended]), ...commands];
  return [...new Set(lines)].filter((it) => it !== typed).slice(0, mostButtons);
}

function replaced(line: string, problems: Pick<FilterProblem, 'word' | 'suggestion'>[]): string {
  const meant = problems.reduce((left, { word, suggestion }) => {
    const typed = tokensOf(word).join(' ');
    return suggestion === null || typed === ''
      ? left
      : left.replaceAll(` ${typed} `, () => ` ${suggestion} `);
  }, ` ${line} `);
  return meant.replaceAll(/ {2,}/g, ' ').trim();
}
