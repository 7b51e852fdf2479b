import type { Button } from '@slack/types';
import { button } from './rich.ts';

const longestValue = 2000;

/**
 * A button that does what typing `/revox` and this line does. Null where the line is longer than a button can carry.
 *
 * @param place tells it from the others beside it.
 */
export function commandButton(label: string, line: string, place: number): Button | null {
  return line.length > longestValue ? null : button(label, `run_command_${place}`, line);
}
