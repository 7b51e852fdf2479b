import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isBundled, root } from '../src/process/bundle.ts';

/** What the demo reads as it is. A bundle has it beside its programs. */
export const files = {
  manifest: join(root, 'manifest.yml'),
  client: join(root, isBundled ? 'client' : 'demo/page/client'),
  blockStyles: isBundled
    ? join(root, 'blocks.css')
    : fileURLToPath(import.meta.resolve('slack-blocks-to-jsx/dist/style.css')),
};
