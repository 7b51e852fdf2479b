import { parseArgs } from 'node:util';

import { typedCommand } from '../src/process/typed-command.ts';

export interface Arguments {
  channel: string;
  user: string;
  /** How long to wait for a click; null where nobody is asked to click. */
  listenMs: number | null;
  /** Where the report goes; null for a name with the date. */
  report: string | null;
  /** At least so long between two requests of one kind. */
  paceMs: number;
}

export const usage = `Say where to post and to whom:

  ${typedCommand('verify --channel C0123456789 --user U0123456789')}

  --channel   id of a channel that the bot is in: open it, click its name, and copy the id at the very bottom
  --user      your own id: your profile, the three dots, Copy member ID
  --listen    also wait for one click, to learn how Slack takes answers to it; stop the bot first
  --wait      how many seconds to wait for that click (120)
  --pace      milliseconds between two requests of one kind (1250; Slack takes one message a second)
  --report    file for the report (slack-check-<date>.md)`;

/** @throws UsageError */
export function readArguments(argv: string[]): Arguments {
  const { channel, user, listen, wait, pace, report } = valuesOf(argv);
  if (!/^[CG][A-Z0-9]{2,}$/.test(channel ?? '')) throw new UsageError('--channel wants the id of a channel');
  if (!/^[UW][A-Z0-9]{2,}$/.test(user ?? '')) throw new UsageError('--user wants the id of a person');
  if (!/^\d{1,3}$/.test(wait)) throw new UsageError('--wait wants a number of seconds');
  if (!/^\d{1,5}$/.test(pace)) throw new UsageError('--pace wants a number of milliseconds');
  return {
    channel: channel as string,
    user: user as string,
    listenMs: listen ? Number(wait) * 1_000 : null,
    report: report ?? null,
    paceMs: Number(pace),
  };
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function valuesOf(argv: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        channel: text,
        user: text,
        listen: { type: 'boolean', default: false },
        wait: { ...text, default: '120' },
        pace: { ...text, default: '1250' },
        report: text,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
