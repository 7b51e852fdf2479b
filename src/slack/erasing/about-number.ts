import { askedNumber } from '../../calls/numbers/asked-number.ts';
import { renderProblem } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';

/** For admins, and about one whole number: the last digits may be somebody else’s too. */
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
  what: 'Only admins of the bot see what is held about a number, and erase it.',
  next: 'SLACK_ADMINS names them; whoever runs the bot sets it.',
});

function whichNumber(command: string, typed: string): Answer {
  const wrong = 'That is not one whole phone number, with its country code.';
  return renderProblem({
    what: typed === '' ? 'A phone number is needed.' : wrong,
    next: 'Write it in international form:',
    commands: [`/revox ${command} +33199001234`],
  });
}
