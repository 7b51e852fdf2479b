/** Milliseconds since the Unix epoch. */
export type Instant = number;

/**
 * Revox adds words to its enums over time, so each one stays open: the known words complete in an editor,
 * an unknown one parses, renders and counts like the rest.
 */
type Open<Known extends string> = Known | (string & {});

export type CallStatus = Open<'queued' | 'ringing' | 'ongoing' | 'completed' | 'error'>;
export type CallResult = Open<'human' | 'voicemail' | 'IVR' | 'unknown' | 'ios-screening-filter'>;
export type EndedBy = Open<'agent' | 'user' | 'system'>;
export type DialError = Open<
  | 'too_many_calls'
  | 'no_international_permission'
  | 'precondition_failed'
  | 'number_non_attributed'
  | 'non_classified_error'
  | 'busy'
  | 'no_answer'
  | 'temporarily_unavailable'
>;

/** One attempt to reach one number. Narrow on purpose: what is long or private lives in `CallDetails`. */
export interface Call {
  id: string;
  /** As Revox gave it, which should be E.164; null when it gave none or when it has been erased. */
  phoneNumber: string | null;
  /** The number and everything personal is erased: it was not withheld. */
  isErased?: boolean;
  status: CallStatus;
  result: CallResult | null;
  dialError: DialError | null;
  startedAt: Instant | null;
  answeredAt: Instant | null;
  endedAt: Instant | null;
  endReason: string | null;
  endedBy: EndedBy | null;
}

export interface CallDetails {
  recordingUrl: string | null;
  structuredOutput: Record<string, unknown> | null;
  transcript: TranscriptTurn[] | null;
  /** Fields of the row that this version does not know, kept whole. */
  unknownFields: Record<string, unknown> | null;
}

/** A call, with what was extracted from it where somebody looked that up. */
export interface CallInBrief extends Call, Partial<Pick<CallDetails, 'structuredOutput'>> {}

export interface DetailedCall extends Call, CallDetails {}

export interface TranscriptTurn {
  role: Open<'user' | 'assistant' | 'tool'>;
  content: string;
  toolName: string | null;
  toolArguments: unknown;
  toolIsError: boolean;
}

/** Ended for good: an attempt never leaves these states. In a state that is new to us, it ended if its row says so. */
export function hasEnded(call: Call): boolean {
  if (call.status === 'completed' || call.status === 'error') return true;
  return !isOpen(call) && tellsItsEnd(call);
}

/** These are filled in when a call ends. */
function tellsItsEnd({ endedAt, endedBy, endReason, dialError, result }: Call): boolean {
  return [endedAt, endedBy, endReason, dialError, result].some((told) => told !== null);
}

/** In a state that is new to us, and nothing in its row says that it ended. */
export function isPuzzling(call: Call): boolean {
  return !isOpen(call) && !hasEnded(call);
}

/** Waiting, ringing or in conversation. */
export const openStatuses: CallStatus[] = ['queued', 'ringing', 'ongoing'];

export function isOpen(call: Call): boolean {
  return openStatuses.includes(call.status);
}

/** A person picked up. This is what the answer rate counts. */
export function wasAnswered(call: Call): boolean {
  return call.result === 'human';
}

export function talkMs(call: Call): number | null {
  if (call.answeredAt === null || call.endedAt === null) return null;
  return Math.max(0, call.endedAt - call.answeredAt);
}

export function ringMs(call: Call): number | null {
  const until = call.answeredAt ?? call.endedAt;
  if (call.startedAt === null || until === null) return null;
  return Math.max(0, until - call.startedAt);
}
