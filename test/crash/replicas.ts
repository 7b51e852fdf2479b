import { type BotProcess, startBotProcess } from '../support/bot-process.ts';

/** The processes of one world, with a supervisor that starts again whoever died. */
export interface Replicas extends AsyncDisposable {
  /** @param token Who asked Slack last, if that is known; else the victim is the one with this number. */
  kill(token: string | null, victims: 'one' | 'all', victim: number): Promise<void>;
  /** Starts those that were killed. */
  restart(): void;
  /** @returns what went wrong with those that were not killed. */
  stop(): Promise<string[]>;
}

/** @param onEnd Told what each process said, once it is gone. */
export function startReplicas(
  count: number,
  environmentOf: (token: string) => Record<string, string>,
  onEnd: (token: string, lines: string[]) => void = () => undefined,
): Replicas {
  const tokens = Array.from({ length: count }, (_, index) => `xoxb-replica-${index}`);
  const alive = new Map<string, BotProcess>();
  const complaints: string[] = [];

  function start(token: string): void {
    const bot = startBotProcess(environmentOf(token));
    alive.set(token, bot);
    void bot.ended.then((code) => {
      onEnd(token, bot.lines);
      // Who was killed is not in the list any more.
      if (alive.get(token) === bot) complaints.push(`a process ended with ${code}:\n${lastLines(bot)}`);
    });
  }

  async function end(token: string, how: (bot: BotProcess) => Promise<void>): Promise<void> {
    const bot = alive.get(token);
    alive.delete(token);
    if (bot === undefined) return;
    await how(bot);
    complaints.push(...bot.lines.filter(isAlarming));
  }

  async function stopOne(bot: BotProcess): Promise<void> {
    const code = await bot.stop();
    if (code !== 0) complaints.push(`a process stopped with ${code}:\n${lastLines(bot)}`);
  }

  const replicas: Replicas = {
    async kill(token, victims, victim) {
      const one = token ?? (tokens[victim] as string);
      await Promise.all((victims === 'all' ? tokens : [one]).map((each) => end(each, (bot) => bot.kill())));
    },
    restart() {
      for (const token of tokens) if (!alive.has(token)) start(token);
    },
    async stop() {
      await Promise.all(tokens.map((token) => end(token, stopOne)));
      return complaints;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(tokens.map((token) => end(token, (bot) => bot.kill())));
    },
  };
  replicas.restart();
  return replicas;
}

/** Defects of ours, whatever the neighbours do. */
function isAlarming(line: string): boolean {
  return /"level":"fatal"|"msg":"a pass failed|more than once|could not be rendered/.test(line);
}

function lastLines({ lines }: BotProcess): string {
  return lines.slice(-8).join('\n');
}
