import { type Call, type DetailedCall, isOpen, ringMs } from '../../calls/call.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { calledKind } from '../../calls/numbers/phone.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';
import { copyButton, openButton } from './call-buttons.ts';
import type { CallPlace } from './call-place.ts';
import { recordingLink, withheld } from './call-said.ts';
import { attemptOf, endingOf } from './call-words.ts';
import { followUpOf } from './follow-up-part.ts';
import { callLine } from './headline.ts';
import { structuredOutput } from './structured-output.ts';
import { transcriptExcerpt } from './transcript.ts';

/** What is known of a call beside itself, and what its reader may see of it. */
export interface CallAside {
  /** Whether this reader may see and play what was said. The caller records that they did. */
  mayReveal: boolean;
  /** 3 for “3rd attempt to this number in 7 days”; null when unknown. */
  attempt: number | null;
  /** What is to be done about it; null for nothing. */
  followUp?: FollowUp | null;
  /** Whether this reader may see the full number where it is masked. */
  mayUnmask: boolean;
}

interface CallOptions extends RenderOptions, CallAside {
  place: CallPlace;
}

/** One call, to one person: how it ended, its extracted data, what was said, then how it went in time. */
export function renderCall(call: DetailedCall, options: CallOptions): Shown {
  const { blocks } = maskedWhereAsked({ blocks: story(call, options) }, options);
  return { blocks: [...blocks, ...identity(call, options.attempt), ...buttons(call, options)] };
}

function story(call: DetailedCall, options: CallOptions): MessageBlock[] {
  const { mayReveal, place } = options;
  return [
    ...paragraph(callLine(call, options), errorAdvice(call), [words(endingOf(call) ?? '')]),
    ...followUpOf({ ...options, call }, options),
    ...structuredOutput(call.structuredOutput, options, { fields: 15, valueLength: 200 }),
    ...(mayReveal ? revealed(call, place.part) : withheld(call)),
    ...paragraph(timeline(call, options)),
  ];
}

/** What is shown here is an excerpt; the whole opens from it. */
function buttons(call: Call, { phoneNumbers, mayUnmask, place }: CallOptions): MessageBlock[] {
  const isHidden = phoneNumbers === 'masked' && calledKind(call.phoneNumber) !== 'withheld';
  return actions(openButton(call), mayUnmask && isHidden ? copyButton(place) : null);
}

/** Not masked: an id of digits alone is still an id, and here to be copied. */
function identity({ id }: Call, attempt: number | null): MessageBlock[] {
  return paragraph(dotted([words('Call '), code(id, 120)], words(attemptOf(attempt) ?? '')));
}

export function errorAdvice({ dialError, status }: Call): Line | null {
  if (dialError === null && status !== 'error') return null;
  const { sentence, nextStep } = meaningOf(dialError ?? '');
  return [words(`${sentence} ${nextStep}`)];
}

/** “Dialled 14 Jul at 14:30, rang 12 s”: the line above says how long one talked, and until when. */
function timeline(call: Call, options: RenderOptions): Line | null {
  const ring = ringMs(call);
  const { startedAt } = call;
  return listedParts(
    isShowable(startedAt) ? [words('Dialled '), timeElement(startedAt, options)] : [],
    ring === null || !Number.isFinite(ring) ? [] : [words(`rang ${duration(ring)}`)],
    isOpen(call) ? [words('still going on')] : [],
  );
}

function listedParts(...parts: Line[]): Line {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [words(', '), ...part]));
}

function revealed({ transcript, recordingUrl }: DetailedCall, part: CallPlace['part']): MessageBlock[] {
  return [
    ...(part === 'transcript' ? [] : paragraph(recordingLink(recordingUrl))),
    ...(part === 'recording' ? [] : transcriptExcerpt(transcript)),
  ];
}
