import { describe, expect, it } from 'vitest';

import type { Mute } from '../../src/calls/mute.ts';
import type { Setting } from '../../src/calls/setting.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import { actionIds } from '../../src/slack/routes/buttons.ts';
import { commandWords } from '../../src/slack/routes/commands.ts';
import { enqueueMessage, findMessage } from '../../src/store/messages/messages.ts';
import { callsToReplay, enqueueReplay } from '../../src/store/messages/replays.ts';
import { changeSettings } from '../../src/store/settings/change-setting.ts';
import { controls, meetWith } from '../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';
import type { Reply } from '../support/slack/slack-requests.ts';

export const number = '+33199001234';
/** More than a page. */
export const calls = Array.from({ length: 30 }, (_, index) =>
  sampleCall({
    id: `call-${index}`,
    phoneNumber: number,
    endedAt: mondayNoon - (index + 1) * 60_000,
    endReason: 'asked for 06 39 98 56 78',
    structuredOutput: { salary: 'zanzibar', town: 'Lyon' },
  }),
);

const secrets = /9900\D?12|0[ .]?6[ .]?39|639985|zanzibar/i;
const uuids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

function withoutUuids(sent: unknown): string {
  return JSON.stringify(sent).replaceAll(uuids, 'uuid');
}

/** A channel that has one of everything that an admin can leave there in these words. Anna is no admin. */
async function meet(filter: string) {
  const it = await meetWith(calls, { admins: ['U0ADMIN'], hiddenFields: ['salary'], now: () => mondayNoon });
  it.person.slack.behave({ answers: { 'conversations.info': { channel: { is_member: true } } } });
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const set = (setting: Setting) =>
    it.db
      .transaction()
      .execute((tx) => changeSettings(tx, [{ before: null, after: setting }], 'U0ADMIN', mondayNoon));
  const subscription = sampleSubscription({ id: 's1', channel: 'C0CALLS', filter });
  const until = mondayNoon + 3_600_000;
  const mute: Mute = {
    ...{ id: 'm1', channel: 'C0CALLS', filter, madeBy: 'U0ADMIN' },
    ...{ madeAt: mondayNoon, until, endedAt: null },
  };
  await set({ kind: 'subscription', subscription });
  const digest = { digestTime: '09:00', timezone: 'UTC' };
  await set({
    kind: 'subscription',
    subscription: { ...subscription, id: 's2', topic: 'digest', options: digest },
  });
  await set({ kind: 'mute', mute });
  await leaveMessages(it.db, filter);
  return it;
}

async function leaveMessages(db: Awaited<ReturnType<typeof meetWith>>['db'], filter: string): Promise<void> {
  const channel = 'C0CALLS';
  const day = { date: '2026-03-02', days: 1, timezone: 'UTC', filter, slotAt: mondayNoon };
  const page = { filter, messageId: null, anchor: 99, openedAt: mondayNoon, timezone: 'UTC' };
  const about = { channel, calls: 12 };
  await enqueueMessage(
    db,
    { ...about, key: 'digest:1', form: 'digest', kind: 'digest', subject: day },
    mondayNoon,
  );
  const shared = { sharedBy: 'U0ADMIN', page: { ...page, beyond: null, direction: 'older' as const } };
  await enqueueMessage(
    db,
    { ...about, key: 'share:1', form: 'share', kind: 'calls', subject: shared },
    mondayNoon,
  );
  const context = { now: mondayNoon, timezone: 'UTC' };
  const replayed = { ...(await callsToReplay(db, { terms: [] }, context)), filter };
  const wanted = { request: 'r1', channel, askedBy: 'U0ADMIN', replayed };
  await db.transaction().execute((tx) => enqueueReplay(tx, wanted, mondayNoon));
}

export function everything(reply: Reply): string {
  return withoutUuids([reply.text, reply.blocks, reply.view ?? null]);
}

/** Tests about what an admin set, who sees all of it, and so may name all of it. */
export function itIsNoMattersOfMembers(what: string, filter: string): void {
  describe(`${what} that an admin set`, () => {
    it('is in no message to the channel, seen or unseen', async () => {
      await using it = await meet(filter);
      const rows = await it.db.selectFrom('messages').select(['id', 'form']).execute();
      const forms = new Set(rows.map(({ form }) => form));
      expect(forms).toEqual(new Set(['change', 'digest', 'share', 'replay', 'retold']));
      for (const { id, form } of rows) {
        const message = await findMessage(it.db, id);
        const options = { phoneNumbers: 'masked', hiddenFields: ['salary'], timezone: 'UTC' } as const;
        const say = sayFrom(it.db, () => ({ ...options, now: mondayNoon }));
        const said = message && (await say(message, mondayNoon));
        if (!said) throw new Error(`${form} tells nothing`);
        expect(withoutUuids(said), form).not.toMatch(secrets);
      }
    });

    it('is in nothing that a member gets, whatever they type and then click', async () => {
      await using it = await meet(filter);
      const { person } = it;
      for (const word of commandWords)
        for (const input of ['', '7d', 'call-1']) {
          const reply = await person.types(`${word} ${input}`);
          expect(everything(reply), `${word} ${input}`).not.toMatch(secrets);
          for (const { action_id, value, options } of controls(reply).slice(0, 3)) {
            if (/^(unmute_calls|remove_subscription|forget|export)/.test(action_id)) continue;
            const after = await person.clicks(action_id, options?.[0]?.value ?? value);
            expect(everything(after), `${word} ${input}, ${action_id}`).not.toMatch(secrets);
          }
        }
      expect(everything(await person.opensHome())).not.toMatch(secrets);
    }, 60_000);

    it('is in nothing that a member gets by clicking what stands in the channel', async () => {
      await using it = await meet(filter);
      const messages = await it.db.selectFrom('messages').select(['id', 'form']).execute();
      const ids = [...new Map(messages.map(({ id, form }) => [form, id])).values()];
      const change = await it.db.selectFrom('audit').select('id').executeTakeFirstOrThrow();
      for (const action of actionIds)
        for (const input of ['s1', 's2', 'm1', 'call-1', ...ids, change.id]) {
          const reply = await it.person.clicks(action, input);
          expect(everything(reply), `${action} ${input}`).not.toMatch(secrets);
        }
      expect(withoutUuids(it.person.slack.views)).not.toMatch(secrets);
    }, 60_000);
  });
}
