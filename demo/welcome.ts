import type { Demo } from './demo.ts';
import { type Line, span } from './terminal/spans.ts';

const toTry = [
  ['/revox calls errored', 'calls that failed, newest first'],
  ['/revox calls human since:24h', 'the same words filter everything'],
  ['/revox digest now', 'the day so far'],
  ['/revox status', 'is the bot well?'],
  ['/demo burst 500', '500 calls fail at once: see how few messages that makes'],
] as const;

/** The first screen: the one address to open, and what to try. */
export function welcome({ page }: Demo): Line[] {
  const column = 32;
  return [
    [],
    [span('Revox for Slack, with Slack and Revox emulated on this machine', 'bold')],
    [],
    [span('  Open     ', 'bold'), span(page.url, 'underline', 'cyan')],
    [],
    [span('Try it there, or here', 'bold')],
    ...toTry.map(
      ([command, about]): Line => [span(`  ${command.padEnd(column)}`, 'cyan'), span(about, 'dim')],
    ),
    [],
    [span('A button’s name, such as 1 or a1, presses it. /demo lists what can be made to happen,', 'dim')],
    [span('help says what runs where.', 'dim')],
    [span('The first calls end in a few seconds. Ctrl-C ends it all.', 'dim')],
    [],
  ];
}

/** What the page does not show: where the emulators and the log can be looked at. */
export function whereabouts({ workspace, revox, logPath }: Demo): Line[] {
  return [
    fact('Slack', workspace.inspectorUrl, 'every message, as Slack keeps it'),
    fact('Revox', revox.inspectorUrl, 'what the bot asks, and the call centre'),
    fact('Bot log', logPath, ''),
    [],
  ];
}

function fact(name: string, value: string, about: string): Line {
  return [span(`  ${name.padEnd(9)}`, 'dim'), span(value.padEnd(36)), span(about, 'dim')];
}
