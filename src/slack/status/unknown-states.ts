import { counted, listed } from '../blocks/numbers.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { bold, bullets, code, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';

const mostShown = 10;

/** To an admin, once for each state. */
export function renderUnknownStates(states: string[]): Rendered {
  const what = `Revox uses ${counted(states.length, 'call state')} that I don’t know:`;
  const shown = states.slice(0, mostShown);
  return {
    text: `${what} ${spoken(listed(states, mostShown), 300)}. ${meaning} ${next}`,
    blocks: [
      ...paragraph([bold(what)]),
      ...bullets(...shown.map((state) => [code(state)])),
      ...paragraph(
        [words(meaning)],
        [words(next)],
        [words('How many there are now: '), code('/revox status')],
      ),
    ],
  };
}

const meaning =
  'Nothing is lost: such calls are counted in the status, and posted once anything in them says that they ended.';
const next =
  'Update me to the newest version. If that doesn’t help, ask Revox what the state means. I say this once.';
