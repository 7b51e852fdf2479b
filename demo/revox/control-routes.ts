import type { EmulatorContext } from 'emulate';
import { z } from 'zod';

import type { CallCentre } from './call-centre.ts';
import { largestBurst, mostCallsPerMinute, type RevoxControls } from './controls.ts';
import { dialErrors } from './endings.ts';

type App = EmulatorContext<CallCentre>['app'];
type Context = Parameters<Parameters<App['get']>[1]>[0];

const onOrOff = z.object({ on: z.boolean() });
const rate = z.object({ calls_per_minute: z.number().min(0).max(mostCallsPerMinute) });
const burst = z.object({
  count: z.number().int().min(1).max(largestBurst).default(500),
  dial_error: z.enum(dialErrors).default('too_many_calls'),
});

const wish = z.object({ after_seconds: z.number().min(1).max(86_400).default(60) });

/** The controls over HTTP, for scripts and for a page. They are no part of the Revox API. */
export function addControlRoutes(app: App, controls: RevoxControls): void {
  app.get('/demo', (c) => c.json(controls.state()));

  control(app, '/demo/calls-per-minute', rate, (asked) => controls.setCallsPerMinute(asked.calls_per_minute));
  control(app, '/demo/burst', burst, (asked) => controls.burst(asked.count, asked.dial_error));
  control(app, '/demo/carrier-outage', onOrOff, (asked) => controls.setCarrierDown(asked.on));
  control(app, '/demo/outage', onOrOff, (asked) => controls.setApiDown(asked.on));
  control(app, '/demo/key-refused', onOrOff, (asked) => controls.setKeyRefused(asked.on));
  control(app, '/demo/late-call', z.object({}), () => controls.lateCall());
  control(app, '/demo/ask-for-call-back', wish, (asked) =>
    controls.askForCallBack(asked.after_seconds * 1000),
  );
  control(app, '/demo/return-call', z.object({}), () => controls.returnCall());

  function control<Asked>(on: App, path: string, schema: z.ZodType<Asked>, act: (asked: Asked) => void) {
    on.post(path, async (c) => {
      const asked = schema.safeParse(await bodyOf(c));
      if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 422);
      act(asked.data);
      return c.json(controls.state());
    });
  }
}

async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
