import fc from 'fast-check';
import { expect, it } from 'vitest';

import { formatFilter, parseFilter } from '../../src/calls/filter.ts';
import type { Mute } from '../../src/calls/mute.ts';
import {
  allOptions,
  type RequestedOptions,
  type SubscriptionOptions,
} from '../../src/calls/options/index.ts';
import { formatSubscribe } from '../../src/calls/subscribe-words.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import { dayMs } from '../../src/calls/time/durations.ts';
import { carryOut } from '../../src/configuration/carry-out.ts';
import { apply, exportFile, plan } from '../../src/configuration/commands.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { changeSettings } from '../../src/store/settings/change-setting.ts';
import { configurationOutcome, currentSettings } from '../../src/store/settings/configuration.ts';
import { writeMute } from '../../src/store/settings/mutes.ts';
import { pauseSubscriptions, writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { anyFilter } from '../support/arbitrary-filter.ts';
import { describeStores } from '../support/database.ts';
import { mondayNoon, sampleSubscription } from '../support/sample-calls.ts';

const now = mondayNoon;
const timezone = 'Europe/Paris';
const context = { now, timezone, numbers: 'any' as const };
const oncall = { id: 'S0ONCALL', handle: 'oncall' };
const toOncall = { to: 'group' as const, group: oncall };
const toManagers = { to: 'channel' as const, channel: 'C0MANAGERS' };

/** As Slack answers: there is one group, and every channel. */
async function lookUp({
  mention,
  escalate,
  ...others
}: RequestedOptions): Promise<SubscriptionOptions | { problem: string }> {
  const whom = escalate === '@oncall' ? toOncall : escalate;
  if (typeof whom === 'string') return { problem: `no group ${whom}` };
  const options = { ...others, ...(whom !== undefined && { escalate: whom }) };
  if (mention === undefined) return options;
  return mention === '@oncall' ? { ...options, mention: oncall } : { problem: `no group ${mention}` };
}

const desk = (db: Database) => ({ db, now, timezone });
const carriedOut = (db: Database) => carryOut({ db, now: () => now, timezone, lookUp });

async function applied(db: Database, text: string) {
  expect((await apply(text, desk(db))).err).toBe('');
  return carriedOut(db);
}

const channel = fc.constantFrom('C0CALLS', 'C0ALERTS', 'G0PRIVATE');
const optionsByTopic: Record<string, SubscriptionOptions[]> = {
  calls: [
    {},
    { cards: 'compact' },
    { summaryMinutes: 15, timezone: 'UTC' },
    { headline: ['lead_score'] },
    { followUp: 'on' },
  ],
  callbacks: [
    {},
    { withinMinutes: 120, escalate: toManagers },
    { followUp: 'off', escalate: toOncall },
    { quiet: { hours: { from: '19:00', to: '08:00' }, weekends: true }, timezone: 'UTC' },
  ],
  errors: [{}, { daily: 'theirs', timezone: 'America/New_York' }, { mention: oncall }],
  incidents: [
    {},
    { spikeCalls: 20, silenceMinutes: 'off' },
    { answerRatePercent: 30, callingHours: { ranges: [{ from: '10:00', to: '13:00' }], days: 'weekdays' } },
  ],
  digest: [{ digestTime: '08:30', digestDays: 'weekdays', timezone: 'Europe/Paris' }],
};

const anySubscription = fc
  .record({
    channel,
    topic: fc.constantFrom('calls', 'callbacks', 'errors', 'incidents', 'digest'),
    // What contradicts itself nobody can subscribe to.
    filter: anyFilter.map(formatFilter).filter((words) => parseFilter(words, context).problems.length === 0),
    option: fc.nat(),
    isPaused: fc.boolean(),
  })
  .map(({ option, isPaused, filter, ...subscription }): Omit<Subscription, 'id'> => {
    const options = optionsByTopic[subscription.topic] as SubscriptionOptions[];
    const paused = isPaused ? { at: now, reason: 'paused by a person', by: 'U0ANNA' } : null;
    // What stands for a period, and incidents, take no filter.
    const isFiltered = subscription.topic !== 'incidents' && subscription.topic !== 'digest';
    return {
      ...sampleSubscription(),
      ...subscription,
      filter: isFiltered ? filter : '',
      options: options[option % options.length] as SubscriptionOptions,
      paused,
    } as Subscription;
  });

const anyMute = fc
  .record({ channel, filter: fc.constantFrom('', 'busy', 'callback'), days: fc.integer({ min: 1, max: 7 }) })
  .map(({ days, ...mute }) => ({ ...mute, until: now + days * dayMs }));

const anySettings = fc.record({
  subscriptions: fc.uniqueArray(anySubscription, {
    selector: ({ channel, topic, filter }) => `${channel} ${topic} ${filter}`,
    maxLength: 8,
  }),
  mutes: fc.uniqueArray(anyMute, { selector: ({ channel, filter }) => `${channel} ${filter}`, maxLength: 3 }),
});

/** What matters of settings, by channel and in order. */
async function settingsIn(db: Database): Promise<string[]> {
  const { subscriptions, mutes } = await currentSettings(db, now);
  return [
    ...subscriptions.map((it) =>
      JSON.stringify([
        it.channel,
        formatSubscribe(it),
        Object.entries(it.options).toSorted(),
        it.paused !== null,
      ]),
    ),
    ...mutes.map(({ channel, filter, until }) => JSON.stringify([channel, filter, until])),
  ].toSorted();
}

it('whatever can be set in chat is among what goes to the file and back', () => {
  const tried = Object.values(optionsByTopic).flatMap((all) => all.flatMap((one) => Object.keys(one)));

  expect(allOptions.map(({ key }) => key).filter((key) => !tried.includes(key))).toEqual([]);
});

describeStores('the file of the configuration', (open, kind) => {
  it('exported and applied to an empty bot gives the same settings, and changes nothing where they came from', async () => {
    await fc.assert(
      fc.asyncProperty(anySettings, async ({ subscriptions, mutes }) => {
        await using first = await open();
        await using second = await open();
        for (const [index, it] of subscriptions.entries())
          await writeSubscription(first.db, { ...it, id: `s${index}` });
        for (const [index, it] of mutes.entries())
          await writeMute(first.db, { ...it, id: `m${index}`, madeBy: 'U0ANNA', madeAt: now, endedAt: null });

        const { out: text } = await exportFile(desk(first.db));
        expect(await plan(text, desk(first.db))).toMatchObject({ code: 0, out: 'Nothing to change.\n' });
        await applied(second.db, text);

        expect(await settingsIn(second.db)).toEqual(await settingsIn(first.db));
        expect((await exportFile(desk(second.db))).out.split('\n').toSorted()).toEqual(
          text.split('\n').toSorted(),
        );
      }),
      { numRuns: kind === 'SQLite' ? 30 : 5 },
    );
  });

  it('is carried out by the bot, once, and announced in each channel that changes', async () => {
    await using store = await open();
    const { db } = store;
    await writeSubscription(db, sampleSubscription({ id: 'there', topic: 'errors', options: {} }));
    await writeSubscription(db, sampleSubscription({ id: 'gone', filter: 'busy' }));
    await writeSubscription(db, sampleSubscription({ id: 'elsewhere', channel: 'C0OTHER' }));
    const text = `version: 1
channels:
  C0CALLS:
    subscriptions:
      - errors mention:@oncall
      - calls human
      - digest 09:00
`;
    const { out, code } = await plan(text, desk(db));
    expect(code).toBe(2);
    expect(out).toBe(`C0CALLS: change “errors” to “errors mention:@oncall”
C0CALLS: subscribe to “calls human”
C0CALLS: subscribe to “digest 09:00 zone:Europe/Paris”
C0CALLS: unsubscribe from “calls busy”
`);

    expect(await applied(db, text)).toEqual({ changes: 4, problem: null });
    expect(await carriedOut(db)).toBeNull();
    expect((await plan(text, desk(db))).code).toBe(0);

    const { subscriptions } = await currentSettings(db, now);
    expect(subscriptions.map(({ channel, topic }) => `${channel} ${topic}`).toSorted()).toEqual([
      'C0CALLS calls',
      'C0CALLS digest',
      'C0CALLS errors',
      'C0OTHER calls',
    ]);
    expect(subscriptions.find(({ id }) => id === 'there')?.options).toEqual({ mention: oncall });
    const lines = await db.selectFrom('messages').select(['channel', 'form']).execute();
    expect(lines).toEqual(Array.from({ length: 3 }, () => ({ channel: 'C0CALLS', form: 'change' })));
  });

  it('undoes what a person changed since in a channel that it names', async () => {
    await using store = await open();
    const { db } = store;
    const text = 'version: 1\nchannels: { C0CALLS: { subscriptions: [calls human] } }\n';
    await applied(db, text);
    const subscription = sampleSubscription({ id: 'theirs', topic: 'errors', options: {} });
    await db
      .transaction()
      .execute((tx) =>
        changeSettings(tx, [{ before: null, after: { kind: 'subscription', subscription } }], 'U0ANNA', now),
      );

    expect((await plan(text, desk(db))).out).toBe('C0CALLS: unsubscribe from “errors”\n');
    await applied(db, text);
    expect((await currentSettings(db, now)).subscriptions.map(({ topic }) => topic)).toEqual(['calls']);
  });

  it('is refused as a whole where Slack has no such group, and plan says why', async () => {
    await using store = await open();
    const text = 'version: 1\nchannels: { C0CALLS: { subscriptions: [calls, "errors mention:@nobody"] } }\n';

    expect(await applied(store.db, text)).toEqual({ changes: 0, problem: 'no group @nobody' });
    expect((await currentSettings(store.db, now)).subscriptions).toEqual([]);
    expect((await plan(text, desk(store.db))).err).toContain('no group @nobody');
    expect((await configurationOutcome(store.db))?.applied).toEqual({});
  });

  it('leaves alone what Slack refuses, and mutes that end soon', async () => {
    await using store = await open();
    const { db } = store;
    await writeSubscription(db, sampleSubscription({ id: 'refused' }));
    await db.transaction().execute((tx) => pauseSubscriptions(tx, 'C0CALLS', 'not in the channel', now));
    const short: Mute = {
      id: 'm',
      channel: 'C0CALLS',
      filter: '',
      madeBy: 'U0ANNA',
      madeAt: now,
      until: now + 1,
      endedAt: null,
    };
    await writeMute(db, { ...short, until: now + dayMs / 2 });

    const { out } = await exportFile(desk(db));
    expect(out).toContain('C0CALLS:\n    subscriptions:\n      - calls\n');
    expect(out).not.toContain('mutes');
    expect((await plan(out, desk(db))).code).toBe(0);
  });
});
