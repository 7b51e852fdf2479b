const formats: Record<string, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  date_num: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A time in the zone of the person who looks at the terminal, in the words of Slack's format string:
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(timestamp: number, format: string, now: number = Date.now()): string {
  const at = timestamp * 1000;
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => {
    const pretty = token.endsWith('_pretty') ? relativeDay(at, now) : null;
    if (pretty !== null) return pretty;
    const options = formats[token.replace(/_pretty$/, '')];
    return options === undefined ? whole : new Intl.DateTimeFormat('en-GB', options).format(at);
  });
}

function relativeDay(at: number, now: number): string | null {
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return 'today';
  return day === new Date(now - dayMs).toDateString() ? 'yesterday' : null;
}
