import { existsSync } from 'node:fs';

import { letSlackReadNames, namesUnread } from '../slack/door/unread-names.ts';
import { openDatabase } from '../store/engine/database.ts';
import { sqlitePath } from '../store/engine/sqlite-path.ts';
import { type Finding, worthALook } from './finding.ts';

/** What the bot noticed: people’s `@name`s that came without an id. A database in trouble is for its own check. */
export async function checkNames(url: string): Promise<Finding[]> {
  const path = sqlitePath(url);
  if (path !== null && !existsSync(path)) return [];
  try {
    await using db = openDatabase(url);
    if (!(await namesUnread(db))) return [];
    return [
      worthALook(
        'Slack manifest',
        `it is older than this version of the bot, which still works; ${letSlackReadNames}`,
      ),
    ];
  } catch {
    return [];
  }
}
