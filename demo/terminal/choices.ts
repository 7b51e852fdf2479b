import type { UsedControl } from '../slack/gestures.ts';
import type { Where } from '../slack/payloads.ts';

export interface Choice {
  control: UsedControl;
  where: Where;
}

/**
 * Names for what can be pressed. The latest answer's are 1, 2, 3; a channel message's are a1, a2, the next
 * message's b1: so a message that arrives while somebody types never changes what the typed name means.
 */
export function choices() {
  let ofAnswer = new Map<string, Choice>();
  const ofMessages = new Map<string, Choice>();
  let messages = 0;

  return {
    offerer(where: Where): (control: UsedControl) => string {
      if (where.kind === 'message') return messageOfferer(where);
      ofAnswer = new Map();
      return (control) => offer(ofAnswer, '', { control, where });
    },
    find: (name: string): Choice | null => ofAnswer.get(name) ?? ofMessages.get(name.toLowerCase()) ?? null,
  };

  /** A letter is taken only by a message that has something to press. */
  function messageOfferer(where: Where): (control: UsedControl) => string {
    let letter: string | null = null;
    return (control) => {
      letter ??= nextLetter();
      return offer(ofMessages, letter, { control, where });
    };
  }

  function nextLetter(): string {
    const letter = String.fromCharCode(97 + (messages++ % 26));
    for (const name of ofMessages.keys()) if (name.startsWith(letter)) ofMessages.delete(name);
    return letter;
  }
}

function offer(offered: Map<string, Choice>, letter: string, choice: Choice): string {
  const before = [...offered.keys()].filter((name) => name.startsWith(letter)).length;
  const name = `${letter}${before + 1}`;
  offered.set(name, choice);
  return name;
}
