import type { RevoxControls } from './revox/controls.ts';
import { largestBurst, mostCallsPerMinute } from './revox/controls.ts';
import { dialErrors, isDialError } from './revox/endings.ts';

export const demoCommandHelp = [
  '/demo burst [count] [dial_error]   that many calls fail at once: 500 too_many_calls unless said otherwise',
  '/demo rate <n>                     calls placed a minute',
  '/demo late                         a call queued yesterday is dialled and ends now',
  '/demo carrier down | up            every new call is refused by the carrier',
  '/demo api down | up                Revox answers 500',
  '/demo key refused | accepted       Revox answers 401',
];

/** Makes something happen at the simulated call centre. @returns what was done, or how to say it */
export function runDemoCommand(text: string, controls: RevoxControls): string[] {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  switch (word) {
    case 'burst':
      return burst(rest, controls);
    case 'rate':
      return rate(rest[0], controls);
    case 'late':
      controls.lateCall();
      return ['A call that was queued yesterday ends in a moment, far down the list.'];
    case 'carrier':
      return either(rest[0], 'down', 'up', controls.setCarrierDown, 'The carrier is');
    case 'api':
      return either(rest[0], 'down', 'up', controls.setApiDown, 'The Revox API is');
    case 'key':
      return either(rest[0], 'refused', 'accepted', controls.setKeyRefused, 'The API key is');
    default:
      return demoCommandHelp;
  }
}

function burst(words: string[], controls: RevoxControls): string[] {
  const count = Number(words.find((word) => /^\d+$/.test(word)) ?? 500);
  const dialError = words.find((word) => !/^\d+$/.test(word)) ?? 'too_many_calls';
  if (!isDialError(dialError)) return [`A dial error is one of ${dialErrors.join(', ')}.`];
  if (count < 1 || count > largestBurst) return [`The count is 1 to ${largestBurst}.`];
  controls.burst(count, dialError);
  return [`${count} calls fail with ${dialError} within four seconds.`];
}

function rate(word: string | undefined, controls: RevoxControls): string[] {
  const callsPerMinute = Number(word ?? Number.NaN);
  if (!(callsPerMinute >= 0 && callsPerMinute <= mostCallsPerMinute)) {
    return [`The rate is 0 to ${mostCallsPerMinute} calls a minute.`];
  }
  controls.setCallsPerMinute(callsPerMinute);
  return [`${callsPerMinute} calls a minute from now on.`];
}

function either(
  word: string | undefined,
  on: string,
  off: string,
  set: (on: boolean) => void,
  subject: string,
): string[] {
  if (word !== on && word !== off) return [`${subject} ${on} or ${off}: say which.`];
  set(word === on);
  return [`${subject} ${word}.`];
}
