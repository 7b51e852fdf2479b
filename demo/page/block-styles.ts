import { readFile } from 'node:fs/promises';

import { files } from '../files.ts';

/** The library writes its styles for an id that would stand on the page once a message, and as weighty as ids are. */
export async function blockStyles(): Promise<string> {
  const styles = await readFile(files.blockStyles, 'utf8');
  return styles
    .replaceAll('#slack_blocks_to_jsx', ':where(.slack_blocks_to_jsx)')
    .replaceAll('.slack_blocks_to_jsx.styles_enabled', ':where(.slack_blocks_to_jsx.styles_enabled)')
    .replaceAll('!important', '');
}
