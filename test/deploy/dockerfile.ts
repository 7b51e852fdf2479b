import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One instruction of a Dockerfile, with its lines joined. */
export interface Instruction {
  word: string;
  text: string;
}

const root = join(import.meta.dirname, '../..');

export function readDockerfile(): Instruction[] {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8');
  return text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { word, text: rest };
    });
}

/** What becomes the image, without what it is built with. */
export function lastStage(instructions: Instruction[]): Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));
}

/** The list that `CMD [...]` is, also within a `HEALTHCHECK`. */
export function execForm({ text }: Instruction): string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}

/** `ENV NAME=value NAME=value` */
export function environmentOf(instructions: Instruction[]): Record<string, string> {
  const pairs = instructions.filter(({ word }) => word === 'ENV').flatMap(({ text }) => text.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}
