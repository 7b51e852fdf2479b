import { describe, expect, it } from 'vitest';

import { bundleOfOne } from '../../src/calls/bundle.ts';
import { digestMessage } from '../../src/slack/digests/digest-message.ts';
import { bundleMessage } from '../../src/slack/news/bundle-message.ts';
import { actionIds } from '../../src/slack/routes/buttons.ts';
import { commandWords } from '../../src/slack/routes/commands.ts';
import { sharedListMessage } from '../../src/slack/subscriptions/asked-message.ts';
import { digestOf } from '../../src/store/figures/digests.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { meetWith, shown } from '../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';

const secret = 'zanzibar';
const hiddenFields = ['Sal*', 'next_step'];
const structuredOutput = {
  salary: secret,
  nextStep: `${secret} 2`,
  person: { SALARY_BAND: secret, town: 'Lyon' },
  interest: 'high',
};
const calls = [1, 2, 3].map((n) =>
  sampleCall({ id: `call-${n}`, endedAt: mondayNoon - n * 60_000, structuredOutput }),
);
const call = calls[0] ?? sampleCall({});
const words = `field:salary=${secret}`;
const options = { phoneNumbers: 'full', hiddenFields, now: mondayNoon, timezone: 'UTC' } as const;

async function meet(admins: string[] = ['U0ADMIN']) {
  const it = await meetWith(calls, { admins, hiddenFields, now: () => mondayNoon });
  await writeSubscription(it.db, sampleSubscription({ id: 's1', channel: 'C0CALLS', filter: words }));
  return it;
}

describe('a hidden field', () => {
  it('is in no answer to who is no admin, whatever they type or click', async () => {
    await using it = await meet();
    it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    for (const word of commandWords)
      for (const input of ['', '7d', 'call-1', 'now', 'since:2h']) {
        const reply = await it.person.types(`${word} ${input}`);
        expect(reply.text + shown(reply), `${word} ${input}`).not.toContain(secret);
      }
    for (const id of actionIds)
      for (const input of ['call-1', 's1', '{"f":""}']) {
        const reply = await it.person.clicks(id, input);
        expect(reply.text + shown(reply), id).not.toContain(secret);
      }
    expect(JSON.stringify(it.person.slack.views)).not.toContain(secret);
    expect(JSON.stringify(await it.person.opensHome())).not.toContain(secret);
  });

  it.each([
    `calls ${words}`,
    `stats 7d ${words}`,
    'stats 7d by field:salary',
    `export field:"next step"=x`,
    `subscribe calls ${words}`,
    `mute ${words} 2h`,
    `digest now ${words}`,
    `replay since:2h -${words}`,
    `save mine = calls ${words}`,
  ])('cannot be asked for by /revox %s', async (typed) => {
    await using it = await meet();
    const reply = await it.person.types(typed);
    expect(reply.text + shown(reply)).toContain('is hidden, so nobody but admins');
  });

  it('is asked for and seen by an admin', async () => {
    await using it = await meet(['U0ANNA']);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect((await it.person.types(`calls ${words}`)).text).toContain('3 calls');
    expect(shown(await it.person.types('call call-1'))).toContain(secret);
  });

  it('is in no message to a channel', async () => {
    await using it = await meet();
    const digest = await digestOf(it.db, {
      date: '2026-03-02',
      timezone: 'UTC',
      filter: words,
      now: mondayNoon,
      slotAt: null,
    });
    expect(JSON.stringify(digest)).toContain(secret);
    const list = { calls, filter: words, messageId: 'm1', sharedBy: 'U0ANNA' };
    const messages = [
      digestMessage.words(digest, options),
      sharedListMessage.words(list, options),
      bundleMessage.words({ kind: 'calls', bundle: bundleOfOne(call, mondayNoon) }, options),
      bundleMessage.words(
        { kind: 'calls', bundle: bundleOfOne(call, mondayNoon), headline: ['salary', 'next_step'] },
        options,
      ),
    ];
    for (const message of messages) {
      const said = JSON.stringify(message);
      expect(said).not.toContain(secret);
      expect(said.length).toBeGreaterThan(100);
    }
  });
});
