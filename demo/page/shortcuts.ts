import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import type { Shortcut } from './message.ts';

interface Manifest {
  features: { shortcuts?: { type: string; callback_id: string; name: string }[] };
}

/** What the app adds to the menu of every message, from where Slack reads it too. */
export function messageShortcuts(): Shortcut[] {
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as Manifest;
  return (manifest.features.shortcuts ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ callback_id, name }) => ({ callbackId: callback_id, name }));
}
