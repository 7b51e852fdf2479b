import type { ReactNode } from 'react';

import { h } from './h.ts';

/** The few pictures of the page, drawn here so that nothing is fetched. */
export function avatar(): ReactNode {
  return picture(
    '0 0 36 36',
    h('rect', { width: 36, height: 36, rx: 8, fill: '#1f2a44' }),
    h('path', {
      d: 'M12 15.5v5M16 12v12M20 9.5v17M24 14v8',
      stroke: '#7fd1c1',
      strokeWidth: 2.6,
      strokeLinecap: 'round',
    }),
  );
}

export function eye(): ReactNode {
  return picture(
    '0 0 16 16',
    h('path', {
      d: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z',
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.4,
    }),
    h('circle', { cx: 8, cy: 8, r: 2, fill: 'currentColor' }),
  );
}

export function house(): ReactNode {
  return outline('M2.5 7.5 8 3l5.5 4.5M4 6.8V13h8V6.8');
}

export function paperPlane(): ReactNode {
  return picture(
    '0 0 16 16',
    h('path', { d: 'M2 2.5 14.5 8 2 13.5 3.8 8.7 9 8 3.8 7.3Z', fill: 'currentColor' }),
  );
}

export function cross(): ReactNode {
  return outline('M4 4l8 8M12 4l-8 8');
}

export function halfMoon(): ReactNode {
  return outline('M13 9.8A5.5 5.5 0 1 1 6.2 3a4.4 4.4 0 0 0 6.8 6.8Z');
}

function outline(d: string): ReactNode {
  return picture(
    '0 0 16 16',
    h('path', {
      d,
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.5,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    }),
  );
}

function picture(viewBox: string, ...shapes: ReactNode[]): ReactNode {
  return h('svg', { viewBox, 'aria-hidden': true, focusable: false }, ...shapes);
}
