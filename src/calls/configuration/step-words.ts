import { formatSubscribe } from '../subscribe-words.ts';
import type { Step } from './differences.ts';
import type { RequestedSubscription } from './read.ts';

/** “C0123456789: unsubscribe from errors”. */
export function stepInWords(step: Step): string {
  return `${step.channel}: ${deed(step)}`;
}

function deed(step: Step): string {
  switch (step.do) {
    case 'subscribe':
      return `subscribe to “${formatSubscribe(step.wanted)}”${step.wanted.isPaused ? ', paused' : ''}`;
    case 'unsubscribe':
      return `unsubscribe from “${formatSubscribe(step.before)}”`;
    case 'change':
      return changed(step);
    case 'mute':
      return `mute ${named(step.wanted.filter)} until ${new Date(step.wanted.until).toISOString()}`;
    case 'unmute':
      return `unmute ${named(step.before.filter)}`;
  }
}

function changed({ before, wanted }: Extract<Step, { do: 'change' }>): string {
  const [was, is] = [formatSubscribe(before), formatSubscribe(wanted)];
  if (was !== is) return `change “${was}” to “${is}”${pausing(before.paused?.by != null, wanted)}`;
  return `${wanted.isPaused ? 'pause' : 'resume'} “${is}”`;
}

function pausing(wasPaused: boolean, { isPaused }: RequestedSubscription): string {
  if (wasPaused === isPaused) return '';
  return isPaused ? ', and pause it' : ', and resume it';
}

function named(filter: string): string {
  return filter === '' ? 'all calls' : `“${filter}”`;
}
