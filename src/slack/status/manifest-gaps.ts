import { dot } from '../blocks/dots.ts';
import type { MessageBlock } from '../blocks/rendered.ts';
import { bold, bullets, paragraph, words } from '../blocks/rich.ts';
import { letSlackReadNames } from '../door/unread-names.ts';
import { howToAdd } from '../line/scopes.ts';

/** What an app lacks that was made from an older manifest, or changed since. */
export interface ManifestGaps {
  scopes: string[];
  /** Slack hands over `@name` without its id. */
  namesUnread: boolean;
  /** Slack refuses direct messages. */
  messagesTabOff: boolean;
}

/** The bot works without it, so Home says what to change and where. */
export function manifestGaps(gaps: ManifestGaps): MessageBlock[] {
  return [...olderManifest(gaps), ...(gaps.messagesTabOff ? tabOff() : [])];
}

function tabOff(): MessageBlock[] {
  return paragraph(
    [...dot('orange'), bold('Slack rejects my direct messages')],
    [
      words(
        'Files and other personal messages don’t arrive. The person who runs me has to turn on ' +
          'App Home → Messages Tab at api.slack.com/apps.',
      ),
    ],
  );
}

function olderManifest({ scopes, namesUnread }: ManifestGaps): MessageBlock[] {
  if (scopes.length === 0 && !namesUnread) return [];
  return [
    ...paragraph(
      [...dot('orange'), bold('The Slack app has an older manifest')],
      [words('I still work. The person who runs me can add at api.slack.com/apps:')],
    ),
    ...bullets(
      scopes.length === 0 ? null : [words(howToAdd(scopes), 900)],
      namesUnread ? [words(letSlackReadNames)] : null,
    ),
  ];
}
