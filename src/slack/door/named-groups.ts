import type { RequestedOptions, SubscriptionOptions } from '../../calls/options/index.ts';
import type { Directory } from './directory.ts';

type Groups = Pick<Directory, 'userGroup'>;
/** What Slack does not find, as it was named. */
interface NotFound {
  missing: 'no-such-group' | 'not-told';
  named: string;
}

/** Options as they are kept: a group that they name is known by its id. */
export async function withGroups(
  { mention, escalate, ...options }: RequestedOptions,
  directory: Groups,
): Promise<SubscriptionOptions | NotFound> {
  const mentioned = mention === undefined ? null : await groupNamed(mention, directory);
  if (mentioned !== null && 'missing' in mentioned) return mentioned;
  const isGroup = typeof escalate === 'string';
  const escalated = isGroup ? await groupNamed(escalate, directory) : null;
  if (escalated !== null && 'missing' in escalated) return escalated;
  const to = isGroup ? escalated && { to: 'group' as const, group: escalated } : escalate;
  return { ...options, ...(mentioned && { mention: mentioned }), ...(to && { escalate: to }) };
}

async function groupNamed(named: string, directory: Groups) {
  const group = await directory.userGroup(named);
  return typeof group === 'string' ? { missing: group, named } : group;
}

/** The same for a file, which is refused as a whole where a group is not found. */
export async function lookUpGroups(
  options: RequestedOptions,
  directory: Groups,
): Promise<SubscriptionOptions | { problem: string }> {
  const found = await withGroups(options, directory);
  if (!('missing' in found)) return found;
  if (found.missing === 'no-such-group') return { problem: `Slack has no user group ${found.named}.` };
  return { problem: 'Slack listed no user groups: the app may lack the scope usergroups:read.' };
}
