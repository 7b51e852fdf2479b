import { dot } from '../messages/dots.ts';
import type { MessageBlock } from '../messages/rendered.ts';
import { bold, bullets, paragraph, words } from '../messages/rich.ts';
import { howToAdd } from '../scopes.ts';
import { letSlackReadNames } from '../unread-names.ts';

/** What an app that was made from an older manifest lacks. */
export interface ManifestGaps {
  scopes: string[];
  /** Slack hands over `@name` without its id. */
  namesUnread: boolean;
}

/** The bot works on without it, so whoever runs it is told what to paste and where. */
export function manifestGaps({ scopes, namesUnread }: ManifestGaps): MessageBlock[] {
  if (scopes.length === 0 && !namesUnread) return [];
  return [
    ...paragraph(
      [...dot('orange'), bold('The Slack app is made from an older manifest')],
      [words('I work on without it. Whoever runs me adds, at api.slack.com/apps:')],
    ),
    ...bullets(
      scopes.length === 0 ? null : [words(howToAdd(scopes), 900)],
      namesUnread ? [words(letSlackReadNames)] : null,
    ),
  ];
}
