import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const version = '4.1.15';
const folder = join(tmpdir(), 'revox-bench', `node-red-${version}`);
const program = join(folder, 'node_modules/node-red/red.js');

/** From npm, beside the database of the benches; no package of ours. @returns null where it cannot be had. */
export async function installedNodeRed(): Promise<string | null> {
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const install = ['install', `node-red@${version}`, '--prefix', folder, ...options];
  try {
    await promisify(execFile)('npm', install, { cwd: folder, timeout: 180_000 });
    return program;
  } catch (error) {
    process.stderr.write(`Node-RED is not measured, as npm cannot install it: ${(error as Error).message}\n`);
    return null;
  }
}

/** What a neighbour is told. */
export interface Polling {
  listUrl: string;
  slackUrl: string;
  channel: string;
  everySeconds: number;
}

/** The same as the naive poller, in nodes. @returns the arguments of Node that run it. */
export async function nodeRedIn(folder: string, program: string, polling: Polling): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  await writeFile(join(folder, 'flows.json'), JSON.stringify(nodesOf(polling)));
  const settings = join(folder, 'settings.js');
  await writeFile(
    settings,
    `module.exports = { uiHost: '127.0.0.1', uiPort: 0, httpAdminRoot: false, flowFile: 'flows.json' };\n`,
  );
  return [program, '--userDir', folder, '--settings', settings];
}

const readNew = `
const known = flow.get('known');
const ended = msg.payload.calls.filter(({ status }) => status === 'completed' || status === 'error');
flow.set('known', new Set([...(known ?? []), ...ended.map(({ id }) => id)]));
if (known === undefined) return null;
const fresh = ended.filter(({ id }) => !known.has(id)).toReversed();
return [fresh.map((call) => ({
  headers: { authorization: 'Bearer xoxb-bench', 'content-type': 'application/json' },
  payload: { channel: msg.channel, text: 'Call ' + call.phone_number },
}))];
`;

function nodesOf({ listUrl, slackUrl, channel, everySeconds }: Polling): object[] {
  const timer = { p: 'channel', v: channel, vt: 'str' };
  const inTab = { z: 'tab' };
  return [
    { id: 'tab', type: 'tab', label: 'calls' },
    {
      ...inTab,
      id: 'timer',
      type: 'inject',
      props: [timer],
      repeat: String(everySeconds),
      once: true,
      onceDelay: 0.1,
      wires: [['read']],
    },
    {
      ...inTab,
      id: 'read',
      type: 'http request',
      method: 'GET',
      ret: 'obj',
      url: `${listUrl}/call?page=0&page_size=100`,
      wires: [['new']],
    },
    { ...inTab, id: 'new', type: 'function', func: readNew, outputs: 1, wires: [['post']] },
    {
      ...inTab,
      id: 'post',
      type: 'http request',
      method: 'POST',
      ret: 'txt',
      url: `${slackUrl}chat.postMessage`,
      wires: [[]],
    },
  ];
}
