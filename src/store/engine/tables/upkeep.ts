import type { Instant } from '../../../calls/call.ts';

/** Who runs a tick, when several replicas share the database. */
export interface RunsTable {
  key: string;
  replica: string;
  started_at: Instant;
  expires_at: Instant;
  finished_at: Instant | null;
}

/** Small documents that must survive a restart, each owned by one module. */
export interface StateTable {
  key: string;
  value: string;
  updated_at: Instant;
}

/** A person's request that has been carried out: Slack may deliver it again, here or to another replica. */
export interface InboundTable {
  /** The same on every delivery of one request: Slack's trigger id or event id. */
  key: string;
  received_at: Instant;
}
