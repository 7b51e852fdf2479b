import type { ReportedKind } from './kind.ts';

/** Slack refuses a channel, or a message can be neither confirmed nor ruled out. */
export const messagesParked: ReportedKind<'messages-parked'> = { kind: 'messages-parked' };
