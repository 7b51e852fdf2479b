import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { firstSubscriptions } from './news/first-subscriptions.ts';
import { takeOver } from './outbox/deliver.ts';
import { createClockKeeper } from './process/clock-keeper.ts';
import { type Config, environment } from './process/config.ts';
import { createHangWatch } from './process/hang-watch.ts';
import { createHttpServer } from './process/http.ts';
import { importBar } from './process/import-bar.ts';
import { type Logger, slackLogger } from './process/log.ts';
import { createMetrics } from './process/metrics.ts';
import { healthWithin, readinessOf } from './process/readiness.ts';
import { lookEveryMs } from './process/rest.ts';
import { createSchedule } from './process/schedule.ts';
import { settleWhenQuiet } from './process/settle.ts';
import { machineClocks } from './process/ticks.ts';
import { typedCommand } from './process/typed-command.ts';
import { openWayOut } from './process/way-out.ts';
import { createRevox } from './revox/revox.ts';
import { readerVersion, readRow } from './revox/to-call.ts';
import { createBolt } from './slack/bolt.ts';
import { createStillAdmitted } from './slack/door/admission.ts';
import { may } from './slack/door/authority.ts';
import { directoryThrough } from './slack/door/directory.ts';
import { lookUpGroups } from './slack/door/named-groups.ts';
import { tellErased } from './slack/erasing/tell-erased.ts';
import { exportCourier } from './slack/exports/export-courier.ts';
import { peopleThrough } from './slack/follow-ups/people.ts';
import { channelDirectory } from './slack/line/channel-directory.ts';
import { outboxClient } from './slack/line/outbox-client.ts';
import { rememberedRefusals } from './slack/line/refusals.ts';
import { createSlackClock } from './slack/line/slack-clock.ts';
import { sayFrom } from './slack/message-kinds.ts';
import { deleteFile } from './slack/posting/delete-file.ts';
import { postingThrough } from './slack/posting/post.ts';
import { storeClock } from './store/engine/clock.ts';
import { coordinate } from './store/engine/coordination.ts';
import {
  forPeople,
  isPostgres,
  keepPages,
  migrate,
  openDatabase,
  writesTo,
} from './store/engine/database.ts';
import { beSoleProcess } from './store/engine/sole-process.ts';
import { sqlitePath } from './store/engine/sqlite-path.ts';
import { readState, writeState } from './store/engine/state.ts';
import { leaveFirstRun } from './store/messages/notices.ts';
import { listSubscriptions } from './store/settings/subscriptions.ts';
import { hideFields } from './store/tallies/fields/hide-fields.ts';
import { makeFirstSubscriptions } from './store/upkeep/first-subscriptions.ts';
import { healthOf, troubleSaid } from './store/upkeep/health.ts';
import { wantNightlyCopies } from './store/upkeep/nightly-copy.ts';
import { noticeRestored } from './store/upkeep/restored.ts';
import { forgetPollPause } from './sync/poll-health.ts';
import { retrySetAside } from './sync/retry-set-aside.ts';
import { timetable } from './timetable.ts';

export interface App {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Builds everything, in the order in which it depends on each other. Deliberately one straight list: each part
 * registers its closing as it comes, so that a failure half way cleans up what was opened, and a stop runs backwards.
 */
export async function createApp(config: Config, log: Logger): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const { phoneNumbers, hiddenFields, timezone, runbookUrl } = config;
  const shownAs = { phoneNumbers, hiddenFields, timezone, runbookUrl };
  const { botToken, apiUrl, mode, admins, guests, channels } = config.slack;

  const sole = beSoleProcess(config.databaseUrl);
  opened.defer(sole.release);
  const db = openDatabase(config.databaseUrl);
  opened.defer(() => db.destroy());
  await migrate(db);
  sole.rememberMade();
  await keepPages(db, 'at rest');
  const clock = await storeClock(db);
  const { now } = clock;
  const copiedAt = await noticeRestored(db, now());
  if (copiedAt !== null)
    log.warn(
      { since: new Date(copiedAt).toISOString() },
      'the database was restored from a backup: later calls are posted again, marked as possible repeats',
    );
  if (!(await hideFields(db, hiddenFields)).areWhole)
    log.warn(
      { command: typedCommand('recount') },
      'HIDDEN_FIELDS names fewer fields: figures about fields take longer until they are counted again',
    );
  const metrics = createMetrics();
  opened.defer(() => metrics.close());
  const clockKeeper = createClockKeeper({ db, clock, log, metrics });
  await clockKeeper.keep();

  const peoples = forPeople(db);
  opened.defer(() => peoples.destroy());
  for (const { topic, channel } of await makeFirstSubscriptions(
    db,
    firstSubscriptions(channels, config),
    now(),
  ))
    log.warn(
      { topic, channel },
      'a subscription was removed because the settings no longer name its channel',
    );
  await takeOver({ db, now, log });
  await forgetPollPause(db, now());
  await wantNightlyCopies(db, config.backupFolder !== null, now());

  const wayOut = openWayOut(config.proxies);
  opened.defer(() => wayOut.close());

  const revox = createRevox({
    ...config.revox,
    now,
    dispatcher: wayOut.dispatcher,
    loadDialect: () => readState(db, 'dialect'),
    saveDialect: (dialect) => writeState(db, 'dialect', dialect, now()),
    onOverfullPage: (page) => log.warn(page, 'Revox ignores the page size: each poll costs more than needed'),
  });
  opened.defer(() => revox.close());
  await retrySetAside({ db, now, reader: readerVersion, readRow, timezone });

  const slackClock = createSlackClock(now, log);
  const client = outboxClient({
    token: botToken,
    slackApiUrl: apiUrl,
    clock: slackClock,
    logger: slackLogger(log),
  });
  const sayer = { log, refusals: rememberedRefusals(db, now, log) };
  const passes = timetable({
    delivery: {
      db,
      now,
      log,
      slack: postingThrough(client, sayer),
      slackClock: { reading: slackClock.reading, measure: () => client.auth.test() },
      say: sayFrom(db, () => ({ ...shownAs, now: now() })),
    },
    exports: {
      courier: exportCourier(client, sayer),
      folder: folderOfFiles(config.databaseUrl),
      timezone,
      hiddenFrom: (userId) => (may('hidden-fields', { userId }, { admins }) ? [] : hiddenFields),
      mayHaveNumbers: (userId) => phoneNumbers === 'full' || may('whole-numbers', { userId }, { admins }),
      mayAsk: createStillAdmitted(client, { now, guests }),
    },
    list: revox,
    history: revox.history,
    copies:
      config.backupFolder === null
        ? null
        : { url: config.databaseUrl, env: environment(), folder: config.backupFolder, timezone },
    reader: readerVersion,
    metrics,
    deleteFile: (fileId) => deleteFile(client, fileId),
    tellErased: (erased) => tellErased({ client, ...sayer }, erased, { ...shownAs, now: now() }),
    keepClock: clockKeeper.keep,
    onImport: importBar({ log, terminal: process.stderr }),
    channels: channelDirectory(client),
    configuration: { timezone, lookUp: (options) => lookUpGroups(options, directoryThrough(client)) },
    people: peopleThrough(client),
    admins,
    pollSchedule: config.pollSchedule,
    retentionDays: config.retentionDays,
    log,
    wake: (pass) => schedule.wake(pass),
    wakeAt(pass, at) {
      // Whatever is later is met by a tick, of which there is one each second.
      const inMs = Math.max(0, at - now());
      if (inMs < 1_000) setTimeout(() => void schedule.wake(pass), inMs).unref();
    },
  });
  const hangs = createHangWatch({
    log,
    onHang: metrics.hung,
    onGivenUp: (error) => {
      throw error;
    },
  });
  const schedule = createSchedule(passes, {
    log,
    onRun: metrics.passed,
    hangs,
    onStep(byMs) {
      clockKeeper.stepped(byMs);
      void schedule.wake('clock');
    },
    clocks: { ...machineClocks, now },
    // On Postgres another replica may have written what this one sees to.
    rows: {
      written: () => writesTo(db),
      lookEveryMs: isPostgres(db) ? lookEveryMs.amongReplicas : lookEveryMs.alone,
    },
    coordination: isPostgres(db) ? coordinate(db, randomUUID(), now) : undefined,
  });
  let idle: Promise<boolean> | undefined;
  const stopPasses = () => {
    idle ??= schedule.stop(7_000);
    return idle;
  };
  opened.defer(async () => void (await stopPasses()));

  let answers = 0;
  const bolt = createBolt(
    {
      botToken,
      mode,
      apiUrl,
      slackClock,
      dispatcher: wayOut.dispatcher,
      onRefused: metrics.refused,
      sdkLog: slackLogger(log),
      onFatal: (error) => {
        throw error;
      },
    },
    {
      db: peoples,
      log,
      now,
      ...shownAs,
      admins,
      guests,
      onAnswered(...answered) {
        answers += 1;
        metrics.answered(...answered);
      },
    },
  );
  opened.defer(() => bolt.stop());

  const settling = settleWhenQuiet({
    happened: () => writesTo(db) + answers,
    inUse: () => process.memoryUsage().heapUsed,
    async giveBack() {
      await keepPages(db, 'at rest');
      globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    },
    comeBack: () => keepPages(db, 'at work'),
  });
  opened.defer(settling.stop);

  const askStore = async () => ({
    health: await healthWithin(2_000, () => healthOf(db, now())),
    // Looked at afterwards, as that question may have shown it.
    trouble: troubleSaid(db),
  });
  const server = createHttpServer({
    ...config.http,
    log,
    slackEvents: bolt.requestListener,
    webhook:
      config.revox.webhookSecret === null
        ? null
        : { secret: config.revox.webhookSecret, wake: () => void schedule.wake('sync') },
    readiness: async () =>
      readinessOf({
        ...(await askStore()),
        slack: bolt.health(),
        slackAheadMs: slackClock.noteworthyMs(),
        hanging: hangs.hanging(),
        now: now(),
      }),
    metrics: async () => {
      metrics.show(await askStore(), now());
      return metrics.text();
    },
  });
  opened.defer(() => server.close(2_000));

  const running = opened.move();
  return {
    async start() {
      const url = await server.listen();
      schedule.start();
      await bolt.start();
      if ((await listSubscriptions(db)).length === 0) {
        await leaveFirstRun(db, admins, now());
        if (admins.length > 0) log.warn('no channel is subscribed: SLACK_ADMINS get a message to choose one');
        else log.warn('no channel is subscribed: an admin of the workspace chooses one on the Home tab');
      }
      // Last: a database that goes away from here on is no reason to end.
      log.info({ url, mode: mode.kind }, 'started');
    },
    async stop() {
      // Passes are asked to stop first, so that they finish while the rest closes.
      void stopPasses();
      await running.disposeAsync();
    },
  };
}

/** Beside the database, which is the one place where the bot surely may write. */
function folderOfFiles(databaseUrl: string): string {
  const path = sqlitePath(databaseUrl);
  return path === null ? tmpdir() : dirname(path);
}
