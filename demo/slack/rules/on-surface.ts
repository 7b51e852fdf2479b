import type { Problem } from './problem.ts';
import type { Surface } from './row.ts';
import { blockSurfaces, elementSurfaces, type SurfaceRow } from './surfaces.ts';

const places = new Map<string, SurfaceRow>(
  [...blockSurfaces, ...elementSurfaces].map((row) => [`${row.type} ${row.surface}`, row]),
);

/** Whether what is of this type may stand on this surface. What stands everywhere is in no table. */
export function isOnSurface(pointer: string, type: string, surface: Surface): Problem[] {
  const row = places.get(`${type} ${surface}`);
  if (row === undefined || row.stands === 'yes') return [];
  const message = `unsupported type: ${type} in ${surface === 'ephemeral' ? 'an' : 'a'} ${surface}`;
  return [{ pointer: `${pointer}/type`, message, rule: row.id, certain: row.certain }];
}
