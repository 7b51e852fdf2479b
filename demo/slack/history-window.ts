/** What `conversations.history` and `.replies` are asked for and emulate does not look at. */
export interface HistoryQuery {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: string | undefined;
  include_all_metadata?: string | undefined;
}

export interface HistoryMessage {
  ts: string;
  metadata?: { event_type: string; event_payload?: object };
  [field: string]: unknown;
}

/** Without `include_all_metadata` Slack gives the type of the metadata and keeps the payload to itself. */
export function withinWindow(messages: HistoryMessage[], query: HistoryQuery): HistoryMessage[] {
  const wholeMetadata = isTrue(query.include_all_metadata);
  return messages
    .filter((message) => isWithin(message.ts, query))
    .map((message) => (wholeMetadata ? message : withoutPayload(message)));
}

function isWithin(ts: string, { oldest = '0', latest, inclusive }: HistoryQuery): boolean {
  const at = microseconds(ts);
  const from = microseconds(oldest);
  const to = latest === undefined || latest === '' ? null : microseconds(latest);
  if (isTrue(inclusive)) return at >= from && (to === null || at <= to);
  return at > from && (to === null || at < to);
}

function microseconds(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

function withoutPayload(message: HistoryMessage): HistoryMessage {
  if (message.metadata === undefined) return message;
  return { ...message, metadata: { event_type: message.metadata.event_type } };
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}
