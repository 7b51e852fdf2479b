import { answerRate } from './answer-rate.ts';
import { messagesParked } from './messages-parked.ts';
import { outsideHours } from './outside-hours.ts';
import { revoxKeyRefused } from './revox-key-refused.ts';
import { revoxUnreachable } from './revox-unreachable.ts';
import { silence } from './silence.ts';
import { spike } from './spike.ts';

const reportedKinds = [revoxUnreachable, revoxKeyRefused, messagesParked] as const;
/** In the order in which their limits are written and said, and stand in the form. */
export const judgedKinds = [spike, answerRate, silence, outsideHours] as const;

/** In the order in which the help names them. */
export const incidentKinds = [...reportedKinds, ...judgedKinds] as const;
export type IncidentKind = (typeof incidentKinds)[number]['kind'];
