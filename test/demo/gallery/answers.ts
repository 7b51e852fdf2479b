import { rowAt } from '../../../demo/revox/attempt.ts';
import { listAt } from '../../../demo/revox/call-centre.ts';
import { addUnderWay, openCallCentre } from '../../../demo/revox/history.ts';
import type { DetailedCall } from '../../../src/calls/call.ts';
import { readRow } from '../../../src/revox/to-call.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import type { Person } from '../../support/slack/slack-person.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';
import type { Piece, Shown, ShownView } from './pieces.ts';

const history = historyUntil(mondayNoon);
const discussed = history.find(
  ({ result, transcript }) => result === 'human' && (transcript?.length ?? 0) > 6,
);
const lookedAt = discussed?.id ?? '';

const someFollowUps = history
  .filter(({ structuredOutput }) => Object(structuredOutput).lead_score === 'hot')
  .slice(0, 3)
  .map(({ id }, index) =>
    sampleFollowUp({ callId: id, dueAt: mondayNoon + index * 3_600_000, ...ownedBy(index) }),
  );

function ownedBy(index: number) {
  return index === 0 ? { state: 'taken' as const, owner: 'U0ANNA', takenAt: mondayNoon } : {};
}

/** What a person is shown for each command, one after the other. */
const commands: [name: string, caption: string, command: string][] = [
  ['menu', 'the menu', ''],
  ['help', 'help', 'help'],
  ['list', 'a list of calls', 'calls errored 7d'],
  ['empty-list', 'an empty list', 'calls voicemail by:user today'],
  ['suggestion', 'a word that isn’t understood', 'calls erorred'],
  ['call-modal', 'one call in full', `call ${lookedAt}`],
  ['live', 'calls in progress', 'live'],
  ['stats', 'a week beside the week before', 'stats 7d vs previous'],
  ['stats-by-country', 'a week by country', 'stats 7d by country'],
  ['digest-now', 'today so far', 'digest now'],
  ['todo', 'what is to be followed up', 'todo'],
  ['why', 'why a call was posted, or not', `why ${lookedAt}`],
  ['dry-run', 'what a subscription would post', 'subscribe calls human -reason:voicemail'],
  ['subscribe-modal', 'subscribing in a form', 'subscribe'],
  ['saved', 'a saved search', 'save errors-fr = errored phone:+33 7d'],
  ['muted', 'a mute', 'mute busy 2h'],
  ['subscriptions', 'what this channel gets', 'subscriptions'],
  ['status', 'the health of the bot', 'status'],
];

/** Pictures show charts and tables too, which some workspaces refuse. */
const drawsAll = { doubts: 'taken' } as const;

/** The real answers of the bot over a week of made-up calls. */
export async function answers(): Promise<Piece[]> {
  const inParis = { now: () => mondayNoon + 5_000, timezone: 'Europe/Paris' };
  await using it = await meetWith(history, inParis, 'HTTP', drawsAll);
  await writeState(it.db, 'poll', { lastGoodAt: mondayNoon }, mondayNoon);
  await storeFollowUps(it.db, ...someFollowUps);
  it.person.slack.behave({ answers: channelAndPerson });
  await subscribe(it.person, 'subscribe errors ours');
  await subscribe(it.person, 'subscribe calls human summary every 1h quiet 19:00-08:00 weekdays compact');

  const pieces: Piece[] = [];
  for (const [name, caption, command] of commands) {
    const shown = shownBy(await it.person.types(command));
    pieces.push({ name, caption, command: `/revox ${command}`.trim().replace(lookedAt, '<id>'), shown });
  }
  const { phoneNumber } = discussed ?? {};
  await using admin = await meetWith(
    history,
    { now: () => mondayNoon, admins: ['U0ANNA'] },
    'HTTP',
    drawsAll,
  );
  const held = shownBy(await admin.person.types(`held ${phoneNumber}`));
  pieces.push({
    name: 'held',
    caption: 'what is stored about one number',
    command: '/revox held <number>',
    shown: held,
  });
  await it.db.updateTable('messages').set({ state: 'sent', sent_at: mondayNoon }).execute();
  return [...pieces, { name: 'home', caption: 'Home', shown: shownBy(await it.person.opensHome()) }];
}

async function subscribe(person: Person, command: string): Promise<void> {
  const proposal = await person.types(command);
  await person.clicks('subscribe_channel', control(proposal, 'subscribe_channel').value);
}

function shownBy({ text, blocks, view }: Reply): Shown {
  if (view === undefined) return { kind: 'answer', text, blocks: blocks as never[] };
  return { kind: view.type, view: view as unknown as ShownView };
}

function historyUntil(now: number): DetailedCall[] {
  const centre = openCallCentre(7, 6, now);
  addUnderWay(centre, now);
  return listAt(centre, null, now).flatMap((attempt) => {
    const read = readRow(rowAt(attempt, now));
    return read.kind === 'call' ? [read.call] : [];
  });
}

const channelAndPerson = {
  'conversations.info': { ok: true, channel: { id: 'C0CALLS', name: 'calls', is_member: true } },
  'users.info': { ok: true, user: { team_id: 'T0OURS', tz: 'Europe/Paris' } },
};
