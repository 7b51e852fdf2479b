import { eventStream } from '../event-stream.ts';
import { addWish, callWhoWaits } from './call-back.ts';
import { type CallCentre, placeOrder } from './call-centre.ts';
import type { DialError } from './endings.ts';
import { between } from './random.ts';

/** What a person running the demo can make happen. */
export interface RevoxControls {
  setCallsPerMinute(callsPerMinute: number): void;
  /** That many calls fail with one error over the next few seconds. */
  burst(count: number, dialError: DialError): void;
  /** The carrier refuses every new call until this is false again. */
  setCarrierDown(down: boolean): void;
  /** The API answers 500 until this is false again. */
  setApiDown(down: boolean): void;
  /** The API answers 401 until this is false again. */
  setKeyRefused(refused: boolean): void;
  /** A call that was queued yesterday is dialled only now: it ends far down the list. */
  lateCall(): void;
  /** A call ends with the wish for another one, so much later. */
  askForCallBack(afterMs?: number): void;
  /** The person who asked last is called and picks up. @returns whether somebody had asked */
  returnCall(): boolean;
  state(): ControlState;
  /** @returns how to stop listening */
  listen(listener: (state: ControlState) => void): () => void;
}

interface ControlState {
  callsPerMinute: number;
  carrierDown: boolean;
  apiDown: boolean;
  keyRefused: boolean;
}

const burstSpreadMs = 4000;
const aMinuteMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;

export const mostCallsPerMinute = 600;
export const largestBurst = 10_000;

/**
 * @param centre asks for the call centre each time, since a reset puts another in its place
 */
export function controlsOf(centre: () => CallCentre, clock: () => number): RevoxControls {
  const changes = eventStream<ControlState>();
  const state = () => {
    const { callsPerMinute, carrierDown, apiDown, keyRefused } = centre();
    return { callsPerMinute, carrierDown, apiDown, keyRefused };
  };
  const change = (changed: Partial<CallCentre>) => {
    Object.assign(centre(), changed);
    changes.emit(state());
  };
  return {
    setCallsPerMinute: (callsPerMinute) => change({ callsPerMinute, nextOrderAt: clock() }),
    burst: (count, dialError) => addBurst(centre(), count, dialError, clock()),
    setCarrierDown: (carrierDown) => change({ carrierDown }),
    setApiDown: (apiDown) => change({ apiDown }),
    setKeyRefused: (keyRefused) => change({ keyRefused }),
    lateCall: () => addLateCall(centre(), clock()),
    askForCallBack: (afterMs = aMinuteMs) => addWish(centre(), afterMs, clock()),
    returnCall: () => callWhoWaits(centre(), clock()),
    state,
    listen: changes.listen,
  };
}

function addBurst(centre: CallCentre, count: number, fate: DialError, now: number): void {
  for (let index = 0; index < count; index++) {
    const endsAt = now + between(centre.random, 500, burstSpreadMs);
    placeOrder(centre, { number: centre.nextOrderNumber++, listedAt: now, endsAt, fate });
  }
}

function addLateCall(centre: CallCentre, now: number): void {
  const number = centre.nextOrderNumber++;
  placeOrder(centre, { number, listedAt: now - dayMs, endsAt: now + 1500, fate: 'human' });
}
