import { z } from 'zod';

import type { ReportedKind } from './kind.ts';

/** The last failure in one sentence, where one is known. */
const figures = z.object({ problem: z.string().nullable() });

/** Repeated polls failed. */
export const revoxUnreachable: ReportedKind<'revox-unreachable', z.infer<typeof figures>> = {
  kind: 'revox-unreachable',
  figures,
};
