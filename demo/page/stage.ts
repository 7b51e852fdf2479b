import { z } from 'zod';

import { eventStream } from '../event-stream.ts';
import { mostCallsPerMinute, type RevoxControls } from '../revox/controls.ts';
import { type StoryName, stories, storyNames } from '../revox/stories.ts';

/** The strip above the workspace, which is the same in every window. */
export interface StageState {
  /** The company whose calls these are. */
  story: StoryName;
  callsPerMinute: number;
  carrierDown: boolean;
  apiDown: boolean;
  /** What was made to happen last. */
  said: string;
  /** The place where that is seen, by its slug; null as long as nothing was made to happen. */
  look: string | null;
}

export interface Stage {
  state(): StageState;
  make(asked: Asked): Promise<void>;
  listen(listener: (state: StageState) => void): () => void;
}

/** What a person can make happen, as the page asks for it. */
export type Asked = z.infer<typeof asked>;

export const asked = z.discriminatedUnion('make', [
  z.object({ make: z.literal('rate'), callsPerMinute: z.number().min(0).max(mostCallsPerMinute) }),
  z.object({ make: z.enum(['carrier', 'api']), on: z.boolean() }),
  z.object({ make: z.enum(['burst', 'late', 'wish', 'return', 'digest']) }),
  z.object({ make: z.literal('story'), story: z.enum(storyNames) }),
]);

type Outcome = Pick<StageState, 'said' | 'look'>;

const burstOf = 500;
const nothingYet: Outcome = { said: 'Type /revox in the message box below, as in Slack.', look: null };

export interface StageDeps {
  controls: RevoxControls;
  story: StoryName;
  /** Has the bot post a digest in a minute, and says when. */
  askForDigest(): Promise<string>;
  /** Gives #calls hours of work that include now. @returns whether it had others */
  workNow(): Promise<boolean>;
  /** Starts again with the calls of another company. */
  chooseStory(story: StoryName): void;
}

export function openStage(deps: StageDeps): Stage {
  const { controls, story } = deps;
  const changes = eventStream<StageState>();
  let outcome = nothingYet;
  const state = () => {
    const { callsPerMinute, carrierDown, apiDown } = controls.state();
    return { story, callsPerMinute, carrierDown, apiDown, ...outcome };
  };
  controls.listen(() => changes.emit(state()));

  return {
    state,
    listen: changes.listen,
    async make(wanted) {
      outcome = await made(wanted, deps);
      changes.emit(state());
    },
  };
}

async function made(wanted: Asked, deps: StageDeps): Promise<Outcome> {
  const { controls, askForDigest, workNow, chooseStory } = deps;
  switch (wanted.make) {
    case 'rate':
      controls.setCallsPerMinute(wanted.callsPerMinute);
      return { said: `${wanted.callsPerMinute} calls a minute from now on.`, look: 'calls' };
    case 'carrier':
      controls.setCarrierDown(wanted.on);
      return {
        said: `The carrier ${wanted.on ? 'refuses every new call' : 'takes calls again'}.`,
        look: 'call-alerts',
      };
    case 'api':
      controls.setApiDown(wanted.on);
      return wanted.on
        ? { said: 'The Revox API fails. A card opens within half a minute.', look: 'call-alerts' }
        : { said: 'The Revox API is back. The card closes in a moment.', look: 'call-alerts' };
    case 'burst':
      controls.burst(burstOf, 'too_many_calls');
      return { said: `${burstOf} calls fail within four seconds.`, look: 'call-alerts' };
    case 'late':
      controls.lateCall();
      return { said: 'A call that was queued yesterday ends in a moment.', look: 'calls' };
    case 'wish': {
      const isOutsideHours = await workNow();
      controls.askForCallBack();
      const note = isOutsideHours ? ' Nobody works now, so #calls has other quiet hours for it.' : '';
      return {
        said: `A call ends in a moment: somebody wants to be called back in a minute.${note}`,
        look: 'calls',
      };
    }
    case 'return':
      return controls.returnCall()
        ? { said: 'They are called back and pick up, so the follow-up settles itself.', look: 'calls' }
        : { said: 'Nobody waits for a call: ask for a call-back first.', look: null };
    case 'story':
      chooseStory(wanted.story);
      return { said: `Starting again with “${stories[wanted.story].title}”: a few seconds.`, look: null };
    case 'digest':
      return { said: `The digest comes at ${await askForDigest()}.`, look: 'digest' };
  }
}
