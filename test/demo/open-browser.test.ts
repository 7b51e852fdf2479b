import { describe, expect, it } from 'vitest';

import { openerOn } from '../../demo/open-browser.ts';

describe('where the page is opened', () => {
  it.each([
    ['on a Mac', 'darwin', {}, 'open'],
    ['on Windows', 'win32', {}, 'cmd'],
    ['in WSL', 'linux', { WSL_DISTRO_NAME: 'Debian' }, 'cmd.exe'],
    ['on a Linux desktop', 'linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['under Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['not on a server', 'linux', {}, undefined],
    ['not over SSH', 'darwin', { SSH_CONNECTION: '203.0.113.5 22' }, undefined],
    ['not in CI', 'linux', { DISPLAY: ':99', CI: 'true' }, undefined],
  ] as const)('%s', (_, platform, environment, command) => {
    expect(openerOn(platform, environment)?.[0]).toBe(command);
  });
});
