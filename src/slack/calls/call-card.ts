import type { SingleCall } from '../../calls/bundle.ts';
import type { Call, DetailedCall } from '../../calls/call.ts';
import { listed } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, button, footnote, paragraph } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { attemptOf, endingOf, spokenNumber, talkTime } from './call-words.ts';
import { callLine, fieldsInHeadline, headlineText } from './headline.ts';
import { structuredOutput } from './structured-output.ts';

/** One call that ended, whole. What was said stays behind *Open*: a channel has many readers. */
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
      ...actions(openButton(call)),
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

/** “Recording and transcript”, of what there is. */
export function keptOf(call: DetailedCall): string {
  const recording = call.recordingUrl ? ['recording'] : [];
  const transcript = call.transcript !== null && call.transcript.length > 0 ? ['transcript'] : [];
  const kept = listed([...recording, ...transcript]);
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

/** An id too long for a button cannot be opened from it; no such id is known. */
export function openButton(call: Call) {
  return call.id.trim() === '' || call.id.length > 2000 ? null : button('Open', 'open_call', call.id);
}
