import type { TranscriptTurn } from '../../calls/call.ts';
import { humanise } from '../../calls/outcome.ts';
import { counted } from '../blocks/numbers.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { bold, italic, type Line, paragraph, quote, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';

const mostTurns = 12;
const turnLength = 300;

/** How the conversation went: the first turns and the last, who spoke in bold, tool calls folded to a line. */
export function transcriptExcerpt(transcript: TranscriptTurn[] | null): MessageBlock[] {
  const turns = (transcript ?? []).filter(saysSomething);
  if (turns.length === 0) return [];
  return [
    ...paragraph([bold('Transcript'), words(` · ${counted(turns.length, 'turn')}`)]),
    ...quote(...excerpt(turns)),
  ];
}

function saysSomething({ toolName, content }: TranscriptTurn): boolean {
  return Boolean(toolName) || safeText(content, 10) !== '';
}

/** Its start shows with whom one spoke and its end how it went: the middle is what can be spared. */
function excerpt(turns: TranscriptTurn[]): Line[] {
  if (turns.length <= mostTurns) return turns.map(turnLine);
  const half = mostTurns / 2;
  const gap = [words(`… ${counted(turns.length - mostTurns, 'turn')} left out …`)];
  return [...turns.slice(0, half).map(turnLine), gap, ...turns.slice(-half).map(turnLine)];
}

function turnLine(turn: TranscriptTurn): Line {
  if (turn.role === 'tool' || turn.toolName) return toolLine(turn);
  return [bold(`${speaker(turn.role)}:`), words(` ${safeText(turn.content, turnLength)}`, turnLength)];
}

/** What a tool was given and gave back is for the whole transcript, not for its excerpt. */
function toolLine({ toolName, toolIsError }: TranscriptTurn): Line {
  const name = humanise(safeText(toolName ?? '', 60)) || 'unnamed';
  return [italic(`Tool: ${name}${toolIsError ? ', failed' : ''}`)];
}

const speakers: Record<string, string> = { user: 'Person', assistant: 'Agent' };

export function speaker(role: string): string {
  return (Object.hasOwn(speakers, role) ? speakers[role] : humanise(safeText(role, 30))) || 'Someone';
}
