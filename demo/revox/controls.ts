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
  state(): ControlState;
}

interface ControlState {
  callsPerMinute: number;
  carrierDown: boolean;
  apiDown: boolean;
  keyRefused: boolean;
}

const burstSpreadMs = 4000;
const dayMs = 24 * 60 * 60 * 1000;

export const mostCallsPerMinute = 600;
export const largestBurst = 10_000;

/**
 * @param centre asks for the call centre each time, since a reset puts another in its place
 */
export function controlsOf(centre: () => CallCentre, clock: () => number): RevoxControls {
  return {
    setCallsPerMinute: (callsPerMinute) => {
      centre().callsPerMinute = callsPerMinute;
      centre().nextOrderAt = clock();
    },
    burst: (count, dialError) => addBurst(centre(), count, dialError, clock()),
    setCarrierDown: (down) => {
      centre().carrierDown = down;
    },
    setApiDown: (down) => {
      centre().apiDown = down;
    },
    setKeyRefused: (refused) => {
      centre().keyRefused = refused;
    },
    lateCall: () => addLateCall(centre(), clock()),
    state: () => {
      const { callsPerMinute, carrierDown, apiDown, keyRefused } = centre();
      return { callsPerMinute, carrierDown, apiDown, keyRefused };
    },
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
