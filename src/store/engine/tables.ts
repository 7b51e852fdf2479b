import type {
  BlindWindowsTable,
  CallDetailsTable,
  CallFieldsTable,
  CallsTable,
  RevealsTable,
  SetAsideTable,
} from './tables/calls.ts';
import type { ErasuresTable, ExportsTable } from './tables/exports-and-erasures.ts';
import type { FollowUpsTable } from './tables/follow-ups.ts';
import type { IncidentsTable, MessagesTable, NewsTable } from './tables/messages.ts';
import type { AuditTable, MutesTable, SavedSearchesTable, SubscriptionsTable } from './tables/settings.ts';
import type {
  CombinationsTable,
  FieldTalliesTable,
  FieldValuesTable,
  TalliesTable,
} from './tables/tallies.ts';
import type { InboundTable, RunsTable, StateTable } from './tables/upkeep.ts';

/**
 * One shape for both databases: instants are integers (milliseconds), documents are JSON text, flags are 0 or 1.
 */
export interface Tables {
  calls: CallsTable;
  call_details: CallDetailsTable;
  call_fields: CallFieldsTable;
  set_aside: SetAsideTable;
  subscriptions: SubscriptionsTable;
  news: NewsTable;
  messages: MessagesTable;
  incidents: IncidentsTable;
  runs: RunsTable;
  state: StateTable;
  inbound: InboundTable;
  reveals: RevealsTable;
  saved_searches: SavedSearchesTable;
  exports: ExportsTable;
  mutes: MutesTable;
  audit: AuditTable;
  erasures: ErasuresTable;
  blind_windows: BlindWindowsTable;
  follow_ups: FollowUpsTable;
  combinations: CombinationsTable;
  tallies: TalliesTable;
  field_values: FieldValuesTable;
  field_tallies: FieldTalliesTable;
}
