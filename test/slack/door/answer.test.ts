import { WebClient } from '@slack/web-api';
import { expect, it } from 'vitest';

import type { Admit } from '../../../src/slack/door/admission.ts';
import { answerPerson } from '../../../src/slack/door/answer.ts';
import { directoryThrough } from '../../../src/slack/door/directory.ts';
import type { Answer, Asked, Desk, Handler } from '../../../src/slack/door/handler.ts';
import { sentence } from '../../../src/slack/door/sentence.ts';
import { rememberedRefusals } from '../../../src/slack/line/refusals.ts';
import { home } from '../../../src/slack/status/show-home.ts';
import { DatabaseTrouble } from '../../../src/store/engine/database-trouble.ts';
import { openSqlite } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { silentLog } from '../../support/silent-log.ts';
import { openResponseUrl } from '../../support/slack/slack-requests.ts';

const asked: Asked = {
  what: '/revox help',
  input: '',
  userId: 'U0ANNA',
  channelId: null,
  at: { kind: 'channel' },
  triggerId: null,
  responseUrl: null,
  key: 'trigger-1',
};

/** Runs one request to its end, and gives what was said. */
async function run(
  handler: Handler,
  different: { ack?: () => Promise<void>; asked?: Partial<Asked>; admit?: Admit } = {},
) {
  await using store = await openSqlite();
  await using responseUrl = await openResponseUrl();
  const measured: unknown[][] = [];
  const desk: Desk = {
    db: store.db,
    directory: directoryThrough(new WebClient('xoxb-test', { slackApiUrl: 'http://127.0.0.1:9/' })),
    log: silentLog,
    refusals: rememberedRefusals(store.db, () => mondayNoon, silentLog),
    now: () => mondayNoon,
    timezone: 'UTC',
    phoneNumbers: 'masked',
    admins: [],
    onAnswered: (...answered) => measured.push(answered),
  };
  const ways = {
    ack: different.ack ?? (async () => undefined),
    responseUrl: responseUrl.url,
    client: new WebClient('xoxb-test', { slackApiUrl: 'http://127.0.0.1:9/' }),
  };
  const admit = different.admit ?? (async () => null);
  await answerPerson({ ...asked, ...different.asked }, handler, ways, desk, { admit, home });
  return { said: responseUrl.replies.map(({ text }) => text), measured };
}

const hello: Handler = { answer: async (): Promise<Answer> => sentence('Hello.') };

it('a person is answered although Slack was gone when we acknowledged', async () => {
  const { said } = await run(hello, { ack: () => Promise.reject(new Error('the socket dropped')) });
  expect(said).toEqual(['Hello.']);
});

it('an error becomes a sentence, and its words stay with the operator', async () => {
  const { said } = await run({ answer: () => Promise.reject(new Error('no such table: calls')) });
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('That didn’t work, and it’s not your fault.');
  expect(said[0]).not.toContain('table');
});

it('a database that is in trouble is named, with what to do', async () => {
  const full = new DatabaseTrouble({ says: 'the disk is full', next: 'make room' }, new Error('errno 13'));
  const { said } = await run({ answer: () => Promise.reject(full) });
  expect(said[0]).toBe('I can’t answer: the disk is full.\nFor the person who runs the bot: make room.');
});

it('who is not admitted is answered so, and nothing is done', async () => {
  const unreachable: Handler = { answer: () => Promise.reject(new Error('it was asked')) };
  const { said } = await run(unreachable, { admit: async () => sentence('Not you.') });
  expect(said).toEqual(['Not you.']);
});

it('how long a person waited is measured once, by what they asked for, well or not', async () => {
  const failing: Handler = { answer: () => Promise.reject(new Error('no such table: calls')) };

  for (const handler of [hello, failing]) {
    const { measured } = await run(handler);
    expect(measured).toEqual([['/revox help', expect.any(Number)]]);
  }
});
