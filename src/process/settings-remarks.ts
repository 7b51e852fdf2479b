import { nearest } from '../calls/filter/nearest.ts';
import { type Environment, withoutMark } from './config.ts';
import { settingNames } from './settings.ts';

/** What does not stop a start, and is probably not what was meant. Names no value, since it may be a secret. */
export function remarksOn(marked: Environment): { name: string; says: string }[] {
  const env = withoutMark(marked);
  const empty = settingNames.filter((name) => name.endsWith('_CHANNEL') && env[name]?.trim() === '');
  const misspelt = Object.keys(env).flatMap((name) => {
    const meant = isOurs(name) || !/^[A-Z][A-Z0-9_]{7,}$/.test(name) ? null : nearest(name, settingNames);
    return meant === null ? [] : [{ name, says: `not a setting of this bot: did you mean ${meant}` }];
  });
  return [
    ...empty.map((name) => ({
      name,
      says: 'set, but empty: a #name needs quotes in .env, because # starts a comment there',
    })),
    ...misspelt,
  ];
}

function isOurs(name: string): boolean {
  return (settingNames as string[]).includes(name);
}
