import type { ReactNode } from 'react';

import { mostCallsPerMinute, type RevoxControls } from '../revox/controls.ts';
import { h } from './h.ts';
import { halfMoon } from './pictures.ts';

/** The strip above the workspace: what a person can make happen at the emulated Revox. */
export function backstageView(state: ReturnType<RevoxControls['state']>): ReactNode {
  return h(
    'header',
    { className: 'backstage' },
    h('p', { className: 'title' }, h('strong', null, 'Backstage'), ' the emulated Revox'),
    h(
      'div',
      { className: 'makers', role: 'group', 'aria-label': 'Make things happen at the emulated Revox' },
      h(
        'form',
        { 'data-rate': true },
        h('label', { htmlFor: 'rate' }, 'Calls per minute'),
        h('input', {
          id: 'rate',
          type: 'number',
          min: 0,
          max: mostCallsPerMinute,
          defaultValue: state.callsPerMinute,
        }),
      ),
      maker('Burst of 500', { 'data-demo': 'burst 500' }),
      switchView('Carrier outage', 'carrier', state.carrierDown),
      switchView('API down', 'api', state.apiDown),
      maker('Late call from yesterday', { 'data-demo': 'late' }),
      maker('Digest in a minute', { 'data-digest': true }),
    ),
    h('p', { className: 'outcome', role: 'status', id: 'outcome' }),
    h(
      'button',
      { type: 'button', className: 'icon', id: 'theme', 'aria-label': 'Light or dark' },
      halfMoon(),
    ),
  );
}

function maker(label: string, data: object): ReactNode {
  return h('button', { type: 'button', className: 'maker', ...data }, label);
}

/** On while the trouble lasts. */
function switchView(label: string, what: string, on: boolean): ReactNode {
  return h(
    'button',
    {
      type: 'button',
      className: 'maker switch',
      role: 'switch',
      'aria-checked': on,
      'data-demo-switch': what,
    },
    h('span', { className: 'knob', 'aria-hidden': true }),
    label,
  );
}
