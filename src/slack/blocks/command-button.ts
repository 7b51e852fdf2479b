import type { Button } from '@slack/types';
import { button } from './rich.ts';
import { safeText } from './safe-text.ts';

const longestValue = 2000;

/**
 * A button that does what typing `/revox` and this line does. Null where the line is longer than a button can carry.
 *
 * @param place distinguishes it from the others beside it.
 */
export function commandButton(label: string, line: string, place: number): Button | null {
  if (line.length > longestValue) return null;
  return button(safeText(label, 75) || 'Run', `run_command_${place}`, line);
}
