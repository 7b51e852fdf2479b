import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Something that nobody thought of, which fails with data in its message, its cause and its properties. It lies where
 * a library would that we know nothing of.
 *
 * @returns what makes Node load it: the process then breaks on the signal SIGUSR2.
 */
export function crashOnSignal(folder: string, data: string): string {
  const place = join(folder, 'node_modules/unknown');
  mkdirSync(place, { recursive: true });
  const path = join(place, 'index.mjs');
  const text = JSON.stringify(data);
  writeFileSync(
    path,
    `process.on('SIGUSR2', () => {
      const cause = Object.assign(new Error(${text}), { reason: ${text}, code: ${text} });
      const error = Object.assign(new Error(${text}, { cause }), { call: ${text}, reason: ${text} });
      void Promise.reject(new AggregateError([error], ${text}, { cause: error }));
    });`,
  );
  return `--import=${pathToFileURL(path)}`;
}
