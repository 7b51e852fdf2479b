import type { ServerResponse } from 'node:http';

import type { Board, Change } from './board.ts';
import { type Patch, type PatchContext, patchOf } from './patches.ts';
import type { Stage } from './stage.ts';

/** Server-sent events to every open window: first all that stands on the board, then each change to it. */
export function liveStream(board: Board, stage: Stage, runId: string, context: PatchContext) {
  const open = new Map<ServerResponse, string>();
  let acting = '';
  board.listen((change) => {
    const patch = patchOf(change, context);
    for (const [response, window] of open) tell(response, 'patch', seenIn(window, change, patch));
  });
  stage.listen((state) => {
    for (const response of open.keys()) tell(response, 'stage', state);
  });

  return {
    /** A page that lost its connection comes back on its own and gets everything again. */
    join(window: string, response: ServerResponse): void {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      // By then a demo that starts again is back, and the browser has no failure to log.
      response.write('retry: 4000\n\n');
      const patches = board.all().map((change) => patchOf(change, context));
      tell(response, 'everything', { runId, patches });
      tell(response, 'stage', stage.state());
      open.set(response, window);
      response.on('close', () => open.delete(response));
    },
    /** A stream that is cut off instead is an error in the console of the browser. */
    end(): void {
      for (const response of open.keys()) response.end();
    },
    /** Somebody types or clicks in this window. */
    acts(window: string): void {
      acting = window;
    },
  };

  /** Slack opens a modal in the window where somebody clicked, and in no other. */
  function seenIn(window: string, change: Change, patch: Patch): Patch {
    const isElsewhere = change.kind === 'modal' && window !== acting;
    return isElsewhere ? patchOf({ kind: 'modal', view: null }, context) : patch;
  }
}

function tell(response: ServerResponse, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
