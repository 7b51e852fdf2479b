import {
  discardParked as discardAllParked,
  retryParked as retryAllParked,
} from '../../store/incidents/parked-messages.ts';
import { counted } from '../blocks/numbers.ts';
import { renderProblem } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Handler } from '../door/handler.ts';
import { sentence } from '../door/sentence.ts';

/** Leaves the messages ready; the outbox takes them from there. */
export const retryParked: Handler = {
  changes: true,
  async answer(_, desk) {
    const count = await retryAllParked(desk.db, null, desk.now());
    return count === 0 ? nothingParked : renderRetried(count);
  },
};

function renderRetried(count: number) {
  return sentence(
    `I’m retrying ${count === 1 ? 'the parked message' : `${count} parked messages`}.`,
    'In a minute, /revox status says whether it worked.',
  );
}

/** Gives up what Slack rejects. The incident cards say so, and the messages who did it. */
export const discardParked: Handler = {
  changes: true,
  async answer(asked, desk) {
    if (!may('discard-parked', asked, desk)) return renderProblem(adminsOnly);
    const count = await discardAllParked(desk.db, asked.userId, desk.now());
    return count === 0 ? nothingParked : discarded(count);
  },
};

const nothingParked = sentence('No messages are parked any more.');

function discarded(count: number) {
  return sentence(
    `${counted(count, 'parked message')} discarded.`,
    'Their calls are still in /revox calls. A channel that Slack rejects stays paused: /revox subscriptions.',
  );
}

const adminsOnly = {
  what: 'Only admins can discard messages.',
  next: 'The person who runs the bot lists admins in SLACK_ADMINS. Anyone can retry them from the status:',
  commands: ['/revox status'],
};
