import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { files } from '../../files.ts';

/** A Slack app, as far as its manifest decides what Slack lets it do. */
export interface SlackApp {
  scopes: string[];
  events: string[];
  homeTab: boolean;
  /** Where its direct messages are shown. */
  messagesTab: boolean;
  /** Whether `@name` and `#name` in a command arrive with their ids. */
  escapesCommands: boolean;
}

interface Manifest {
  features: {
    app_home?: { home_tab_enabled?: boolean; messages_tab_enabled?: boolean };
    slash_commands?: { should_escape?: boolean }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions?: { bot_events?: string[] } };
}

/** As `manifest.yml` makes it. https://docs.slack.dev/reference/app-manifest */
export function ourApp(): SlackApp {
  return readApp(readFileSync(files.manifest, 'utf8'));
}

export function readApp(manifest: string): SlackApp {
  const { features, oauth_config, settings } = parse(manifest) as Manifest;
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions?.bot_events ?? [],
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? false,
    escapesCommands: features.slash_commands?.every((it) => it.should_escape === true) ?? false,
  };
}

/** Whether Slack sends this app the event: one that it is subscribed to, in a tab that it has. */
export function isToldOf(app: SlackApp, { type, tab }: { type: string; tab?: string }): boolean {
  if (!app.events.includes(type)) return false;
  if (type !== 'app_home_opened') return true;
  return tab === 'messages' ? app.messagesTab : app.homeTab;
}
