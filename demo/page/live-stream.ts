import type { ServerResponse } from 'node:http';

import type { Board } from './board.ts';
import { type PatchContext, patchOf } from './patches.ts';

/** Server-sent events: first all that stands on the board, then each change to it. */
export function liveStream(board: Board, runId: string, context: PatchContext) {
  const open = new Set<ServerResponse>();
  board.listen((change) => {
    const patch = patchOf(change, context);
    for (const response of open) tell(response, 'patch', patch);
  });

  return {
    /** A page that lost its connection comes back by itself and is told everything again. */
    join(response: ServerResponse): void {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const patches = board.all().map((change) => patchOf(change, context));
      tell(response, 'everything', { runId, patches });
      open.add(response);
      response.on('close', () => open.delete(response));
    },
  };
}

function tell(response: ServerResponse, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
