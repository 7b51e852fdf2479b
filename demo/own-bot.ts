import type { Bot } from './bot.ts';

/** A bot that somebody else starts, with what `startCommand` says: where it will listen is known, and no more of it. */
export function ownBot(port: number): Bot {
  const { promise: never } = Promise.withResolvers<void>();
  return {
    url: `http://127.0.0.1:${port}`,
    ended: never,
    lastLogLines: async () => '',
    stop: async () => undefined,
  };
}

/** For a shell, to be copied: the bot with this environment. */
export function startCommand(environment: Record<string, string>): string {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  return [...settings, 'npm start'].join(' \\\n');
}

function quoted(value: string): string {
  return /^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
