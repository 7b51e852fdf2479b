import { argvOf, commands } from '../src/process/launch.ts';

/** Of Node, as `npm start` has them. */
export const nodeOptions = argvOf(commands.start as (typeof commands)[string], [])
  .slice(0, -1)
  .filter((word) => !word.startsWith('--env-file'));
