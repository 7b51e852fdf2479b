import type { Handler } from './handler.ts';

/** Who answers a command or a click, and what there is to answer. */
export interface Route {
  /** One of our own words, so that it may be logged. */
  word: string;
  /** What was typed after it. */
  input: string;
  handler: Handler;
}

/** From what follows `/revox` to who answers it. */
export type RouteCommand = (text: string) => Route;
