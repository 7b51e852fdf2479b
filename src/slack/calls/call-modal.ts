import type { Call, DetailedCall } from '../../calls/call.ts';
import { calledKind } from '../../calls/numbers/phone.ts';
import { dot, dotOfCall } from '../blocks/dots.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import type { Modal } from '../blocks/modal.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import {
  actions,
  bold,
  dotted,
  footnote,
  type Line,
  paragraph,
  preformatted,
  words,
} from '../blocks/rich.ts';
import { type CallAside, errorAdvice } from './call.ts';
import { copyButton } from './call-buttons.ts';
import type { CallPlace } from './call-place.ts';
import { conversation, recordingLink, withheld } from './call-said.ts';
import { openCallSelect } from './call-table.ts';
import { timeline } from './call-timeline.ts';
import { attemptOf, endedAt, endingOf, outcomeOf, talkTime } from './call-words.ts';
import { followUpOf } from './follow-up-part.ts';
import { callLine } from './headline.ts';
import { structuredOutput } from './structured-output.ts';
import { type TranscriptPage, transcriptPage } from './transcript-pages.ts';

export interface CallContent extends CallAside {
  call: DetailedCall;
  /** Other calls to the same number, the latest first. */
  attempts: Call[];
}

/** One call in full, in the order in which people ask: what came of it, what was said, then how it went. */
export function renderCallModal(content: CallContent, place: CallPlace, options: RenderOptions): Modal {
  const { call, mayReveal } = content;
  const page = mayReveal ? transcriptPage(call.transcript, place) : null;
  const masked = (blocks: MessageBlock[]) => maskedWhereAsked({ blocks }, options).blocks;
  const headline = paragraph(callLine(call, options));
  if (place.part !== 'all' || (page !== null && page.page > 0))
    return { title: titles[place.part], blocks: masked([...headline, ...onePart(content, place, page)]) };
  return {
    title: titles.all,
    blocks: [
      ...masked([...paragraph(callLine(call, options), errorAdvice(call), [words(endingOf(call) ?? '')])]),
      ...masked(followUpOf(content, options)),
      ...copying(content, place, options),
      ...masked([
        ...extracted(call, options),
        ...(mayReveal ? paragraph(recordingLink(call.recordingUrl)) : withheld(call)),
        ...(page === null ? [] : conversation(page, place)),
        ...timeline(call, options),
        ...otherAttempts(content, options),
        ...footnote(attemptOf(content.attempt)),
      ]),
      ...identity(call),
    ],
  };
}

const titles = { all: 'Call', transcript: 'Transcript', recording: 'Recording' };

/** What a button of the card asked for, and nothing else. */
function onePart({ call, mayReveal }: CallContent, place: CallPlace, page: TranscriptPage | null) {
  if (!mayReveal) return withheld(call);
  if (place.part !== 'recording')
    return page === null ? nothingKept('transcript') : conversation(page, place);
  const recording = recordingLink(call.recordingUrl);
  return recording === null ? nothingKept('recording') : paragraph(recording);
}

function nothingKept(part: string): MessageBlock[] {
  return paragraph([words(`This call has no ${part}.`)]);
}

function extracted(call: DetailedCall, options: RenderOptions): MessageBlock[] {
  const lines = structuredOutput(call.structuredOutput, options, { fields: 40, valueLength: 500 });
  return lines.length === 0 ? [] : [...paragraph([bold('Extracted data')]), ...lines];
}

function otherAttempts({ attempts }: CallContent, options: RenderOptions): MessageBlock[] {
  if (attempts.length === 0) return [];
  return [
    ...paragraph(
      [bold('Other attempts to this number')],
      ...attempts.map((attempt, index) => [words(`${index + 1}. `), ...attemptLine(attempt, options)]),
    ),
    ...actions(openCallSelect(attempts, options)),
  ];
}

function attemptLine(attempt: Call, options: RenderOptions): Line {
  const what = [...dot(dotOfCall(attempt)), words(outcomeOf(attempt))];
  return dotted(what, words(talkTime(attempt) ?? ''), endedAt(attempt, options));
}

/**
 * Slack has no way to copy for somebody, so *Copy number* shows the number on a line of its own, for who may see it. A
 * number in full is shown to nobody who did not ask for it.
 */
function copying({ call, mayUnmask }: CallContent, place: CallPlace, options: RenderOptions): MessageBlock[] {
  if (calledKind(call.phoneNumber) === 'withheld') return [];
  const isFull = options.phoneNumbers === 'full';
  if (isFull && place.number) return preformatted(call.phoneNumber ?? '', 500);
  if (!isFull && !mayUnmask) return footnote('Admins of the bot can copy the full number');
  return actions(copyButton(place));
}

/** Selected with one gesture. Not masked: it is an id. */
function identity({ id }: Call): MessageBlock[] {
  const line = preformatted(id, 500);
  return line.length === 0 ? [] : [...paragraph([bold('Call id')]), ...line];
}
