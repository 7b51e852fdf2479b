import type { UsersInfoResponse } from '@slack/web-api';

import { membershipOf } from '../../src/slack/door/membership.ts';
import { ask } from '../ask.ts';
import type { Row } from '../row.ts';
import type { Workbench } from '../workbench.ts';

/** Who the bot is, and what it may know of channels and people. */
export async function* directory(bench: Workbench): AsyncGenerator<Row> {
  yield* identity(bench);
  yield* channel(bench);
  yield {
    about: 'list user groups',
    verdict: await ask(() => bench.client.usergroups.list({ include_disabled: false })),
    does: 'without it, no group can be mentioned',
    essential: null,
  };
}

async function* identity({ client, user }: Workbench): AsyncGenerator<Row> {
  let ours = { teamId: '', enterpriseId: null as string | null };
  const verdict = await ask(async () => {
    const { team_id: teamId, enterprise_id: enterpriseId } = await client.auth.test();
    ours = { teamId: teamId ?? '', enterpriseId: enterpriseId || null };
  });
  const where = ours.enterpriseId === null ? 'in a workspace' : 'in an Enterprise organisation';
  yield { about: 'take the bot token', verdict, does: `answers people ${where}`, essential: 'post' };
  let person: UsersInfoResponse['user'];
  const found = await ask(async () => {
    person = (await client.users.info({ user })).user;
  });
  const is = person === undefined ? 'not known' : membershipOf(person as never, ours);
  const does = is === 'member' ? 'a member: answered' : `${is}: refused with a sentence that says why`;
  yield { about: 'look up a person', verdict: found, does, essential: 'people' };
}

async function* channel({ client, channel: id }: Workbench): AsyncGenerator<Row> {
  let does = 'asks again';
  const verdict = await ask(async () => {
    const { channel: found } = await client.conversations.info({ channel: id });
    does = found?.is_member ? 'posts there' : 'says there: invite me with /invite @Revox';
  });
  yield { about: 'look up a channel', verdict, does, essential: 'channels' };
  yield {
    about: 'list channels',
    verdict: await ask(() =>
      client.conversations.list({ limit: 1, types: 'public_channel,private_channel' }),
    ),
    does: 'without it, the settings have to name channels by id',
    essential: null,
  };
}
