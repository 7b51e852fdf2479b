import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createLog, slackLogger } from '../../src/process/log.ts';
import { hostileStrings } from '../support/hostile-strings.ts';

const secrets = ['sk_example_key', 'example-signing-secret', 'p@ss "word"'];

function capture(level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, secrets, out: { write: (line) => lines.push(line) } });
  return { log, lines, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) as string) };
}

test('a line is a sentence with its fields, the level in words and the time in UTC', () => {
  const { log, last } = capture();

  log.info({ read: 40, fresh: 2 }, 'calls synced');

  expect(last()).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    read: 40,
    fresh: 2,
    msg: 'calls synced',
  });
});

test('a field that nobody decided to print is left out, and its name is listed', () => {
  const { log, last, text } = capture();

  log.info({ read: 1, phoneNumber: '0639981234', transcript: ['hello there'] }, 'calls synced');

  expect(last()).toMatchObject({ read: 1, omitted: ['phoneNumber', 'transcript'] });
  expect(text()).not.toMatch(/0639981234|hello/);
});

test('an object under an allowed name is left out too', () => {
  const { log, text } = capture();

  log.info({ reason: { body: 'hello there' } }, 'odd');

  expect(text()).not.toContain('hello');
});

test('an error keeps its name, message, reason, code, places and causes', () => {
  const { log, last } = capture();
  const cause = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error('Revox did not answer', { cause }), { reason: 'unreachable' });

  log.error({ err: error }, 'poll failed');

  expect(last().err).toEqual({
    name: 'Error',
    message: 'Revox did not answer',
    reason: 'unreachable',
    stack: expect.stringMatching(/^\s+at .*log\.test\.ts/),
    cause: { name: 'Error', message: 'connect refused', code: 'ECONNREFUSED', stack: expect.any(String) },
  });
});

test('what else an error carries, such as the request that failed, is not printed', () => {
  const { log, text } = capture();

  log.error({ err: Object.assign(new Error('refused'), { data: { body: 'hello there' } }) }, 'post failed');

  expect(text()).not.toContain('hello');
});

test('an error whose message is the page of a server is cut short, in the stack too', () => {
  const { log, lines } = capture();

  log.error({ err: new Error('<html>'.repeat(10_000)) }, 'post failed');

  expect((lines[0] as string).length).toBeLessThan(5000);
});

/** Made where somebody else's code is. */
function errorFrom(
  place: string,
  fields: { name?: string; message: string } & Record<string, unknown>,
): Error {
  return Object.assign(new Error(fields.message), fields, {
    stack: `Error: odd\n    at read (${place}:1:2)`,
  });
}

const foreign: [whose: string, error: Error, said: string][] = [
  [
    'a library that nobody knows',
    errorFrom('/app/node_modules/unknown/index.js', { message: 'Hello there' }),
    'left out, since nobody knows what it says',
  ],
  [
    'nobody who can be found',
    Object.assign(new Error('Hello there'), { stack: 'Error: Hello there' }),
    'left out, since nobody knows what it says',
  ],
  [
    'a library that quotes what it was given',
    errorFrom('/app/node_modules/pg-protocol/dist/parser.js', { message: 'invalid input: "Hello there"' }),
    'invalid input: “…”',
  ],
  [
    'Node, about a file',
    errorFrom('node:fs', { message: "ENOENT: no such file or directory, open '/data/revox.db'" }),
    "ENOENT: no such file or directory, open '/data/revox.db'",
  ],
  [
    'Slack’s client, with a page for an answer',
    errorFrom('/app/node_modules/@slack/web-api/dist/errors.js', {
      message: 'An API error occurred: <html>Hello there</html>',
    }),
    'An API error occurred: an answer that is none of Slack’s',
  ],
  [
    'Slack’s client, with a word of Slack’s',
    errorFrom('/app/node_modules/@slack/web-api/dist/errors.js', {
      message: 'An API error occurred: not_in_channel',
    }),
    'An API error occurred: not_in_channel',
  ],
];

test.each(foreign)(
  'of an error by %s, only what is surely nobody’s words is printed',
  (_whose, error, said) => {
    const { log, last, text } = capture();

    log.error({ err: Object.assign(error, { reason: 'Hello there', code: 'Hello there' }) }, 'failed');

    expect(last().err.message).toBe(said);
    expect(text()).not.toContain('Hello');
  },
);

test('an answer that is no JSON is not quoted by the error about it', () => {
  const { log, text } = capture();

  for (const answer of ['Hello there', '{"a": Hello']) {
    try {
      JSON.parse(answer);
    } catch (err) {
      log.error({ err }, 'failed');
    }
  }

  expect(text()).toContain('SyntaxError');
  expect(text()).not.toContain('Hello');
});

test('the first of several causes is printed', () => {
  const { log, last } = capture();

  log.error({ err: new AggregateError([new Error('connect refused')], '') }, 'poll failed');

  expect(last().err.cause.message).toBe('connect refused');
});

test('something thrown that is no error is still printed', () => {
  const { log, last } = capture();

  log.error({ err: undefined }, 'stopped');
  expect(last().err).toBeUndefined();

  log.error({ err: 'out of order' }, 'stopped');
  expect(last().err).toEqual({ name: 'string', message: 'something thrown that is no error' });

  log.error({ problem: new Error('out of order') }, 'stopped');
  expect(last().err.message).toBe('out of order');
});

const hidden: [what: string, text: string][] = [
  ['a bot token', 'xoxb-123-abc'],
  ['a user token', 'xoxp-123-abc'],
  ['a rotated token', 'xoxe.xoxb-1-abc'],
  ['an app-level token', 'xapp-1-A0-abc'],
  ['a bearer header', 'Authorization: Bearer abc.def-ghi'],
  ['somebody else’s API key', 'sk_live_abc'],
  ['our API key', 'sk_example_key'],
  ['our signing secret', 'example-signing-secret'],
  ['a secret that JSON spells otherwise', 'p@ss "word"'],
  ['a secret that a URL spells otherwise', 'p%40ss%20%22word%22'],
  ['a password in a URL', 'postgres://revox:abc@127.0.0.1/revox'],
  ['a number', '+33639981234'],
  ['a number spaced for people', '+33 6 39 98 12 34'],
  ['a number with brackets', '+1 (202) 555-0142'],
  ['a number in a URL', '%2B447700900123'],
];

test.each(hidden)(
  '%s is hidden in the sentence, in a field, in an error and in its cause',
  (_what, secret) => {
    const { log, lines, text } = capture();

    log.info(`got ${secret}`);
    log.info({ reason: `got ${secret}` }, 'field');
    log.error({ err: new Error('outer', { cause: new Error(`got ${secret}`) }) }, 'failed');
    log.error(new Error(`got ${secret}`));

    expect(lines).toHaveLength(4);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(text()).not.toContain(secret);
    const withoutTimes = text().replaceAll(/"time":"[^"]*"/g, '');
    expect(withoutTimes).not.toMatch(/abc|555|3998|39 98|900123|p@ss|p%40/);
  },
);

const kept: [what: string, text: string][] = [
  ['a time with an offset', '2026-03-29T02:30:00+02:00'],
  ['a time in UTC', '2026-03-29T02:30:00.123Z'],
  ['an instant', '1774751400123'],
  ['the ts of a message', '1774751400.123456'],
  ['the id of a call', '0b7f8a1e-3c55-4f7b-9d53-1f2e3d4c5b6a'],
  ['a place in a file', 'file:///src/main.ts:12:34'],
  ['an address', 'https://slack.com/api/chat.postMessage'],
  ['a sum', '1+2345'],
];

test.each(kept)('%s is left as it is', (_what, value) => {
  const { log, last } = capture();

  log.info({ reason: value }, 'field');

  expect(last().reason).toBe(value);
});

test('no number in international form is ever printed, however it is spaced', () => {
  const number = fc
    .tuple(fc.stringMatching(/^[1-9]\d{7,13}$/), fc.constantFrom('', ' ', '-', '.', ' ('))
    .map(([digits, gap]) => ({ digits, text: `+${digits.match(/.{1,3}/g)?.join(gap)}` }));

  fc.assert(
    fc.property(number, ({ text }) => {
      const { log, last } = capture();
      log.info({ reason: `called ${text}, twice` }, 'field');
      expect(last().reason).toBe('called [number], twice');
    }),
  );
});

test('Slack’s own libraries are heard from info up, without bodies', () => {
  const { log, lines, text } = capture('debug');
  const logger = slackLogger(log);

  logger.setLevel('debug' as never);
  logger.debug('request body', { text: 'hello there' });
  logger.info('Now connected to Slack');
  logger.warn('http request failed', { body: 'hello there' });
  logger.error('Failed to parse {"payload":"hello there"}');
  logger.error(new Error('socket closed'));

  expect(logger.getLevel()).toBe('info');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'Now connected to Slack',
    'http request failed',
    'Failed to parse …',
    'Error: socket closed',
  ]);
  expect(text()).not.toContain('hello');
});

test('Slack’s own libraries say who they are', () => {
  const { log, last } = capture();
  const logger = slackLogger(log);

  logger.setName('socket-mode');
  logger.info('Now connected to Slack');

  expect(last().component).toBe('socket-mode');
});

test.each(Object.entries(hostileStrings))(
  '%s in a line moves no cursor, turns nothing around and begins no line',
  (_, said) => {
    const { log, lines } = capture('debug');

    log.warn({ err: new Error(said), reason: said, [said]: said }, said);
    slackLogger(log).warn(said, new Error(said));

    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(line)).toMatchObject({ level: 'warn' });
    }
  },
);

test('what is spelt out in a line still means the same', () => {
  const { log, last } = capture();

  log.warn({ reason: '\u202Eback \u{E0068}\u009B\u2028' }, 'odd');

  expect(last().reason).toBe('\u202Eback \u{E0068}\u009B\u2028');
});
