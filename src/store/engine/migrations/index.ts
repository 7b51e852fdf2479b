import type { Migration } from 'kysely/migration';

import * as firstTables from './001-first-tables.ts';
import * as inbound from './002-inbound.ts';
import * as lookups from './003-lookups.ts';
import * as messagesByTs from './004-messages-by-ts.ts';
import * as settings from './005-settings.ts';
import * as localKeys from './006-local-keys.ts';
import * as forDigests from './007-for-digests.ts';
import * as erasures from './008-erasures.ts';
import * as oldRows from './009-old-rows.ts';
import * as acknowledged from './010-acknowledged.ts';
import * as idPrefixes from './011-id-prefixes.ts';
import * as statistics from './012-statistics.ts';
import * as askedIn from './013-asked-in.ts';
import * as searchCursor from './014-search-cursor.ts';
import * as attemptEnded from './015-attempt-ended.ts';
import * as slackClock from './016-slack-clock.ts';
import * as firstSight from './019-first-sight.ts';
import * as oddCalls from './020-odd-calls.ts';
import * as handedFiles from './021-handed-files.ts';
import * as ranks from './022-ranks.ts';
import * as resembling from './023-resembling.ts';
import * as zonesOfFiles from './024-zones-of-files.ts';
import * as messageForms from './025-message-forms.ts';
import * as kindsOfCalls from './026-kinds-of-calls.ts';
import * as countriesAndLengths from './027-countries-and-lengths.ts';
import * as incidentStates from './028-incident-states.ts';
import * as followUps from './029-follow-ups.ts';
import * as callBacksAnew from './030-call-backs-anew.ts';
import * as tallies from './031-tallies.ts';
import * as forFigures from './032-for-figures.ts';
import * as everyCall from './033-every-call.ts';
import * as fieldTallies from './034-field-tallies.ts';
import * as lengthsInSteps from './035-lengths-in-steps.ts';
import * as askedAt from './036-asked-at.ts';
import * as comparedByBytes from './037-compared-by-bytes.ts';
import * as wishEdits from './038-wish-edits.ts';
import * as newsByCall from './039-news-by-call.ts';

/** In order, and never edited once released: a change of the schema is a new file. */
export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-inbound': inbound,
  '003-lookups': lookups,
  '004-messages-by-ts': messagesByTs,
  '005-settings': settings,
  '006-local-keys': localKeys,
  '007-for-digests': forDigests,
  '008-erasures': erasures,
  '009-old-rows': oldRows,
  '010-acknowledged': acknowledged,
  '011-id-prefixes': idPrefixes,
  '012-statistics': statistics,
  '013-asked-in': askedIn,
  '014-search-cursor': searchCursor,
  '015-attempt-ended': attemptEnded,
  '016-slack-clock': slackClock,
  '019-first-sight': firstSight,
  '020-odd-calls': oddCalls,
  '021-handed-files': handedFiles,
  '022-ranks': ranks,
  '023-resembling': resembling,
  '024-zones-of-files': zonesOfFiles,
  '025-message-forms': messageForms,
  '026-kinds-of-calls': kindsOfCalls,
  '027-countries-and-lengths': countriesAndLengths,
  '028-incident-states': incidentStates,
  '029-follow-ups': followUps,
  '030-call-backs-anew': callBacksAnew,
  '031-tallies': tallies,
  '032-for-figures': forFigures,
  '033-every-call': everyCall,
  '034-field-tallies': fieldTallies,
  '035-lengths-in-steps': lengthsInSteps,
  '036-asked-at': askedAt,
  '037-compared-by-bytes': comparedByBytes,
  '038-wish-edits': wishEdits,
  '039-news-by-call': newsByCall,
};
