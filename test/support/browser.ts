import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Nothing is fetched, drawn by a GPU, or kept from the root user of a container. */
const args = [
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A real browser from npm alone; where that one does not run, one that is installed. */
export async function openBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const [name, options] of browsers()) {
    try {
      return await chromium.launch({ args, ...(await options()) });
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  throw new Error(
    `No browser starts here, so what it would show is not tested. Install Chrome.\n${failures.join('\n')}`,
  );
}

function browsers(): [name: string, options: () => Promise<LaunchOptions>][] {
  const isPackedFor = process.platform === 'linux' && process.arch === 'x64';
  return [
    ...(isPackedFor ? [['packed Chromium', packedChromium] as [string, typeof packedChromium]] : []),
    ['Chrome', async () => ({ channel: 'chrome' })],
    ['Edge', async () => ({ channel: 'msedge' })],
    ['Chromium', async () => ({ executablePath: '/usr/bin/chromium' })],
  ];
}

/** Unpacked once. It brings the libraries and the font that a bare machine lacks. */
async function packedChromium(): Promise<LaunchOptions> {
  const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
  const folder = join(dirname(packed), 'unpacked');
  if (!existsSync(folder)) await unpack(packed, folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** Beside its place, and then moved there: another test that looks finds all of it or nothing. */
async function unpack(packed: string, folder: string): Promise<void> {
  const beside = await mkdtemp(`${folder}-`);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = beside;
  try {
    await Promise.all(
      ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((name) => inflate(join(packed, name))),
    );
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  await mkdir(join(beside, 'fonts-cache'));
  await writeFile(join(beside, 'fonts.conf'), fontsConfiguration(folder));
  await rename(beside, folder).catch(() => rm(beside, { recursive: true }));
}

/** This Chromium gives up where no font at all is found. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="weak"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`;
}
