import { writeFile } from 'node:fs/promises';
import packageFile from '../package.json' with { type: 'json' };
import type { Environment } from '../src/process/config.ts';
import { passwordsIn } from '../src/process/database-url.ts';
import { scrubber } from '../src/process/scrub.ts';
import { openWayOut } from '../src/process/way-out.ts';
import { readArguments, UsageError } from './arguments.ts';
import { prepare } from './prepare.ts';
import { legend, lineOf } from './print.ts';
import { reportOf, summaryOf, withoutIds } from './report.ts';
import { isFatal, type Row } from './row.ts';
import { readSlackSettings, type SlackSettings } from './settings.ts';
import { verify } from './verify.ts';
import { nothingNoticed } from './wire.ts';

const failed = 1;
const interrupted = 130;
/** After so long the rest is not asked; what was posted is deleted in any case. */
const mostMs = 8 * 60_000;

interface Surroundings {
  env: Environment;
  say(text: string): void;
  /** Ends everything but the cleaning up. */
  interruption: AbortSignal;
}

/**
 * Asks Slack, and writes the report.
 * @returns the exit code
 * @throws UsageError, ConfigError
 */
export async function run(argv: string[], { env, say: print, interruption }: Surroundings): Promise<number> {
  const wanted = readArguments(argv);
  const settings = readSlackSettings(env);
  if (wanted.listenMs !== null) await refuseBesideBot(settings);
  const clean = scrubber(secretsOf(settings));
  const say = (text: string) => print(withoutIds(clean(text)));
  const stopped = AbortSignal.any([interruption, AbortSignal.timeout(mostMs)]);
  const wayOut = openWayOut(settings.proxies);
  const noticed = nothingNoticed();
  const startedAt = Date.now();
  const rows: Row[] = [];
  say(
    `Asks Slack about a hundred things, one a second: some three minutes. Ctrl-C deletes what was posted.\n${legend}\n`,
  );
  const prepared = prepare({ ...wanted, settings, noticed, stopped, dispatcher: wayOut.dispatcher });
  for await (const row of verify({ ...prepared, stopped })) {
    rows.push(row);
    say(lineOf(row, rows.length));
  }
  await wayOut.close();
  const told = { rows, noticed, startedAt, endedAt: Date.now(), version: packageFile.version };
  const file =
    wanted.report ?? `slack-check-${new Date(startedAt).toISOString().slice(0, 16).replace(':', '')}.md`;
  await writeFile(file, withoutIds(clean(reportOf({ ...told, isCutShort: stopped.aborted }))));
  say(`\n${summaryOf(rows, stopped.aborted)} The report is in ${file}.`);
  if (interruption.aborted) return interrupted;
  return stopped.aborted || rows.some(isFatal) ? failed : 0;
}

/** A second socket would take people's clicks away from the bot. */
async function refuseBesideBot({ readyzUrl, appToken }: SlackSettings): Promise<void> {
  if (appToken === null)
    throw new UsageError('--listen wants Socket Mode: in HTTP mode clicks go to the address of the bot');
  const answer = await fetch(readyzUrl, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  await answer?.body?.cancel();
  if (answer !== null)
    throw new UsageError('--listen would take clicks away from the bot, which is running: stop it first');
}

function secretsOf({ botToken, appToken, proxies }: SlackSettings): string[] {
  const passwords = [proxies.http ?? '', proxies.https ?? ''].flatMap(passwordsIn);
  return [botToken, appToken ?? '', ...passwords].filter((secret) => secret !== '');
}
