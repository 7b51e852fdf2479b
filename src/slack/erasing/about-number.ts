import { askedNumber } from '../../calls/numbers/asked-number.ts';
import { renderProblem } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';

/** For admins, and about one full number: the last digits may belong to somebody else too. */
export function aboutNumber(
  command: 'held' | 'forget',
  answer: (phoneNumber: string, asked: Asked, desk: Desk) => Promise<Answer>,
) {
  return async (asked: Asked, desk: Desk): Promise<Answer> => {
    if (!may('forget', asked, desk)) return adminsErase;
    const phoneNumber = askedNumber(asked.input);
    return phoneNumber === null ? whichNumber(command, asked.input) : answer(phoneNumber, asked, desk);
  };
}

const adminsErase = renderProblem({
  what: 'Only admins can see and erase what’s stored about a number.',
  next: 'The person who runs the bot lists admins in SLACK_ADMINS.',
});

function whichNumber(command: string, typed: string): Answer {
  const wrong = 'That isn’t a full phone number with its country code.';
  return renderProblem({
    what: typed === '' ? 'Which phone number?' : wrong,
    next: 'Write it in international form:',
    commands: [`/revox ${command} +33199001234`],
  });
}
