import type { ReportedKind } from './kind.ts';

/** Repeated polls failed. */
export const revoxUnreachable: ReportedKind<'revox-unreachable'> = { kind: 'revox-unreachable' };
