import { slackDate } from './slack/dates.ts';
import type { SlackEvent } from './slack/events.ts';

const longest = 120;

/** One line for the terminal about what happened in the workspace; null for what is no message of a channel. */
export function eventNote(event: SlackEvent): string | null {
  if (event.kind !== 'message' && event.kind !== 'edit') return null;
  const { channel, message } = event;
  const what = `${event.kind === 'edit' ? 'edited: ' : ''}${message.text}`;
  const line = `${slackDate(Number(message.ts), '{time_secs}')}  #${channel.name}  ${harmless(what)}`;
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/**
 * What Slack shows comes from callers, and a terminal obeys what it is sent: control characters (escape sequences begin
 * with one) and marks that turn the direction of text become spaces.
 */
function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
}
