import type { Channel, PostedMessage, SlackEvent } from './slack/events.ts';
import { type ShownNames, shownPlace, shownText } from './slack/shown-text.ts';

const longest = 120;
const aMinuteMs = 60_000;

interface Noted {
  text: string;
  at: number;
}

/** What the terminal says of each event; null for what is no message of a channel, and for an edit that is no news. */
export function eventNotes(names: ShownNames, clock: () => number): (event: SlackEvent) => string | null {
  const lastNotes = new Map<string, Noted>();

  return (event) => {
    if (event.kind !== 'message' && event.kind !== 'edit') return null;
    const { channel, message, kind } = event;
    const noted = { text: harmless(shownText(message.text, names)), at: clock() };
    const id = idOf(channel, message);
    if (kind === 'edit' && !isNews(noted, lastNotes.get(id))) return null;
    lastNotes.set(id, noted);
    return line(noted, shownPlace(channel, names), kind === 'edit' ? 'edited: ' : '');
  };
}

function idOf({ id }: Channel, { ts }: PostedMessage): string {
  return `${id} ${ts}`;
}

/** A list of calls is edited with each of them: other words are news at once, other numbers after a minute. */
function isNews({ text, at }: Noted, before: Noted | undefined): boolean {
  if (before === undefined) return true;
  return (
    withoutNumbers(text) !== withoutNumbers(before.text) ||
    (text !== before.text && at - before.at >= aMinuteMs)
  );
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '');
}

function line({ text, at }: Noted, place: string, sign: string): string {
  const time = new Date(at).toLocaleTimeString('en-GB');
  const whole = `${time}  ${place}  ${sign}${text}`;
  return whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole;
}

/**
 * What Slack shows comes from callers, and a terminal obeys what it is sent: control characters (escape sequences begin
 * with one) and marks that turn the direction of text become spaces.
 */
function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
}
