import type { DetailedCall } from '../../calls/call.ts';
import { link } from '../blocks/link.ts';
import { counted, listed } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { actions, bold, button, type Line, paragraph, words } from '../blocks/rich.ts';
import { type CallPlace, encodePlace } from './call-place.ts';
import type { TranscriptPage } from './transcript-pages.ts';

/** The one link that comes from data, to one person who may have it; it must be a plain web address. */
export function recordingLink(url: string | null): Line | null {
  const recording = link(url, 'Listen to the recording');
  return recording === null ? null : [recording];
}

/** For who may not see and play what was said: “There’s a recording. Admins of the bot can open it.” */
export function withheld(call: DetailedCall): MessageBlock[] {
  const kept = [
    ...(hasRecording(call) ? ['a recording'] : []),
    ...(hasTranscript(call) ? ['a transcript'] : []),
  ];
  if (kept.length === 0) return [];
  return paragraph([
    words(`There’s ${listed(kept)}. Admins of the bot can open ${kept.length === 1 ? 'it' : 'them'}.`),
  ]);
}

export function hasTranscript({ transcript }: DetailedCall): boolean {
  return transcript !== null && transcript.length > 0;
}

export function hasRecording({ recordingUrl }: DetailedCall): boolean {
  return recordingLink(recordingUrl) !== null;
}

/** A page of the transcript, with what leads to the others. */
export function conversation(page: TranscriptPage, place: CallPlace): MessageBlock[] {
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
