import { onceParentIsGone } from '../src/process/parent.ts';
import { startDemo } from './demo.ts';
import { eventNotes } from './event-note.ts';
import { openBrowser } from './open-browser.ts';
import type { StoryName } from './revox/stories.ts';
import { namesIn } from './slack/shown-text.ts';
import type { Workspace } from './slack/workspace.ts';
import { welcome } from './welcome.ts';

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

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
onceParentIsGone(interrupted.resolve);
// Nobody reads on: the terminal is closed, or what the lines were piped into has ended.
process.stdout.on('error', () => interrupted.resolve());

/** As after the first start: tokens, and no channel. */
const isFirstRun = process.argv.includes('--first-run');
const isOwnBot = process.argv.includes('--own-bot');

process.exitCode = await run();

async function run(): Promise<number> {
  let story: StoryName | null = 'sales';
  for (let isFirst = true; story !== null; isFirst = false) {
    const ending = await runOne(story, isFirst);
    if (ending === 'bot ended') return 1;
    story = ending === 'interrupted' ? null : ending.otherStory;
  }
  return 0;
}

/** The demo with one company's calls. Another one starts again, at the same address. */
async function runOne(story: StoryName, isFirst: boolean) {
  const demo = await startDemo({ story, isFirstRun, isOwnBot }).catch(sayWhyNot);
  if (demo === null) return 'bot ended';
  process.stdout.write(`${welcome(demo)}\n`);
  if (isFirst && process.stdout.isTTY) openBrowser(demo.page.url, process.env);
  noteEvents(demo.workspace);
  const ending = await Promise.race([
    interrupted.promise.then(() => 'interrupted' as const),
    demo.bot.ended.then(() => 'bot ended' as const),
    demo.otherStory.then((name) => ({ otherStory: name })),
  ]);
  const lastLogLines = await demo.bot.lastLogLines();
  await demo.stop();
  if (ending === 'bot ended')
    process.stderr.write(`The bot stopped unexpectedly. Its log ends with:\n${lastLogLines}\n`);
  return ending;
}

function sayWhyNot(error: unknown): null {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return null;
}

function noteEvents(workspace: Workspace): void {
  const noteOf = eventNotes(namesIn(workspace), Date.now);
  workspace.listen((event) => {
    const note = noteOf(event);
    if (note !== null) process.stdout.write(`${note}\n`);
  });
}
