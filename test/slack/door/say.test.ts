import { expect, it } from 'vitest';

import { control, meetWith, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Refused } from '../../support/slack/slack-requests.ts';
import { slashCommand } from '../../support/slack/slack-requests.ts';
import { until } from '../../support/slack/socket-mode-server.ts';

const calls = Array.from({ length: 12 }, (_, index) => {
  const own = { id: `call-${index}`, endedAt: mondayNoon - index * 3_600_000 };
  return index % 3
    ? sampleCall({ ...own, result: index % 2 ? 'human' : 'voicemail' })
    : failedCall('busy', own);
});

/** These say themselves what Slack refuses. */
const yielding = { doubts: 'taken' } as const;

const saysNo = (error: string, messages: string[] = []): Refused => ({
  status: 200,
  body: JSON.stringify({ ok: false, error, response_metadata: { messages } }),
});

// what Slack says at the response URL
const refusals: [string, Refused][] = [
  ['no, with status 200', saysNo('used_url')],
  ['no, with status 200 and a word that is new', saysNo('answer_not_wanted')],
  ['404 and a word', { status: 404, body: 'expired_url' }],
  ['404 and JSON', { status: 404, body: '{"ok":false,"error":"used_url"}' }],
  ['500 and a page', { status: 500, body: '<html>Something is broken.</html>' }],
  ['429', { status: 429, body: '' }],
];

it.each(refusals)('an answer to which Slack says %s is given in the channel instead', async (_, refused) => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  const usual = await it.person.types('calls');
  it.person.responseUrl.refuses = () => refused;
  const answer = await it.person.types('calls');
  expect(answer).toMatchObject({ response_type: 'chat.postEphemeral', text: usual.text });
  expect(answer.blocks).toEqual(usual.blocks);
  expect(it.person.slack.said[0]?.parameters).toMatchObject({ channel: 'C0CALLS', user: 'U0ANNA' });
});

it('an answer that Slack takes with a word or with JSON is given once', async () => {
  for (const body of ['ok', '{"ok":true}', '']) {
    await using it = await meetWith(calls, {}, 'HTTP', yielding);
    it.person.responseUrl.refuses = () => ({ status: 200, body });
    await it.person.sends(slashCommand('help'));
    await until(() => it.person.responseUrl.requests.length === 1);
    it.person.responseUrl.refuses = () => null;
    await it.person.types('status');
    expect(it.person.slack.said).toEqual([]);
    expect(it.person.responseUrl.requests).toHaveLength(2);
  }
});

it('the sixth answer at one response URL is given in the channel', async () => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  const { responseUrl } = it.person;
  responseUrl.refuses = () => (responseUrl.replies.length < 5 ? null : saysNo('used_url'));
  const ways: string[] = [];
  for (let count = 0; count < 6; count += 1) ways.push((await it.person.types('help')).response_type);
  expect(ways).toEqual([...Array(5).fill('ephemeral'), 'chat.postEphemeral']);
});

it('where nothing else is taken, a direct message says to ask again, and says nothing of a call', async () => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  it.person.responseUrl.refuses = () => saysNo('expired_url');
  it.person.slack.behave({ answers: { 'chat.postEphemeral': { ok: false, error: 'user_not_in_channel' } } });
  const answer = await it.person.types('calls');
  expect(answer).toMatchObject({ response_type: 'chat.postMessage' });
  expect(answer.text).toBe('Slack no longer lets me answer there. Type /revox again.');
  expect(shown(answer)).not.toContain('call-1');
});

it('where not even that is taken, it is said in the log, and anyone who asks next is answered', async () => {
  const lines: string[] = [];
  const keep = (_: object, line?: string) => void lines.push(String(line));
  const log = { debug: keep, info: keep, warn: keep, error: keep } as never;
  await using it = await meetWith(calls, { log }, 'HTTP', yielding);
  it.person.responseUrl.refuses = () => saysNo('expired_url');
  it.person.slack.behave({
    refuses: (method) => (method.startsWith('chat.') ? 'messages_tab_disabled' : null),
  });
  await it.person.sends(slashCommand('calls'));
  await until(() => lines.includes('could not report the failure to the person either'));
  it.person.responseUrl.refuses = () => null;
  expect((await it.person.types('help')).response_type).toBe('ephemeral');
});

const isChart = ({ type }: { type: string }) => type === 'data_visualization';
const hasChart = ({ blocks = [] }: Record<string, unknown>) => (blocks as { type: string }[]).some(isChart);

it('a chart that is refused is said in numbers, and for a day nothing is refused again', async () => {
  let time = mondayNoon;
  await using it = await meetWith(calls, { now: () => time }, 'HTTP', yielding);
  const { responseUrl } = it.person;
  responseUrl.refuses = (body) => (hasChart(body) ? saysNo('invalid_blocks') : null);
  for (let count = 0; count < 3; count += 1) {
    const stats = await it.person.types('stats 7d by result');
    expect(JSON.stringify(stats.blocks)).toContain('Voicemail');
    expect(control(stats, 'run_command_4').text?.text).toBe('List the calls');
  }
  expect(responseUrl.requests.map(hasChart)).toEqual([true, false, false, false]);

  time += 24 * 3_600_000;
  responseUrl.refuses = () => null;
  expect(hasChart(await it.person.types('stats 7d by result').then(({ blocks }) => ({ blocks })))).toBe(true);
});

it('only the kind of block that Slack names is left out later', async () => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  const { responseUrl } = it.person;
  responseUrl.refuses = ({ blocks = [] }) => {
    const index = (blocks as { type: string }[]).findIndex(isChart);
    return index < 0 ? null : saysNo('invalid_blocks', [`unsupported [json-pointer:/blocks/${index}/type]`]);
  };
  const kinds = async () => {
    const { blocks } = await it.person.types('digest now');
    return (blocks as { type: string }[]).map(({ type }) => type);
  };
  expect(await kinds()).not.toContain('table');
  expect(await kinds()).toContain('table');
  expect(responseUrl.requests).toHaveLength(3);
});

it('what the answers in a channel refuse is not held against messages for all', async () => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  it.person.responseUrl.refuses = (body) => (hasChart(body) ? saysNo('invalid_blocks') : null);
  await it.person.types('digest now');
  const remembered = async () => {
    const rows = await it.db.selectFrom('state').select('key').where('key', 'like', 'refused:%').execute();
    return rows.map(({ key }) => key).toSorted();
  };
  await expect.poll(remembered).toEqual(['refused:ephemeral:data_visualization', 'refused:ephemeral:table']);
});

it('blocks that are refused for a defect are said in words, and nothing is left out later', async () => {
  await using it = await meetWith(calls, {}, 'HTTP', yielding);
  it.person.responseUrl.refuses = ({ blocks }) => (blocks === undefined ? null : saysNo('invalid_blocks'));
  const answer = await it.person.types('stats 7d');
  expect(answer.blocks).toBeUndefined();
  expect(answer.text).toContain('11 calls');
  const rows = await it.db.selectFrom('state').select('key').where('key', 'like', 'refused:%').execute();
  expect(rows).toEqual([]);
});
