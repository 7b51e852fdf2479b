import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import { type Rank, ranks } from '../../calls/message.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import { messageStates, waitingStates } from './messages.ts';

/** However much news there is, a channel gets one message this often of what people asked for. */
const askedEveryMs = 30_000;

/** Which of `m` have their turn, and still wait: on Postgres another replica may have them by the time of the lock. */
export function isFirstInLine(store: Store, now: Instant): RawBuilder<boolean> {
  // An array is the one form in which Postgres surely looks each of the few up.
  const first = firstInLine(now);
  return sql`m.id ${isPostgres(store) ? sql`= any(array${first})` : sql`in ${first}`} and m.${isWaiting}`;
}

/**
 * The id of the message of each channel whose turn it is: cards of incidents first, then other alerts, then news, then
 * what people asked for, each in the order in which it came. What people asked for goes before news where it waited for
 * 30 seconds and the channel got none of it meanwhile.
 */
function firstInLine(now: Instant): RawBuilder<unknown> {
  const since = now - askedEveryMs;
  return sql`(
    with recursive lines(channel) as (
      select (select channel from messages where ${isWaiting} ${order})
      union all
      select (select channel from messages where ${isWaiting} and channel > lines.channel ${order})
      from lines where lines.channel is not null
    )
    select coalesce(
      ${oldest('card', sql`id`)},
      ${oldest('alert', sql`id`)},
      ${oldest(
        'asked',
        sql`case when due_at <= ${now} and created_at <= ${since} and lines.channel not in (
        select channel from messages where state = 'sent' and due_at > ${since} and rank = ${rank('asked')}
      ) then id end`,
      )},
      ${oldest('news', sql`id`)},
      ${oldest('asked', sql`id`)}
    ) from lines where lines.channel is not null
  )`;
}

// As literals, and by what it is not: no database sees an index of some rows in words that might mean others, and each
// would sooner go through all of a state than through a channel.
const overStates = messageStates.filter((state) => !waitingStates.includes(state));
const isWaiting = sql`state not in (${sql.join(overStates.map((state) => sql.lit(state)))})`;
/** Of whichever rows are asked for, the index has them so. */
const order = sql`order by channel, rank, created_at, id limit 1`;
const rank = (name: Rank) => sql.lit(ranks[name]);

function oldest(name: Rank, what: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select ${what} from messages where channel = lines.channel and rank = ${rank(name)} and ${isWaiting}
    ${order})`;
}
