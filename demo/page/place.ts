import type { ReactNode } from 'react';

import { h } from './h.ts';
import type { Place } from './places.ts';

/** A channel with nothing in it yet. */
export function placeView({ slug, name, kind, topic, channel }: Place): ReactNode {
  const title = kind === 'channel' ? `# ${name}` : name;
  return h(
    'section',
    {
      key: slug,
      className: 'place',
      'data-slug': slug,
      'data-channel': channel.id,
      'data-name': name,
      'data-kind': kind,
      'aria-label': name,
      hidden: true,
    },
    h('header', null, h('h1', null, title), h('p', { className: 'topic' }, topic)),
    h(
      'div',
      { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': `Messages in ${name}` },
      h(
        'div',
        { className: 'beginning' },
        h('h2', null, title),
        h(
          'p',
          null,
          kind === 'channel'
            ? `This is the very beginning of the ${name} channel.`
            : 'This is the very beginning of your conversation with Revox.',
        ),
      ),
      h('div', { className: 'day', role: 'separator' }, h('span', null, 'Today')),
      h('div', { className: 'messages' }),
    ),
    h('button', { type: 'button', className: 'to-end', hidden: true }, 'New messages ↓'),
    kind === 'channel'
      ? null
      : h('p', { className: 'read-only' }, 'Sending messages to this app has been turned off.'),
  );
}

/** The Home tab, which the bot draws when it is opened. */
export function homePlace(): ReactNode {
  return h(
    'section',
    { className: 'place home', 'data-slug': 'home', 'data-name': 'Home', 'aria-label': 'Home', hidden: true },
    h('header', null, h('h1', null, 'Revox'), h('p', { className: 'topic' }, 'Home')),
    h(
      'div',
      { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': 'Home' },
      h('div', { id: 'home' }),
    ),
  );
}
