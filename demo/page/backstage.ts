import type { ReactNode } from 'react';

import { mostCallsPerMinute } from '../revox/controls.ts';
import { type StoryName, stories, storyNames } from '../revox/stories.ts';
import { h } from './h.ts';
import { halfMoon } from './pictures.ts';
import type { Asked, StageState } from './stage.ts';

/** The strip above the workspace: what a person can make happen at the emulated Revox. On a phone it is folded. */
export function backstageView({ story, callsPerMinute, carrierDown, apiDown, said }: StageState): ReactNode {
  return h(
    'header',
    { className: 'backstage' },
    h(
      'p',
      { className: 'title' },
      h('strong', null, 'Backstage'),
      h('span', null, ' not part of Slack'),
      h(
        'button',
        { type: 'button', className: 'maker fold', 'aria-expanded': false, 'aria-controls': 'makers' },
        'Make something happen',
      ),
    ),
    h(
      'div',
      { className: 'makers', id: 'makers', role: 'group', 'aria-label': 'Make something happen at Revox' },
      h(
        'form',
        { 'data-rate': true },
        h('label', { htmlFor: 'rate' }, 'Calls per minute'),
        h('input', {
          id: 'rate',
          type: 'number',
          min: 0,
          max: mostCallsPerMinute,
          defaultValue: callsPerMinute,
        }),
      ),
      maker('Burst of 500', 'burst'),
      switchView('Carrier outage', 'carrier', carrierDown),
      switchView('API down', 'api', apiDown),
      maker('Late call from yesterday', 'late'),
      maker('Ask for a call-back', 'wish'),
      maker('Return that call', 'return'),
      maker('Digest in a minute', 'digest'),
      storyMenu(story),
    ),
    h(
      'p',
      { className: 'outcome', role: 'status' },
      h('span', { id: 'outcome' }, said),
      ' ',
      h('a', { id: 'look', hidden: true }),
    ),
    h(
      'button',
      { type: 'button', className: 'icon', id: 'theme', 'aria-label': 'Light or dark' },
      halfMoon(),
    ),
  );
}

function maker(label: string, make: Asked['make']): ReactNode {
  return h('button', { type: 'button', className: 'maker', 'data-make': make }, label);
}

/** On while the trouble lasts. */
function switchView(label: string, make: Asked['make'], on: boolean): ReactNode {
  return h(
    'button',
    { type: 'button', className: 'maker switch', role: 'switch', 'aria-checked': on, 'data-make': make },
    h('span', { className: 'knob', 'aria-hidden': true }),
    label,
  );
}

function storyMenu(story: StoryName): ReactNode {
  return h(
    'select',
    { id: 'story', className: 'maker', 'aria-label': 'Whose calls', defaultValue: story },
    storyNames.map((name) => h('option', { key: name, value: name }, stories[name].title)),
  );
}
