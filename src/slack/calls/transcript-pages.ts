import type { TranscriptTurn } from '../../calls/call.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { countedLength } from '../blocks/safe-text.ts';
import { spokenTurns, turnPieces } from './transcript-turns.ts';

/** What fits on a phone after a few swipes, and is far below what Slack takes of a view. */
const mostPieces = 20;
const mostCharacters = 8_000;

export interface TranscriptPage {
  blocks: MessageBlock[];
  /** From 0; the last one when there are not so many. */
  page: number;
  pages: number;
  turns: number;
  hasTools: boolean;
}

/** One page of a conversation of any length; null when nothing was said. */
export function transcriptPage(
  transcript: TranscriptTurn[] | null,
  wanted: { page: number; tools: boolean },
): TranscriptPage | null {
  const turns = spokenTurns(transcript);
  if (turns.length === 0) return null;
  const pages = pagesOf(turns.flatMap((turn) => turnPieces(turn, wanted.tools)));
  const page = Math.min(wanted.page, pages.length - 1);
  return {
    blocks: pages[page]?.flat() ?? [],
    page,
    pages: pages.length,
    turns: turns.length,
    hasTools: turns.some(({ role, toolName }) => role === 'tool' || Boolean(toolName)),
  };
}

/** Each page as long as it may be; a piece is never parted. */
function pagesOf(pieces: MessageBlock[][]): MessageBlock[][][] {
  const pages: MessageBlock[][][] = [];
  let room = 0;
  for (const piece of pieces) {
    const length = countedLength(JSON.stringify(piece));
    const last = pages.at(-1);
    if (last === undefined || last.length >= mostPieces || length > room) {
      pages.push([piece]);
      room = mostCharacters - length;
    } else {
      last.push(piece);
      room -= length;
    }
  }
  return pages;
}
