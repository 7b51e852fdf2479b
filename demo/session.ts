import { setTimeout as delay } from 'node:timers/promises';

import type { Demo } from './demo.ts';
import { runDemoCommand } from './demo-command.ts';
import type { Channel } from './slack/events.ts';
import { choices } from './terminal/choices.ts';
import { eventLines } from './terminal/event-lines.ts';
import type { Screen } from './terminal/screen.ts';
import { span } from './terminal/spans.ts';
import { welcome, whereabouts } from './welcome.ts';

export interface Session {
  /** Does what a line says; settles once it was answered. */
  enter(line: string): Promise<'go on' | 'quit'>;
  close(): void;
}

const answerTimeoutMs = 8000;
/** An answer may come in two steps: “one moment”, then the thing itself. */
const settledMs = 400;

/** One person at the keyboard: what happens in the workspace is shown, what they type happens there. */
export function openSession(demo: Demo, screen: Screen): Session {
  const { workspace, gestures } = demo;
  const offered = choices();
  let channel = workspace.channels.find(({ name }) => name === 'calls') as Channel;
  let lastAnswerAt = 0;

  const names = new Map([
    ...workspace.channels.map(({ id, name }) => [id, name] as const),
    [workspace.personId, 'you'],
  ]);
  const close = workspace.listen((event) => {
    if (event.kind === 'answer' || event.kind === 'view') lastAnswerAt = Date.now();
    const nameOf = (id: string) => names.get(id) ?? null;
    const { offerer } = offered;
    screen.print(eventLines(event, { width: screen.width(), nameOf, pageUrl: demo.page.url, offerer }));
  });
  showPrompt();

  return {
    close,
    async enter(line) {
      const typed = line.trim();
      if (typed === 'quit' || typed === 'exit') return 'quit';
      if (!screen.interactive) say(`› ${typed}`);
      if (typed !== '') await perform(typed).catch(sayWhatFailed);
      showPrompt();
      return 'go on';
    },
  };

  async function perform(typed: string): Promise<void> {
    const choice = offered.find(typed);
    const named = workspace.channels.find(({ name }) => `#${name}` === typed);
    const [command, ...words] = typed.split(/\s+/);
    if (choice !== null) return answered(() => gestures.use(choice.control, choice.where));
    if (named !== undefined) return goTo(named);
    if (command === '/revox') return answered(() => gestures.typeCommand(words.join(' '), channel));
    if (command === '/demo') return say(...runDemoCommand(words.join(' '), demo.revox.controls));
    if (typed === 'help' || typed === '?') return screen.print([...welcome(demo), ...whereabouts(demo)]);
    say('Type /revox help, the name of a button such as 1 or a1, a channel such as #digest, /demo, or help.');
  }

  async function answered(gesture: () => Promise<void>): Promise<void> {
    const since = Date.now();
    await gesture();
    while (lastAnswerAt < since && Date.now() < since + answerTimeoutMs) await delay(50);
    while (Date.now() < lastAnswerAt + settledMs) await delay(50);
    if (lastAnswerAt < since) say(`No answer came. The bot’s log may say why: ${demo.logPath}`);
  }

  function goTo(other: Channel): void {
    channel = other;
    say(`You are in #${other.name}.`);
  }

  function sayWhatFailed(error: unknown): void {
    say(`That did not work: ${error instanceof Error ? error.message : String(error)}`);
  }

  function say(...lines: string[]): void {
    screen.print(lines.map((line) => [span(line, 'dim')]));
  }

  function showPrompt(): void {
    screen.setPrompt(`#${channel.name} › `);
  }
}
