import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Config, ConfigError, environment, readConfig, secretsOf } from './config.ts';
import { createLog, type Logger } from './log.ts';
import { remarksOn } from './settings-remarks.ts';
import { startFailureOf } from './start-failure.ts';

const failed = 1;
const misconfigured = 78;
const stopWithinMs = 10_000;

const config = configOrExit();
const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
for (const { name, says } of remarksOn(environment()))
  log.warn({ setting: name, problem: says }, 'a setting is worth a look');
exitOnSurprise(log);
const app = await startedOrExit(config, log);

log.info({ signal: await nextSignal() }, 'stopping');
const stopped = await Promise.race([app.stop().then(() => true), sleep(stopWithinMs, false)]);
if (stopped) log.info('stopped');
else log.error('not stopped in time: what was under way is taken up at the next start');
process.exit(stopped ? 0 : failed);

function configOrExit(): Config {
  try {
    return readConfig(environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(misconfigured);
  }
}

/** A process that nobody understands any more is worth less than a fresh one, which its supervisor starts. */
function exitOnSurprise(log: Logger): void {
  for (const surprise of ['uncaughtException', 'unhandledRejection']) {
    process.on(surprise, (err: unknown) => {
      log.fatal({ err }, 'ended by a defect');
      process.exit(failed);
    });
  }
}

async function startedOrExit(config: Config, log: Logger) {
  try {
    // What is imported from here on is translated once for all starts. Without a folder for that, a start takes longer.
    enableCompileCache();
    const { createApp } = await import('./app.ts');
    const app = await createApp(config, log);
    await app.start();
    return app;
  } catch (err) {
    const { says, needsPerson } = startFailureOf(err);
    log.fatal({ err }, `could not start: ${says}`);
    process.exit(needsPerson ? misconfigured : failed);
  }
}

/** A second signal meets no listener, and so ends the process at once. */
async function nextSignal(): Promise<string> {
  const heard = new AbortController();
  const signals = ['SIGTERM', 'SIGINT'];
  const first = await Promise.race(
    signals.map((signal) => once(process, signal, { signal: heard.signal }).then(() => signal)),
  );
  heard.abort();
  return first;
}
