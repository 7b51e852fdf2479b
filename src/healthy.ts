import { environment, readSome } from './process/config.ts';
import { localUrl } from './process/listen.ts';

/** The health check of the image: asks the bot where its own settings say that it listens. */
const { HOST, PORT } = readSome(environment(), ['HOST', 'PORT']);
const answer = await fetch(`${localUrl(HOST ?? '127.0.0.1', PORT)}/healthz`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
