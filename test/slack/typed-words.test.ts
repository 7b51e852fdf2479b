import { describe, expect, it } from 'vitest';

import { controls, listed, meetWith, shown } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';

const id = '8f14e45f-ceea-467f-a0e6-9d5e2c3b1a4f';
const before = (minutes: number) => mondayNoon - minutes * 60_000;
const calls = [
  sampleCall({
    id,
    endedAt: before(1),
    structuredOutput: { lead_score: 'hot', next_action: 'call_back', mood: 'happy', salary: 'high' },
  }),
  sampleCall({
    id: '1b2c3d4e-0000-4000-8000-000000000002',
    endedAt: before(2),
    phoneNumber: '+12025550123',
    structuredOutput: { lead_score: 'cold', interest: 'not_interested', tone: 'happy', next_step: 'rappel' },
  }),
  failedCall('no_answer', { id: '2b2c3d4e-0000-4000-8000-000000000003', endedAt: before(3) }),
];
const hot = [id];

async function answerTo(line: string, hiddenFields: string[] = []) {
  await using it = await meetWith(calls, { now: () => mondayNoon, hiddenFields });
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  const reply = await it.person.types(line);
  return { reply, ids: listed(reply), text: `${reply.text} ${shown(reply)}` };
}

describe('a value that one field has', () => {
  it.each([
    'calls hot',
    'calls hot leads',
    'hot leads',
    'hot',
    'calls Lead score: hot',
    'calls lead_score=hot',
  ])('stands for that field: /revox %s', async (line) => {
    expect((await answerTo(line)).ids).toEqual(hot);
  });

  it.each(['prospects chauds', 'appels chauds', 'les prospects chauds'])(
    'is known in the other language: /revox %s',
    async (line) => {
      expect((await answerTo(line)).ids).toEqual(hot);
      expect((await answerTo(`${line} hier`)).text).toContain('hot, yesterday');
    },
  );

  it('that is a word in French too is asked about', async () => {
    const { reply } = await answerTo('appels rappel');
    const values = controls(reply).map(({ value }) => value);
    expect(values).toEqual(['calls appels callback', 'calls appels field:next_step=rappel']);
  });

  it('may be of several words, as it is shown', async () => {
    expect((await answerTo('calls not interested')).ids).toEqual([calls[1]?.id]);
  });

  it('is left out with a minus, beside other words', async () => {
    expect((await answerTo('calls human not hot')).ids).toEqual([calls[1]?.id]);
    expect((await answerTo('calls cold from us today')).ids).toEqual([calls[1]?.id]);
  });

  it('is asked about where several fields have it', async () => {
    const { reply } = await answerTo('calls happy');
    const values = controls(reply).map(({ value }) => value);
    expect(values).toEqual(['calls field:mood=happy', 'calls field:tone=happy']);
  });

  it('of a hidden field is a word like any other', async () => {
    const { text } = await answerTo('calls high', ['salary']);
    expect(text).toContain('I didn’t understand “high”.');
    expect(text).not.toContain('salary');
    expect((await answerTo('calls high')).ids).toEqual(hot);
  });

  it('narrows figures, subscriptions and digests too', async () => {
    expect((await answerTo('stats hot')).text).toContain('field:lead_score=hot');
    expect((await answerTo('stats 7d by lead_score')).text).toContain('lead score');
    expect((await answerTo('subscribe calls hot')).text).toContain('field:lead_score=hot');
    expect((await answerTo('digest now hot')).text).not.toContain("didn't understand");
  });
});

describe('what is copied from a message', () => {
  it.each([
    `call "${id}"`,
    `call \`${id}\``,
    `call ${id.toUpperCase()}`,
    'call 8F14E45F',
    'call “8f14e45f…”',
    `calls ${id}`,
    id,
    '`8f14e45f`',
  ])('opens the call: /revox %s', async (line) => {
    expect((await answerTo(line)).text).toContain(id);
  });

  it.each(['/revox calls no answer', '`/revox calls no answer`', '/revox /revox no answer', 'no answer'])(
    'runs the command: /revox %s',
    async (line) => {
      expect((await answerTo(line)).ids).toEqual([calls[2]?.id]);
    },
  );

  it.each(['+1 •••• 0123', 'calls +1 •••• 0123', 'calls phone:+1 •••• 0123'])(
    'finds the masked number: /revox %s',
    async (line) => {
      expect((await answerTo(line)).ids).toEqual([calls[1]?.id]);
    },
  );
});

describe('a suggestion', () => {
  it('is a button that does what it says', async () => {
    await using it = await meetWith(calls, { now: () => mondayNoon });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const [button] = controls(await it.person.types('calls no anwser'));
    expect(button?.text?.text).toBe('/revox calls no_answer');
    expect(listed(await it.person.clicks(button?.action_id ?? '', button?.value))).toEqual([calls[2]?.id]);
  });

  it.each([
    'mute busy',
    'digest daily last week',
    'calls by hour',
    'export 5/3',
    'subscribe calls humann',
    'calls in progress',
  ])('is one for each meaning: /revox %s', async (line) => {
    const { reply } = await answerTo(line);
    const values = controls(reply).map(({ value }) => value);
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      expect(value).not.toBe(line);
      expect((await answerTo(value ?? '')).text).not.toContain('I didn’t understand');
    }
  });
});
