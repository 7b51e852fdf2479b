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
  const tried = count === 1 ? 'One parked message is' : `${count} parked messages are`;
  return sentence(`${tried} tried again.`, 'In a minute, /revox status says whether they arrived.');
}

/** Gives up what Slack does not take. The cards of the incidents say so, and the messages who did it. */
export const discardParked: Handler = {
  changes: true,
  async answer(asked, desk) {
    if (!may('discard-parked', asked, desk)) return renderProblem(adminsOnly);
    const count = await discardAllParked(desk.db, asked.userId, desk.now());
    return count === 0 ? nothingParked : discarded(count);
  },
};

const nothingParked = sentence('Nothing is parked any more: somebody was faster.');

function discarded(count: number) {
  return sentence(
    `${counted(count, 'parked message')} discarded.`,
    'Their calls are still in /revox calls. A channel that Slack refuses stays paused: /revox subscriptions.',
  );
}

const adminsOnly = {
  what: 'Only admins of the bot discard messages.',
  next: 'SLACK_ADMINS names them. Anybody may have them tried again, in the status:',
  commands: ['/revox status'],
};
