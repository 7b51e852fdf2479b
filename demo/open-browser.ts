import { spawn } from 'node:child_process';

/** Shows the page where there is a desktop to show it on; elsewhere its address was printed, and that is all. */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv, platform = process.platform): void {
  const opener = openerOn(platform, environment);
  if (opener === null) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  // A desktop without the usual opener is no reason to stop.
  child.on('error', () => undefined);
  child.unref();
}

/** The command that opens an address, null where nobody would see it. */
export function openerOn(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): [command: string, ...args: string[]] | null {
  const isRemote = Boolean(environment.SSH_CONNECTION || environment.CI);
  if (isRemote) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  if (environment.WSL_DISTRO_NAME) return ['cmd.exe', '/c', 'start', ''];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
