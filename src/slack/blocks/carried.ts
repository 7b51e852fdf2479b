import type { z } from 'zod';

/**
 * What a button, an option or a view carries and sends back when it is clicked: a value of ours as JSON.
 *
 * @param most Characters that Slack takes.
 */
export function carried<Wire extends z.ZodType>(wire: Wire, most: number) {
  return {
    /** Null when it is longer than that. */
    write(value: z.input<Wire>): string | null {
      const text = JSON.stringify(value);
      return text.length <= most ? text : null;
    },
    /** Null for what no version of ours wrote: anyone can send any value. */
    read(text: string): z.output<Wire> | null {
      if (text.length > most) return null;
      return wire.safeParse(jsonOf(text)).data ?? null;
    },
  };
}

/** Slack takes no longer value of an option, of a button, and of what a view carries. */
export const mostInOption = 150;
export const mostInButton = 2_000;
export const mostInView = 3_000;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
