import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Section = Record<string, string> & { ExecStart: string; Environment: string };

/** The systemd unit by section and name; a name that is given twice has its last value. */
export function readUnit(): Record<'Unit' | 'Service' | 'Install', Section> {
  const path = join(import.meta.dirname, '../../deploy/revox-for-slack.service');
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, opened] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (opened !== undefined) section = sections[opened] = {};
    else if (name !== undefined) section[name] = value ?? '';
    else if (line !== '' && !line.startsWith('#')) throw new Error(`not a line of a unit: ${line}`);
  }
  return sections as ReturnType<typeof readUnit>;
}
