import { typedCommand } from '../process/typed-command.ts';
import { openKnown } from '../store/engine/known-database.ts';
import { spotCheck } from '../store/tallies/spot-check.ts';
import { type Finding, fine, wrong } from './finding.ts';

const about = 'Kept counts';

/** Whether what is kept of stored calls is what one counts. A database in trouble is for its own check. */
export async function checkCounts(url: string, random: () => number): Promise<Finding[]> {
  try {
    await using db = await openKnown(url);
    const checked = await spotCheck(db, random);
    if (checked === null) return [];
    const { counted, wrong: found } = checked;
    if (found.length === 0)
      return [fine(about, `right for the ${counted} hours, days and totals that were counted again`)];
    return [
      wrong(
        about,
        `wrong for ${found.length} of the ${counted} hours, days and totals that were counted again, so digests, stats and lists are wrong too`,
        `type ${typedCommand('recount')}, also while the bot runs`,
      ),
    ];
  } catch {
    return [];
  }
}
