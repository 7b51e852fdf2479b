import { limits } from './limits.ts';
import type { Row } from './row.ts';
import { statements } from './statements.ts';
import { blockSurfaces, elementSurfaces } from './surfaces.ts';

/** Everything that is known or believed of Block Kit. */
export const rows: Row[] = [
  ...blockSurfaces,
  ...elementSurfaces,
  ...Object.values(limits),
  ...Object.values(statements),
];

/** What only a real workspace can settle. */
export const uncertainRows: Row[] = rows.filter(({ certain }) => !certain);
