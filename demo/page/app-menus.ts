import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { files } from '../files.ts';
import type { Shortcut } from './message.ts';

/** The one thing that Slack offers for it as somebody types `/`. */
export interface SlashCommand {
  command: string;
  usage: string;
  about: string;
}

interface Manifest {
  features: {
    shortcuts?: { type: string; callback_id: string; name: string }[];
    slash_commands: { command: string; description: string; usage_hint: string }[];
  };
}

/** What the app adds to the menu of every message, from where Slack reads it too. */
export function messageShortcuts(): Shortcut[] {
  return (features().shortcuts ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ callback_id, name }) => ({ callbackId: callback_id, name }));
}

export function slashCommand(): SlashCommand {
  const [only] = features().slash_commands;
  if (only === undefined) throw new Error('manifest.yml has no slash command.');
  return { command: only.command, usage: only.usage_hint, about: only.description };
}

function features(): Manifest['features'] {
  const manifest = readFileSync(files.manifest, 'utf8');
  return (parse(manifest) as Manifest).features;
}
