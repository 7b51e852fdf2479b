import type { Row } from './row.ts';

/** `distributed`: public distribution was activated, outside of the Marketplace. */
export type AppKind = 'internal' | 'distributed';

/** Scopes that depend on where: `channels:history` in public channels, `groups:history` in private ones… */
type ByChannel = 'history' | 'read';

export interface Method extends Row {
  /** What the bot token needs; null where nothing. */
  scope: string | ByChannel | null;
  /** Requests a minute, as far as Slack publishes it. */
  perMinute: Record<AppKind, number>;
  /** For which app nothing beyond that is let by; a tier is only what surely is. */
  exactFor: AppKind | null;
  /** Objects in a page at the most. */
  largestPage?: Record<AppKind, number>;
  /** Words with which it refuses what stands in the request, beside the usual ones. */
  errors: string[];
}

const pages = 'https://docs.slack.dev/reference/methods';
const ofMessages = [
  'invalid_blocks',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'metadata_too_large',
  'messages_tab_disabled',
];
const ofViews = ['invalid_arguments', 'view_too_large'];

type Given = Partial<Method> & Pick<Method, 'scope'> & { tier: 1 | 2 | 3 | 4 };

const tiers = { 1: 1, 2: 20, 3: 50, 4: 100 };

const given: Record<string, Given> = {
  'auth.test': { scope: null, tier: 4 },
  // One a second in a channel, which is `channelPace`.
  'chat.postMessage': { scope: 'chat:write', tier: 4, errors: ofMessages },
  'chat.update': { scope: 'chat:write', tier: 3, errors: ofMessages },
  'chat.delete': { scope: 'chat:write', tier: 3 },
  'chat.getPermalink': { scope: null, tier: 4 },
  'chat.postEphemeral': { scope: 'chat:write', tier: 4, errors: ofMessages },
  'conversations.history': readsMessages(),
  'conversations.replies': readsMessages(),
  'conversations.info': { scope: 'read', tier: 3 },
  'conversations.list': { scope: 'read', tier: 2 },
  'conversations.members': { scope: 'read', tier: 4 },
  'conversations.open': { scope: 'im:write', tier: 3 },
  'files.getUploadURLExternal': { scope: 'files:write', tier: 4 },
  'files.completeUploadExternal': { scope: 'files:write', tier: 4, errors: ['messages_tab_disabled'] },
  'files.delete': { scope: 'files:write', tier: 3 },
  'usergroups.list': { scope: 'usergroups:read', tier: 2 },
  'users.info': { scope: 'users:read', tier: 4 },
  'views.open': { scope: null, tier: 4, errors: ofViews },
  'views.push': { scope: null, tier: 4, errors: ofViews },
  'views.update': { scope: null, tier: 4, errors: ofViews },
  'views.publish': { scope: null, tier: 4, errors: ofViews },
};

/** https://docs.slack.dev/apis/web-api/rate-limits#rate-limits-for-non-marketplace-apps */
function readsMessages(): Given {
  return {
    scope: 'history',
    tier: 3,
    perMinute: { internal: tiers[3], distributed: 1 },
    exactFor: 'distributed',
    largestPage: { internal: 999, distributed: 15 },
  };
}

/** Every method of the Web API that the bot calls with its bot token. */
export const methods: Record<string, Method> = Object.fromEntries(
  Object.entries(given).map(([name, { tier, ...row }]) => [
    name,
    {
      id: `method/${name}`,
      source: `${pages}/${name}`,
      read: '2026-11',
      certain: true,
      perMinute: { internal: tiers[tier], distributed: tiers[tier] },
      exactFor: null,
      errors: [],
      ...row,
    },
  ]),
);

export function largestPage(method: string, app: AppKind): number {
  return methods[method]?.largestPage?.[app] ?? 1_000;
}
