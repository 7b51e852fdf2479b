import type { ReactNode } from 'react';

import { h } from './h.ts';
import { avatar, house } from './pictures.ts';
import type { Place } from './places.ts';

/** Where one can go, with what is unread. */
export function sidebar(places: Place[]): ReactNode {
  const links = (kind: Place['kind']) =>
    places.filter((place) => place.kind === kind).map((place) => h('li', { key: place.slug }, linkTo(place)));
  return h(
    'nav',
    { className: 'sidebar', 'aria-label': 'Workspace' },
    h('p', { className: 'team' }, 'Demo workspace'),
    h('h2', null, 'Channels'),
    h('ul', null, links('channel')),
    h('h2', null, 'Apps'),
    h(
      'ul',
      null,
      links('direct message'),
      h('li', null, h('a', { href: '#home' }, h('span', { className: 'mark' }, house()), 'Home')),
    ),
  );
}

function linkTo({ slug, name, kind, channel }: Place): ReactNode {
  return h(
    'a',
    { href: `#${slug}`, 'data-channel': channel.id },
    h('span', { className: 'mark', 'aria-hidden': true }, kind === 'channel' ? '#' : avatar()),
    h('span', { className: 'name' }, name),
    h('span', { className: 'unread' }),
  );
}
