import type { KyselyPlugin } from 'kysely';

import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import type { Posting } from '../../src/outbox/posting.ts';

export class Killed extends Error {}

/**
 * The same neighbours as seen by a process that dies at the n-th moment: before or after one of its queries, or
 * before or after one of its requests to Slack. Nothing that it does afterwards has any effect.
 */
export function mortal(deps: DeliverDeps, diesAt: number): DeliverDeps & { isDead(): boolean } {
  let moments = 0;
  const live = () => {
    moments += 1;
    if (moments >= diesAt) throw new Killed(`killed at moment ${diesAt}`);
  };
  return {
    ...deps,
    db: deps.db.withPlugin(dyingWith(live)),
    slack: neighbour(deps.slack, live),
    isDead: () => moments >= diesAt,
  };
}

function dyingWith(live: () => void): KyselyPlugin {
  return {
    transformQuery({ node }) {
      live();
      return node;
    },
    async transformResult({ result }) {
      live();
      return result;
    },
  };
}

function neighbour({ post, edit, find }: Posting, live: () => void): Posting {
  const around =
    <Request, Answer>(ask: (request: Request) => Promise<Answer>) =>
    async (request: Request) => {
      live();
      const answer = await ask(request);
      live();
      return answer;
    };
  return { post: around(post), edit: around(edit), find: around(find) };
}
