import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

/** What Slack takes, with its limits; a key that is not here is a slip. */
const manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().max(24),
        type: z.literal('message'),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/[a-z_-]{1,31}$/),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        url: z.url().optional(),
        should_escape: z.boolean(),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: z.url().optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

test('as it stands it is an app in Socket Mode that needs no public address', () => {
  const app = manifest.parse(parse(text));

  expect(app.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  expect(JSON.stringify(app)).not.toContain('http');
});

test('what Slack recognises in a command arrives with its id', () => {
  const app = manifest.parse(parse(text));

  expect(app.features.slash_commands.map((command) => command.should_escape)).toEqual([true]);
});

test('with its addresses uncommented it is an app in HTTP mode, and all of them are the same', () => {
  const uncommented = text
    .replaceAll(/^(\s*)# ((?:request_)?url: )/gm, '$1$2')
    .replace('socket_mode_enabled: true', 'socket_mode_enabled: false');

  const app = manifest.parse(parse(uncommented));

  const addresses = [
    ...app.features.slash_commands.map((command) => command.url),
    app.settings.event_subscriptions.request_url,
    app.settings.interactivity.request_url,
  ];
  expect(new Set(addresses)).toEqual(new Set(['https://revox-bot.example.com/slack/events']));
});

test('direct messages of the bot arrive, and nobody writes to it', () => {
  const app = manifest.parse(parse(text));

  expect(app.features.app_home).toMatchObject({
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: true,
  });
  expect(app.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'member_left_channel',
    'member_joined_channel',
  ]);
});

test('there is one command, and a hint of what it takes', () => {
  const app = manifest.parse(parse(text));

  expect(app.features.slash_commands.map((command) => command.command)).toEqual(['/revox']);
});

test('it asks for the scopes that are used, and for each of them once', () => {
  const app = manifest.parse(parse(text));

  expect(app.oauth_config.scopes.bot.toSorted()).toEqual([
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:write',
    'groups:history',
    'groups:read',
    'im:write',
    'usergroups:read',
    'users:read',
  ]);
});

test('every scope and every event has its reason above it', () => {
  const lines = text.split('\n');
  const items = lines.flatMap((line, index) => (/^\s+- [\w:]+$/.test(line) ? [index] : []));

  expect(items.length).toBeGreaterThan(5);
  const unexplained = items.filter((index) => !/^\s+# \S.{10,}/.test(lines[index - 1] ?? ''));
  expect(unexplained.map((index) => lines[index])).toEqual([]);
});
