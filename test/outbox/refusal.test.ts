import { describe, expect, test } from 'vitest';

import { refusalOf, unreadableRefusal } from '../../src/outbox/refusal.ts';

describe('a refusal says whether it concerns the channel, and what a person must do', () => {
  test.for<[string, 'channel' | 'message', RegExp]>([
    ['not_in_channel', 'channel', /Invite me there: `\/invite @Revox`/],
    ['channel_not_found', 'channel', /Invite me/],
    ['is_archived', 'channel', /Unarchive it/],
    ['missing_scope', 'channel', /Reinstall the app with the scopes/],
    ['token_revoked', 'channel', /set `SLACK_BOT_TOKEN`/],
    ['invalid_auth', 'channel', /set `SLACK_BOT_TOKEN`/],
    ['restricted_action_read_only_channel', 'channel', /Ask an admin/],
    ['ekm_access_denied', 'channel', /Ask an admin/],
    ['metadata_too_large', 'message', /bug in the bot/],
    ['no_text', 'message', /bug in the bot/],
  ])('%s concerns the %s', ([reason, concerns, nextStep]) => {
    const refusal = refusalOf(reason);
    expect(refusal.concerns).toBe(concerns);
    expect(refusal.nextStep).toMatch(nextStep);
  });

  test('a channel that cannot be read stays open for other messages', () => {
    expect(unreadableRefusal('missing_scope')).toEqual({
      concerns: 'message',
      sentence:
        'I can’t tell whether Slack posted a message, because I couldn’t read the channel (missing_scope).',
      nextStep:
        'Reinstall the app with the scopes of its manifest, then press *Retry parked* in `/revox status`.',
    });
    expect(unreadableRefusal('http_500').nextStep).toBe(
      'Press *Retry parked* in `/revox status` to look again.',
    );
  });
});
