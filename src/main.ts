import { enableCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

import { ownBundleState } from './process/bundle.ts';
import { type Config, ConfigError, environment, readConfig, secretsOf } from './process/config.ts';
import { createLog, type Logger } from './process/log.ts';
import { onceParentIsGone } from './process/parent.ts';
import { failed, misconfigured } from './process/program.ts';
import { remarksOn } from './process/settings-remarks.ts';
import { startFailureOf } from './process/start-failure.ts';
import { stopSignals } from './process/stop-signals.ts';

const stopWithinMs = 10_000;
/** npm hands on what the terminal has sent to both of them, so that one Ctrl+C comes twice. */
const echoMs = 500;

// Whatever is made from here on is its owner's alone.
process.umask(0o077);
const config = configOrExit();
const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
for (const { name, says } of remarksOn(environment()))
  log.warn({ setting: name, problem: says }, 'a setting needs attention');
if (ownBundleState() === 'old')
  log.warn('the bundle in dist/ is older than the source, so the source runs: npm run build');
exitOnSurprise(log);
const asked = nextSignal();
// Asked while it starts, it has nothing yet that a stop would put in order.
const app = await Promise.race([startedOrExit(config, log), asked.then(() => null)]);

log.info({ signal: await asked }, 'stopping');
const stopped = await Promise.race([app?.stop().then(() => true) ?? true, sleep(stopWithinMs, false)]);
if (stopped) log.info('stopped');
else log.error('not stopped in time: unfinished work resumes at the next start');
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

/** Any further signal, unless it is an echo of the first, meets no listener, and so ends the process at once. */
async function nextSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const signals = stopSignals();
  for (const signal of signals) process.on(signal, resolve);
  // npx ends by a signal without handing it on.
  if (environment().npm_command === 'exec') onceParentIsGone(() => resolve('the end of npx'));
  const first = await promise;
  setTimeout(() => {
    for (const signal of signals) process.off(signal, resolve);
  }, echoMs).unref();
  return first;
}
