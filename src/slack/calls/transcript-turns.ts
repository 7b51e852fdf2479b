import type { RichTextBlock } from '@slack/types';

import type { TranscriptTurn } from '../../calls/call.ts';
import { cutApart } from '../../calls/numbers/cut-apart.ts';
import { humanise } from '../../calls/outcome.ts';
import { dot } from '../blocks/dots.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { bold, italic, type Line, paragraph, preformatted, quote, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';
import { speaker } from './transcript.ts';

/** Turns with something to read in them. */
export function spokenTurns(transcript: TranscriptTurn[] | null): TranscriptTurn[] {
  return (transcript ?? []).filter((turn) => isTool(turn) || safeText(turn.content, 10) !== '');
}

/** One turn as pieces short enough for a page. The person is quoted, the agent is not: easy to distinguish. */
export function turnPieces(turn: TranscriptTurn, withTools: boolean): MessageBlock[][] {
  if (isTool(turn)) return [withTools ? [...toolLine(turn), ...toolDetails(turn)] : toolLine(turn)];
  const name = speaker(turn.role);
  return inParts(safeText(turn.content, Number.POSITIVE_INFINITY)).map((part, index) => {
    const line: Line = [bold(`${name}${index === 0 ? '' : ', going on'}:`), words(` ${part}`, mostCounted)];
    return turn.role === 'user' ? quote(line) : paragraph(line);
  });
}

function isTool({ role, toolName }: TranscriptTurn): boolean {
  return role === 'tool' || Boolean(toolName);
}

/** Folded to a line: most people want what was said. An error is marked, since it may be why the call went wrong. */
function toolLine({ toolName, toolIsError }: TranscriptTurn): RichTextBlock[] {
  const name = humanise(safeText(toolName ?? '', 60)) || 'unnamed';
  const line = [italic(`Tool: ${name}`)];
  return paragraph(toolIsError ? [...dot('orange'), ...line, words(' '), bold('failed')] : line);
}

const mostOfTool = 1_000;

function toolDetails({ toolArguments, content }: TranscriptTurn): RichTextBlock[] {
  return [
    ...preformatted(toolArguments === null ? '' : textOf(toolArguments), mostOfTool, 'Given: '),
    ...preformatted(content, mostOfTool, 'Gave back: '),
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

const mostInPart = 2_000;
/** A part of ampersands alone counts five times. */
const mostCounted = 5 * mostInPart + 10;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Parts at the ends of words, or between characters as people see them. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > mostInPart) {
    const end = endOfPart(rest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Not within a number, whose halves would not be known for one. */
function endOfPart(text: string): number {
  const end = endOfWord(text);
  return cutApart(text, end).length || end;
}

function endOfWord(text: string): number {
  const space = text.lastIndexOf(' ', mostInPart);
  if (space > mostInPart / 2) return space;
  // One character may be as long as one likes; then it is cut after all.
  return graphemes.segment(text).containing(mostInPart)?.index || mostInPart;
}
