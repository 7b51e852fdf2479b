import packageFile from '../package.json' with { type: 'json' };

/** Of Node, as `npm start` has them. */
export const nodeOptions = packageFile.scripts.start
  .split(' ')
  .filter((word) => /^--(?!env-file)/.test(word));
