import type { IncidentKind } from '../../../calls/incidents/index.ts';
import { answerRateWords } from './answer-rate.ts';
import type { KindWords } from './kind-words.ts';
import { messagesParkedWords } from './messages-parked.ts';
import { outsideHoursWords } from './outside-hours.ts';
import { revoxKeyRefusedWords } from './revox-key-refused.ts';
import { revoxUnreachableWords } from './revox-unreachable.ts';
import { silenceWords } from './silence.ts';
import { spikeWords } from './spike.ts';

/** The words of each kind, in the order in which the help names them. */
export const incidentWords: { [Kind in IncidentKind]: KindWords<Kind> } = {
  'revox-unreachable': revoxUnreachableWords,
  'revox-key-refused': revoxKeyRefusedWords,
  'messages-parked': messagesParkedWords,
  'dial-errors-spike': spikeWords,
  'answer-rate-low': answerRateWords,
  'no-calls-ending': silenceWords,
  'outside-hours': outsideHoursWords,
};
