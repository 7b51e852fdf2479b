import type { SingleCall } from '../../calls/bundle.ts';
import type { Call, DetailedCall } from '../../calls/call.ts';
import { lowerFirst } from '../blocks/counts.ts';
import { listed } from '../blocks/numbers.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, button, footnote, paragraph } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { attemptOf, callLine, endingOf, outcomeOf, spokenNumber, talkTime } from './call-words.ts';
import { structuredOutput } from './structured-output.ts';

/** One call that ended, whole. What it said and its recording are only hinted at: a channel has many readers. */
export function renderCallCard({ call, attempt }: SingleCall, options: RenderOptions): Rendered {
  return {
    text: callSentence(call, options),
    blocks: [
      ...paragraph(callLine(call, options)),
      ...structuredOutput(call.structuredOutput, options),
      ...footnote(endingOf(call), attemptOf(attempt), kept(call)),
      ...actions(openButton(call)),
    ],
  };
}

/** “Call to the number ending in 5678: human, 2 min 14 s. The person hung up.” */
function callSentence(call: Call, options: RenderOptions): string {
  const talk = talkTime(call);
  const ending = endingOf(call);
  const what = `${spoken(lowerFirst(outcomeOf(call)), 60)}${talk === null ? '' : `, ${talk}`}`;
  return `Call to ${spokenNumber(call, options)}: ${what}.${ending === null ? '' : ` ${spoken(ending, 120)}.`}`;
}

function kept(call: DetailedCall): string | null {
  const what = keptOf(call);
  return what === '' ? null : `${what} kept`;
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
