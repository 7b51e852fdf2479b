/**
 * Who goes first in a channel. What people have posted, by sharing, replaying or changing a setting, is `asked`: there
 * may be any amount of it, and it must not hold up what nobody asked for.
 */
export const ranks = { alert: 0, news: 1, asked: 2 } as const;
export type Rank = keyof typeof ranks;
