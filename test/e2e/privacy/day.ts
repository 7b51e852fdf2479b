import { type BotProcess, botEnvironment, startBotProcess } from '../../support/bot-process.ts';
import { SlackServer } from '../../support/slack/slack-server.ts';
import { until } from '../../support/slack/socket-mode-server.ts';
import { alertsChannel, callsChannel } from '../bot-in-time.ts';
import { startRevox } from '../told.ts';
import { crashOnSignal } from './crash-on-signal.ts';
import { askAbout, forget, setUp, tellCalls } from './deeds.ts';
import { failRevox, failSlack } from './failures.ts';
import { afterForgetting, everywhere, inChannels, missingIn, newsDuring } from './findings.ts';
import { echo, leaksIn, secrets } from './marks.ts';
import { type Admin, adminBefore } from './person.ts';

/** Each with a burst of questions of their own. */
const admins = ['U0ANNA', 'U0BEN', 'U0CLEO'] as const;

interface StoreUnderTest {
  url: string;
  /** Runs something while the database is out of order. */
  trouble(during: () => Promise<void>): Promise<void>;
}

/** A day in the life of the bot: news, questions, failures of all around it, an erasing and a crash. */
export async function live(folder: string, store: StoreUnderTest): Promise<{ found: string[] }> {
  await using revox = await startRevox({}, { now: Date.now }, 3);
  revox.key = secrets.revoxKey;
  await using slack = await SlackServer.start({
    channels: [callsChannel, alertsChannel].map((id) => ({ id, name: id.toLowerCase() })),
  });
  slack.gate.expectRefusal('response_url', 'block/table/answer');
  slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  const bots: BotProcess[] = [];
  const url = () => urlOf(bots.at(-1)?.lines ?? []);
  const start = async () => {
    const more = environment(crashOnSignal(folder, echo));
    bots.push(startBotProcess(botEnvironment({ revox, slack, databaseUrl: store.url }, more)));
    await until(() => url() !== null);
  };
  const people = admins.map((id) => adminBefore(() => url() ?? '', slack, id));
  const [anna, ben, cleo] = people as [Admin, Admin, Admin];
  const shown: string[] = [];
  const look = async (path: string) => {
    const answer = await fetch(new URL(path, url() ?? ''));
    shown.push(...leaksIn(path, await answer.text()));
  };
  const lookAll = () => Promise.all(['/metrics', '/readyz', '/healthz', '/revox/webhook/wrong'].map(look));

  try {
    await start();
    await tellCalls(revox, slack);
    shown.push(...inChannels(slack));
    await askAbout(anna, slack);
    await setUp(ben);
    await lookAll();
    shown.push(...(await newsDuring(slack, () => store.trouble(() => cleo.types('save odd = calls today')))));
    await failSlack(slack, revox, url() ?? '', cleo, async () => {
      await failRevox(revox);
      await lookAll();
    });
    shown.push(...inChannels(slack));

    bots[0]?.send('SIGUSR2');
    if ((await bots[0]?.ended) !== 1) shown.push('the crash did not end the process');
    await start();
    await forget(cleo, slack, () => bots.at(-1)?.lines ?? []);
    shown.push(...afterForgetting(slack));
    await lookAll();
    revox.faults.push({ kind: 'status', status: 401, body: echo });
    // Whoever crashed may have held the pass, which another gets after half a minute.
    await until(() => revox.faults.length === 0, 45_000);
    await bots.at(-1)?.stop();
  } finally {
    for (const bot of bots) await bot.kill();
  }
  const lines = bots.flatMap(({ lines: printed }) => printed);
  return {
    found: [
      ...shown,
      ...lines.flatMap((line) => leaksIn('the log', line)),
      ...missingIn(lines),
      ...everywhere(slack),
    ],
  };
}

export function environment(nodeOptions: string): Record<string, string> {
  return {
    REVOX_API_KEY: secrets.revoxKey,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    REVOX_WEBHOOK_SECRET: secrets.webhookSecret,
    SLACK_ALERTS_CHANNEL: alertsChannel,
    SLACK_ADMINS: admins.join(','),
    LOG_LEVEL: 'debug',
    NODE_OPTIONS: nodeOptions,
  };
}

function urlOf(lines: string[]): string | null {
  const started = lines.find((line) => line.includes('"msg":"started"'));
  return started === undefined ? null : String(JSON.parse(started).url);
}
