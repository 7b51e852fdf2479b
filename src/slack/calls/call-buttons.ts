import type { Button } from '@slack/types';
import type { Call, DetailedCall } from '../../calls/call.ts';
import { button } from '../blocks/rich.ts';
import { type CallPlace, encodePlace } from './call-place.ts';
import { hasRecording, hasTranscript } from './call-said.ts';

/** What can be opened of a call from where it was posted: each part there is, for who may see it. */
export function callButtons(call: DetailedCall): (Button | null)[] {
  if (!canBeOpened(call)) return [];
  return [
    openButton(call),
    hasTranscript(call) ? button('Transcript', 'open_transcript', call.id) : null,
    hasRecording(call) ? button('Recording', 'open_recording', call.id) : null,
  ];
}

export function openButton(call: Call): Button | null {
  return canBeOpened(call) ? button('Open', 'open_call', call.id) : null;
}

/** An id too long for a button cannot be opened from it; no such id is known. */
function canBeOpened({ id }: Call): boolean {
  return id.trim() !== '' && id.length <= 2000;
}

/** Null where the id is longer than a button can carry. */
export function copyButton(place: CallPlace): Button | null {
  const value = encodePlace({ ...place, number: true });
  return value === null ? null : button('Copy number', 'reveal_number', value);
}
