const formats: Record<string, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  date_num: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

/**
 * A time in the zone of this machine, which is the reader's, in the words of Slack's format string:
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(timestamp: number, format: string, now: number = Date.now()): string {
  const text = filledIn(format, timestamp * 1000, now);
  return format.startsWith('{') ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function filledIn(format: string, at: number, now: number): string {
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => {
    const pretty = token.endsWith('_pretty') ? relativeDay(at, now) : null;
    if (pretty !== null) return pretty;
    const options = formats[token.replace(/_pretty$/, '')];
    return options === undefined ? whole : new Intl.DateTimeFormat('en-GB', options).format(at);
  });
}

const days = [-1, 0, 1] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** “yesterday”, “today” or “tomorrow”. */
function relativeDay(at: number, now: number): string | null {
  const day = new Date(at).toDateString();
  const distance = days.find((one) => day === dayFrom(now, one));
  return distance === undefined ? null : relative.format(distance, 'day');
}

/** By the calendar: the days on which clocks change are no 24 hours. */
function dayFrom(now: number, days: number): string {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.toDateString();
}
