import { describe, expect, it } from 'vitest';
import { sayFrom } from '../../../src/slack/message-kinds.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { findMessage } from '../../../src/store/messages/messages.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, controls, listed, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { blockAction } from '../../support/slack/slack-requests.ts';

const calls = Array.from({ length: 12 }, (_, index) =>
  sampleCall({ id: `call-${index + 1}`, endedAt: mondayNoon + index * 60_000 }),
);

const options = { phoneNumbers: 'full' as const, now: mondayNoon, timezone: 'UTC' };

/** What the outbox would post now. */
async function posted(db: Database) {
  const rows = await db.selectFrom('messages').select(['id', 'channel', 'kind', 'calls']).execute();
  return Promise.all(
    rows.map(async ({ id, ...row }) => {
      const message = await findMessage(db, id);
      const rendered = message && (await sayFrom(db, () => options)(message, mondayNoon));
      if (rendered === null) throw new Error('nothing to tell');
      return { id, ...row, rendered };
    }),
  );
}

describe('a page that is shared', () => {
  it('is left for the channel as it was seen, with masked numbers and the name of who shared it', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const second = await it.person.clicks(
      'list_older',
      control(await it.person.types('calls human'), 'list_older').value,
    );
    const reply = await it.person.clicks('share_list', control(second, 'share_list').value);
    expect(reply.text).toContain('2 calls will be in this channel in a moment.');
    expect(reply.text).toContain('/invite');

    const [message, ...others] = await posted(it.db);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ channel: 'C0CALLS', kind: 'calls', calls: 2 });
    const { text, blocks } = message?.rendered ?? { text: '', blocks: [] };
    expect(messageProblems({ text, blocks })).toEqual([]);
    expect(text).toContain('<@U0ANNA> shared 2 calls (human)');
    expect(listed({ blocks })).toEqual(['call-2', 'call-1']);
    expect(JSON.stringify(blocks)).toContain('•••• 1234');
    expect(JSON.stringify(blocks)).not.toContain('1 99 00');
  });

  it('is browsed from the channel by others', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.person.clicks('share_list', control(await it.person.types('calls'), 'share_list').value);
    const [message] = await posted(it.db);
    const browsed = await it.person.clicks('browse_message', message?.id);
    expect(browsed.replace_original).toBe(false);
    expect(listed(browsed)).toEqual(
      calls
        .map(({ id }) => id)
        .reverse()
        .slice(0, 10),
    );
  });

  it('is shared once however often Slack delivers the click', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const click = blockAction('share_list', control(await it.person.types('calls'), 'share_list').value);
    await it.person.sends(click);
    await it.person.responseUrl.reply(1);
    await it.person.sends(click);
    await it.person.types('help');
    expect(await posted(it.db)).toHaveLength(1);
  });

  it('is asked about before everybody sees it', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const button = control(await it.person.types('calls'), 'share_list');
    expect(button).toMatchObject({ confirm: { title: { text: 'Share to this channel?' } } });
  });

  // where there is no channel to share to
  it('is not offered in a conversation of two', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('calls', { channel_id: 'D0ANNA' });
    expect(controls(reply).map(({ action_id }) => action_id)).not.toContain('share_list');
  });

  it('is not shared by a button that carries something else', async () => {
    await using it = await meetWith(calls);
    expect((await it.person.clicks('share_list', 'garbage')).text).toContain('This list has expired');
    expect(await posted(it.db)).toEqual([]);
  });
});

describe('export', () => {
  it('carries the filter of the list, and nothing for every call', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect(control(await it.person.types('calls human 7d'), 'export_list').value).toBe('human since:7d');
    expect(control(await it.person.types('calls'), 'export_list').value).toBeUndefined();
  });
});
