import { createEmulator, defineEmulator } from 'emulate';

import { addApiRoutes } from './api-routes.ts';
import type { CallCentre } from './call-centre.ts';
import { addControlRoutes } from './control-routes.ts';
import { controlsOf, type RevoxControls } from './controls.ts';
import { openCallCentre } from './history.ts';
import { type StoryName, stories } from './stories.ts';

export interface RevoxOptions {
  port?: number;
  seed?: number;
  story?: StoryName;
  callsPerMinute?: number;
  clock?: () => number;
}

export interface Revox {
  /** What a client is given as its base URL. */
  apiUrl: string;
  apiKey: string;
  /** Where `/demo/…` is. */
  url: string;
  /** A page with the requests received and the state. */
  inspectorUrl: string;
  controls: RevoxControls;
  /** Somebody has read the whole list at least once. */
  wasReadToTheEnd(): boolean;
  close(): Promise<void>;
}

const demoApiKey = 'sk_demo';

/** Revox in a process: a simulated call centre behind the API that the bot reads. */
export async function startRevox(options: RevoxOptions = {}): Promise<Revox> {
  const { port = 0, seed = 1, story = 'sales', callsPerMinute = 6, clock = Date.now } = options;
  let centre: CallCentre | undefined;
  const current = () => {
    if (centre === undefined) throw new Error('The call centre is not open yet.');
    return centre;
  };
  const controls = controlsOf(current, clock);

  const definition = defineEmulator<CallCentre>({
    name: 'revox',
    state: () => openCallCentre(seed, callsPerMinute, clock(), stories[story]),
    cors: false,
    setup({ app, state }) {
      centre = state;
      addApiRoutes(app, state, demoApiKey, clock);
      addControlRoutes(app, controls);
    },
  });
  const emulator = await createEmulator({ service: definition, port, inspector: true });
  const url = loopback(emulator.url);

  return {
    apiUrl: `${url}/api`,
    apiKey: demoApiKey,
    url,
    inspectorUrl: `${url}/_emulate`,
    controls,
    wasReadToTheEnd: () => current().readToTheEnd,
    close: () => emulator.close(),
  };
}

/** The emulator listens on IPv4 only, and `localhost` may mean IPv6 first. */
function loopback(url: string): string {
  return url.replace('//localhost', '//127.0.0.1');
}
