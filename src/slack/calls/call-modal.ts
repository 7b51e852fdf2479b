import type { Call, DetailedCall } from '../../calls/call.ts';
import { calledKind } from '../../calls/numbers/phone.ts';
import { dot, dotOfCall } from '../blocks/dots.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import type { Modal } from '../blocks/modal.ts';
import { counted } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, dotted, footnote, type Line, paragraph, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';
import { errorAdvice, recordingLink, withheld } from './call.ts';
import { type CallPlace, encodePlace } from './call-place.ts';
import { openCallSelect } from './call-table.ts';
import { timeline } from './call-timeline.ts';
import { attemptOf, endedAt, endingOf, outcomeOf, talkTime } from './call-words.ts';
import { callLine } from './headline.ts';
import { structuredOutput } from './structured-output.ts';
import { type TranscriptPage, transcriptPage } from './transcript-pages.ts';

export interface CallContent {
  call: DetailedCall;
  /** Other calls to the same number, the latest first. */
  attempts: Call[];
  /** 3 for the third attempt to the number within seven days; null when unknown. */
  attempt: number | null;
  /** Whether this reader may see and play what was said. The caller records that they did. */
  mayReveal: boolean;
  /** Whether this reader may see the full number where it is masked. */
  mayUnmask: boolean;
}

/** One call in full: how it went and its extracted data, then page after page what was said. */
export function renderCallModal(content: CallContent, place: CallPlace, options: RenderOptions): Modal {
  const { call, mayReveal } = content;
  const page = mayReveal ? transcriptPage(call.transcript, place) : null;
  const isFirst = page === null || page.page === 0;
  const masked = (blocks: MessageBlock[]) => maskedWhereAsked({ blocks }, options).blocks;
  const above = isFirst ? story(content, place, options) : paragraph(callLine(call, options));
  const below = page === null ? [] : conversation(page, place);
  return { title: 'Call', blocks: [...masked(above), ...(isFirst ? identity(call) : []), ...masked(below)] };
}

function story(content: CallContent, place: CallPlace, options: RenderOptions): MessageBlock[] {
  const { call, attempt, mayReveal } = content;
  return [
    ...paragraph(callLine(call, options), errorAdvice(call), [words(endingOf(call) ?? '')]),
    ...number(content, place, options),
    ...timeline(call, options),
    ...yielded(call, options),
    ...(mayReveal ? paragraph(recordingLink(call.recordingUrl)) : withheld(call)),
    ...otherAttempts(content, options),
    ...footnote(attemptOf(attempt)),
  ];
}

function yielded(call: DetailedCall, options: RenderOptions): MessageBlock[] {
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

/** Where numbers are shown anyway, and where there is none, there is nothing to reveal. */
function number({ call, mayUnmask }: CallContent, place: CallPlace, options: RenderOptions): MessageBlock[] {
  if (options.phoneNumbers === 'full' || calledKind(call.phoneNumber) === 'withheld') return [];
  if (!mayUnmask) return footnote('Admins of the bot can reveal the full number');
  const value = encodePlace({ ...place, number: true });
  return actions(value === null ? null : button('Reveal number', 'reveal_number', value));
}

function conversation(page: TranscriptPage, place: CallPlace): MessageBlock[] {
  const where = page.pages === 1 ? '' : ` · page ${page.page + 1} of ${page.pages}`;
  return [
    ...paragraph([bold('Transcript'), words(` · ${counted(page.turns, 'turn')}${where}`)]),
    ...page.blocks,
    ...turning(page, place),
  ];
}

function turning({ page, pages, hasTools }: TranscriptPage, place: CallPlace): MessageBlock[] {
  const to = (label: string, actionId: string, changes: Partial<CallPlace>) => {
    const value = encodePlace({ ...place, page, ...changes });
    return value === null ? null : button(label, actionId, value);
  };
  return actions(
    page > 0 ? to('Earlier', 'call_earlier', { page: page - 1 }) : null,
    page < pages - 1 ? to('Later', 'call_later', { page: page + 1 }) : null,
    page > 1 ? to('Back to the start', 'call_start', { page: 0 }) : null,
    // Folding changes where pages begin, so reading starts again.
    hasTools
      ? to(place.tools ? 'Fold tool calls' : 'Unfold tool calls', 'call_tools', {
          tools: !place.tools,
          page: 0,
        })
      : null,
  );
}

/** Slack has no way to copy for somebody; a line of its own is selected with one gesture. Not masked: it is an id. */
function identity({ id }: Call): MessageBlock[] {
  const text = safeText(id, 500);
  if (text === '') return [];
  return [
    ...paragraph([bold('Call id')]),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
    },
  ];
}
