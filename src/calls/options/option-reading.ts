import type { RequestedOptions } from './requested.ts';

/** What follows the name of an option, read as far as it belongs to it. */
export type OptionReading =
  | { length: number; options: RequestedOptions }
  | { length: number; message: string; suggestion: string };
