import type { ReportedKind } from './kind.ts';

/** Revox answers 401 or 403; it is hardly asked until the key works again. */
export const revoxKeyRefused: ReportedKind<'revox-key-refused'> = { kind: 'revox-key-refused' };
