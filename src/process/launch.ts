import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { isBundled, newestProgram, ownProgram, type Program, root } from './bundle.ts';
import { environment } from './config.ts';
import { stopSignals } from './stop-signals.ts';

interface LaunchedCommand {
  program: Program;
  does: string;
  /** Of Node, beside those that every command has. */
  options?: string[];
}

/** What one can type behind `revox-for-slack`. */
export const commands: Record<string, LaunchedCommand> = {
  demo: { program: 'demo', does: 'shows it at work, with Slack and Revox emulated on this machine' },
  doctor: { program: 'doctor', does: 'checks the settings before a start, and says how to fix each problem' },
  // A small young generation of the heap takes less memory, as does an old one that at most doubles before it is
  // collected; `settle.ts` has the rest collected.
  start: {
    program: 'main',
    does: 'runs the bot',
    options: ['--max-semi-space-size=2', '--heap-growing-percent=100', '--expose-gc'],
  },
  backup: {
    program: 'backup',
    does: 'copies the database while the bot runs: backup <file.db or folder/>, made if new',
  },
  config: {
    program: 'configuration',
    does: 'has what is posted where in a file: config export, plan <file>, apply <file>',
  },
  recount: { program: 'recount', does: 'counts stored calls again while the bot runs, and corrects figures' },
  verify: { program: 'verify', does: 'checks that your Slack accepts every kind of message' },
};

/** Nobody may turn a debugger on. */
const always = ['--disable-sigusr1'];
const settingsFile = '.env';

/** For glibc, so that it gives back what is freed: one place for all threads, and cut where so much is free. */
export const allocation = { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '1' };

const usedWrongly = 2;

/** Hands this process over to a program, or where that is impossible waits for it. @returns the exit code. */
export function launch([word = 'help', ...args]: string[]): number {
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined) return explain(word);
  const argv = argvOf(command, args);
  return process.platform === 'win32' ? runBeside(argv) : replaceBy(argv);
}

/** The arguments of Node that run a command. */
export function argvOf({ program, options = [] }: LaunchedCommand, args: string[]): string[] {
  const settings = existsSync(settingsFile) ? [`--env-file=${settingsFile}`] : [];
  return [...always, ...settings, ...options, programFile(program), ...args];
}

function programFile(program: Program): string {
  return isBundled ? ownProgram(program) : join(root, newestProgram(program));
}

/** The program is this process from here on, so that signals reach it and its exit code counts. */
function replaceBy(argv: string[]): never {
  process.execve?.(process.execPath, [process.execPath, ...argv], { ...allocation, ...environment() });
  throw new Error('this Node cannot hand its process over');
}

/** Windows sends its signals to both, and the program is the one that knows how to stop. */
function runBeside(argv: string[]): number {
  for (const signal of stopSignals()) process.on(signal, () => undefined);
  return spawnSync(process.execPath, argv, { stdio: 'inherit' }).status ?? 1;
}

function explain(word: string): number {
  const wanted = ['help', '--help', '-h'].includes(word);
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(8)}${does}`);
  const usage = `revox-for-slack <command>\n\n${lines.join('\n')}\n\nSettings are in the environment or in .env.\n`;
  if (wanted) process.stdout.write(usage);
  else process.stderr.write(`There is no command “${word}”.\n\n${usage}`);
  return wanted ? 0 : usedWrongly;
}
