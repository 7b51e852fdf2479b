import type { SingleCall } from '../../calls/bundle.ts';
import type { DetailedCall } from '../../calls/call.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, footnote, paragraph } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { callButtons } from './call-buttons.ts';
import { attemptOf, endingOf, spokenNumber, talkTime } from './call-words.ts';
import { callLine, fieldsInHeadline, headlineText } from './headline.ts';
import { structuredOutput } from './structured-output.ts';

/** One call that ended, whole. What was said stays behind buttons: a channel has many readers. */
export function renderCallCard({ call, attempt }: SingleCall, options: RenderOptions): Rendered {
  return {
    text: callSentence(call, options),
    blocks: [
      ...paragraph(callLine(call, options)),
      ...structuredOutput(call.structuredOutput, options, {
        ...inCard,
        said: fieldsInHeadline(call, options),
      }),
      ...footnote(endingOf(call), attemptOf(attempt)),
      ...actions(...callButtons(call)),
    ],
  };
}

const inCard = { fields: 10, valueLength: 160 };

/** “Call to the number ending in 5678: hot lead, 2 min 14 s. The person hung up.” */
function callSentence(call: DetailedCall, options: RenderOptions): string {
  const talk = talkTime(call);
  const ending = endingOf(call);
  const what = `${headlineText(call, options)}${talk === null ? '' : `, ${talk}`}`;
  return `Call to ${spokenNumber(call, options)}: ${what}.${ending === null ? '' : ` ${spoken(ending, 120)}.`}`;
}
