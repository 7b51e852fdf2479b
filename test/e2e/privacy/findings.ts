import type { SlackServer } from '../../support/slack/slack-server.ts';
import { alertsChannel, callsChannel } from '../bot-in-time.ts';
import { leaksIn, personal, secretsIn } from './marks.ts';

/** A channel is told what a call yielded; never the number, what was said, or where to hear it. */
export function inChannels(slack: SlackServer): string[] {
  return slack.ledger
    .filter(({ channel }) => !channel.startsWith('D'))
    .flatMap(({ text, blocks, metadata }) => [
      ...leaksIn('metadata', JSON.stringify(metadata)),
      ...[personal.number.slice(1), '6 39 98 01 42', personal.phrase, 'marked-recording']
        .filter((mark) => JSON.stringify({ text, blocks }).includes(mark))
        .map((mark) => `a channel was shown ${mark}`),
    ]);
}

export function afterForgetting(slack: SlackServer): string[] {
  return [callsChannel, alertsChannel]
    .flatMap((channel) => slack.messagesIn(channel))
    .map(({ text, blocks }) => JSON.stringify({ text, blocks }))
    .flatMap((said) => [
      ...leaksIn('a message of a forgotten person', said),
      ...(said.includes('0142') ? [said] : []),
    ]);
}

/** People may see what is personal where they ask for it; secrets nobody sees, in nothing that was ever sent. */
export function everywhere(slack: SlackServer): string[] {
  const sent = [...slack.ledger.map(({ params }) => params), ...slack.responses.map(({ body }) => body)];
  const said = [...sent, ...slack.views.map(({ view }) => view), ...slack.files.shared];
  return [...said.flatMap((one) => secretsIn('what was sent to Slack', JSON.stringify(one)))];
}

/** What a person is told while something is out of order. */
export async function newsDuring(slack: SlackServer, during: () => Promise<void>): Promise<string[]> {
  const { length } = slack.responses;
  await during();
  return slack.responses
    .slice(length)
    .flatMap(({ body }) => leaksIn('an error message in Slack', JSON.stringify(body)));
}

/** Lines without which the day was not as bad as it should have been. */
export function missingIn(lines: string[]): string[] {
  const expected = [
    'Revox could not be read',
    'a message is in doubt',
    'Slack refused the blocks of a message',
    'the response URL did not accept the answer',
    'the channel did not accept the answer either',
    'a person could not be answered',
    'ended by a defect',
    'personal data erased on request',
  ];
  return expected.filter((line) => !lines.some((it) => it.includes(line))).map((line) => `no line: ${line}`);
}
