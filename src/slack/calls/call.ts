import { type Call, type DetailedCall, isOpen, ringMs } from '../../calls/call.ts';
import { calledKind } from '../../calls/numbers/phone.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { lowerFirst } from '../blocks/counts.ts';
import { link } from '../blocks/link.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, button, code, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';
import { keptOf, openButton } from './call-card.ts';
import { attemptOf, endingOf } from './call-words.ts';
import { callLine } from './headline.ts';
import { structuredOutput } from './structured-output.ts';
import { transcriptExcerpt } from './transcript.ts';

interface CallOptions extends RenderOptions {
  /** Whether this reader may see and play what was said. The caller records that they did. */
  mayReveal: boolean;
  /** 3 for “3rd attempt to this number in 7 days”; null when unknown. */
  attempt: number | null;
  /** Whether this reader may see the full number where it is masked. */
  mayUnmask: boolean;
  /** What *Reveal number* carries; null when the id is too long. */
  reveal: string | null;
}

/** One call, to one person: how it went in time, how it ended, its extracted data, what was said. */
export function renderCall(call: DetailedCall, options: CallOptions): Shown {
  const { blocks } = maskedWhereAsked({ blocks: story(call, options) }, options);
  return { blocks: [...blocks, ...identity(call, options.attempt), ...buttons(call, options)] };
}

function story(call: DetailedCall, options: CallOptions): MessageBlock[] {
  const how = [errorAdvice(call), [words(endingOf(call) ?? '')], timeline(call, options)];
  return [
    ...paragraph(callLine(call, options), ...how),
    ...structuredOutput(call.structuredOutput, options, { fields: 15, valueLength: 200 }),
    ...(options.mayReveal ? revealed(call) : withheld(call)),
  ];
}

/** What is shown here is an excerpt; the whole opens from it. */
function buttons(call: Call, { phoneNumbers, mayUnmask, reveal }: CallOptions): MessageBlock[] {
  const isHidden = phoneNumbers === 'masked' && calledKind(call.phoneNumber) !== 'withheld';
  const revealing = mayUnmask && isHidden && reveal !== null;
  return actions(openButton(call), revealing ? button('Reveal number', 'reveal_number', reveal) : null);
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

/** “Dialled 14:30, rang 12 s, answered 14:30, ended 14:32”: only the steps that are known. */
function timeline(call: Call, options: RenderOptions): Line | null {
  const ring = ringMs(call);
  const steps: Line[] = [
    at('Dialled ', call.startedAt, options),
    ring === null || !Number.isFinite(ring) ? [] : [words(`rang ${duration(ring)}`)],
    at('answered ', call.answeredAt, options),
    isOpen(call) ? [words('still going on')] : at('ended ', call.endedAt, options),
  ];
  return steps
    .filter((step) => step.length > 0)
    .flatMap((step, index) => (index === 0 ? step : [words(', '), ...step]));
}

function at(what: string, instant: number | null, options: RenderOptions): Line {
  return isShowable(instant) ? [words(what), timeElement(instant, options)] : [];
}

function revealed(call: DetailedCall): MessageBlock[] {
  return [...transcriptExcerpt(call.transcript), ...paragraph(recordingLink(call.recordingUrl))];
}

/** The one link that comes from data, to one person who may have it; it must be a plain web address. */
export function recordingLink(url: string | null): Line | null {
  const recording = link(url, 'Listen to the recording');
  return recording === null ? null : [recording];
}

export function withheld(call: DetailedCall): MessageBlock[] {
  const kept = keptOf(call);
  return kept === ''
    ? []
    : paragraph([words(`There is a ${lowerFirst(kept)}. An admin of the bot can open it.`)]);
}
