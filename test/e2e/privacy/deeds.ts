import { aCall, type RevoxServer, type ServedCall } from '../../support/revox-server.ts';
import type { SlackServer } from '../../support/slack/slack-server.ts';
import { until } from '../../support/slack/socket-mode-server.ts';
import { alertsChannel, callsChannel } from '../bot-in-time.ts';
import { callsTold, endedAt } from '../told.ts';
import { afterForgetting } from './findings.ts';
import { echo, personal } from './marks.ts';
import type { Admin } from './person.ts';

export const marked: Partial<ServedCall> = {
  phone_number: personal.number,
  recording_url: personal.recording,
  structured_output: {
    name: personal.name,
    email: personal.email,
    note: personal.field,
    callback: 'on +33 6 39 98 01 42',
  },
  transcript: [
    { role: 'user', content: personal.phrase },
    { role: 'tool', content: personal.phrase, tool_name: 'note', tool_arguments: { text: personal.phrase } },
  ],
  campaign: { about: personal.name },
};

/** An answered call and a failed one are told; another goes on. */
export async function tellCalls(revox: RevoxServer, slack: SlackServer): Promise<void> {
  await until(() => revox.requests.length > 2);
  revox.calls.push(aCall({ id: 'call-of-the-test', ...endedAt(Date.now()), ...marked }));
  await until(() => callsTold(slack, callsChannel) === 1, 40_000);
  const failed = aCall({ status: 'error', dial_error: 'precondition_failed' });
  revox.calls.push({ ...failed, ended_at: new Date().toISOString(), phone_number: personal.number });
  await until(() => callsTold(slack, callsChannel) >= 1 && callsTold(slack, alertsChannel) >= 1, 40_000);
  revox.calls.push(aCall({ status: 'ongoing', phone_number: personal.number }));
}

export async function askAbout(anna: Admin, slack: SlackServer): Promise<void> {
  const { number } = personal;
  for (const text of [
    `calls phone:${number}`,
    `calls phnoe:${number} ${personal.name}`,
    'call call-of-the-test',
    `call ${number}`,
    `stats 7d phone:${number} by field:name`,
    'why call-of-the-test',
    'live',
    'status',
    `help ${personal.name}`,
    `${number} ${personal.phrase}`,
    `held ${number}`,
    `export phone:${number}`,
  ])
    await anna.types(text);
  await until(() => slack.files.shared.length === 1);
  await anna.clicks('open_call', 'call-of-the-test');
  await anna.clicksInView('reveal_number', JSON.stringify({ c: 'call-of-the-test', p: 0, n: 1 }));
  await anna.clicks('list_older', echo);
}

export async function setUp(ben: Admin): Promise<void> {
  const { number } = personal;
  await ben.types(`save theirs = calls phone:${number}`);
  await ben.types('run theirs');
  await ben.types(`subscribe errors phone:${number}`);
  await ben.clicks('subscribe_channel', `errors phone:${number}`);
  await ben.types(`mute phone:${number} 2h`);
  await ben.types('unmute');
  await ben.types(`replay since:1h phone:${number}`);
  await ben.clicks('undo_change', echo);
  await ben.clicks('unknown_button', echo);
}

/** The edits meet a Slack that fails at first, and so does the word that all is done. */
export async function forget(cleo: Admin, slack: SlackServer, lines: () => string[]): Promise<void> {
  const words = { kind: 'error', accepted: false, error: echo } as const;
  slack.fail({ method: 'chat.update', fault: { ...words, messages: [echo] } });
  slack.fail({ method: 'conversations.open', fault: words });
  await cleo.types(`forget ${personal.number}`);
  await cleo.clicks('forget_number', personal.number);
  await until(() => afterForgetting(slack).length === 0, 180_000);
  await until(() => lines().some((line) => line.includes('personal data erased on request')), 180_000);
}
