/**
 * What a call took on disk of the same 1,000,000 before counts were kept: on 2026-11-29 at this commit, with every index
 * and the empty parts of pages.
 */
export const bytesBefore = { commit: '41ab8b7', sqlite: 976.5, postgres: 1_589.2 };
