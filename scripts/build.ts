import { join } from 'node:path';

import { root } from '../src/process/bundle.ts';
import { bundleTo } from './bundle.ts';

await bundleTo(join(root, 'dist'));
process.stdout.write('The bundle is in dist/. npm start runs it until src/ or a package changes.\n');
