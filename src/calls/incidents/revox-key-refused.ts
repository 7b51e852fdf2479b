import { z } from 'zod';

import type { ReportedKind } from './kind.ts';

/** The refusal in one sentence, where one is known. */
const figures = z.object({ problem: z.string().nullable() });

/** Revox answers 401 or 403; it is hardly asked until the key works again. */
export const revoxKeyRefused: ReportedKind<'revox-key-refused', z.infer<typeof figures>> = {
  kind: 'revox-key-refused',
  figures,
};
