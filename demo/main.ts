import { setTimeout as delay } from 'node:timers/promises';

import { type Demo, startDemo } from './demo.ts';
import { openBrowser } from './open-browser.ts';
import { openSession, type Session } from './session.ts';
import { openScreen, type Screen } from './terminal/screen.ts';
import { welcome } from './welcome.ts';

/** Piped commands ask about the history, so they wait until the bot has read it, but not for ever. */
const historyTimeoutMs = 10_000;

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

const screen = openScreen(process.stdin, process.stdout);
const interrupted = Promise.withResolvers<void>();
/** npm hands on what the terminal has sent to both of them, so that one Ctrl+C comes twice. */
const echoMs = 500;
let interruptedAt = Number.NaN;
const interrupt = () => {
  if (performance.now() - interruptedAt > echoMs) process.exit(130);
  if (Number.isNaN(interruptedAt)) interruptedAt = performance.now();
  interrupted.resolve();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
screen.onInterrupt(interrupt);

process.exitCode = await run();
screen.close();

async function run(): Promise<number> {
  let demo: Demo;
  try {
    demo = await startDemo();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  screen.print(welcome(demo));
  if (screen.interactive) openBrowser(demo.page.url, process.env);
  const session = openSession(demo, screen);
  const reason = await Promise.race([
    interrupted.promise.then(() => 'interrupted' as const),
    demo.bot.ended.then(() => 'bot ended' as const),
    readLines(demo, session, screen),
  ]);
  session.close();
  const lastLogLines = await demo.bot.lastLogLines();
  await demo.stop();
  if (reason !== 'bot ended') return 0;
  process.stderr.write(`The bot ended by itself. Its log ends with:\n${lastLogLines}\n`);
  return 1;
}

/** Piped lines are answered and that is all; with none, and at a terminal, the demo goes on. */
async function readLines(demo: Demo, session: Session, from: Screen): Promise<'done'> {
  let entered = 0;
  for await (const line of from.lines()) {
    if (entered === 0 && !from.interactive) await untilHistoryIsRead(demo);
    entered++;
    if ((await session.enter(line)) === 'quit') return 'done';
  }
  if (entered > 0 || from.interactive) return 'done';
  return new Promise(() => undefined);
}

async function untilHistoryIsRead(demo: Demo): Promise<void> {
  const deadline = Date.now() + historyTimeoutMs;
  while (!demo.revox.wasReadToTheEnd() && Date.now() < deadline) await delay(100);
  await delay(1000);
}
