import type { DetailedCall } from './call.ts';

/**
 * Whether a message shows both in the same way. What was said is behind its buttons: that there is a transcript or a
 * recording is shown, and what is in them is not.
 */
export function looksAlike(one: DetailedCall, other: DetailedCall): boolean {
  return looks(one) === looks(other);
}

function looks({ transcript, recordingUrl, unknownFields: _, isErased: __, ...shown }: DetailedCall): string {
  const hasTranscript = transcript !== null && transcript.length > 0;
  return JSON.stringify([shown, hasTranscript, recordingUrl !== null], (_key, value) => sorted(value));
}

/** The order of names is nothing that a call says. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
