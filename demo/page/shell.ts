import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { h } from './h.ts';
import { avatar, cross, house, paperPlane } from './pictures.ts';
import type { Place } from './places.ts';
import type { Suggestion } from './suggestions.ts';

export interface ShellOptions {
  /** Another demo behind the same address is another page. */
  runId: string;
  places: Place[];
  suggestions: Suggestion[];
  backstage: ReactNode;
}

/** The page before anything has happened; the rest comes over `/live`. */
export function shell({ runId, places, suggestions, backstage }: ShellOptions): string {
  return `<!doctype html>${renderToStaticMarkup(
    h(
      'html',
      { lang: 'en', 'data-run': runId },
      h(
        'head',
        null,
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('title', null, 'Revox for Slack: a demo workspace'),
        h('link', { rel: 'icon', href: '/icon.svg' }),
        h('link', { rel: 'stylesheet', href: '/blocks.css' }),
        ...['colours', 'layout', 'messages', 'dialogs'].map((name) =>
          h('link', { key: name, rel: 'stylesheet', href: `/client/${name}.css` }),
        ),
        h('script', { src: '/client/theme.js' }),
        h('script', { type: 'module', src: '/client/main.js' }),
      ),
      h(
        'body',
        null,
        backstage,
        h(
          'div',
          { className: 'workspace' },
          sidebar(places),
          h('main', { id: 'main' }, places.map(placeView), homeView(), composer(suggestions)),
          thread(),
        ),
        modal(),
        confirmation(),
        h('p', { id: 'announcer', className: 'unseen', 'aria-live': 'polite' }),
      ),
    ),
  )}`;
}

function sidebar(places: Place[]): ReactNode {
  const links = (kind: Place['kind']) =>
    places.filter((place) => place.kind === kind).map((place) => h('li', { key: place.slug }, linkTo(place)));
  return h(
    'nav',
    { className: 'sidebar', 'aria-label': 'Workspace' },
    h('p', { className: 'team' }, 'Demo workspace'),
    h(
      'ul',
      null,
      h('li', null, h('a', { href: '#home' }, h('span', { className: 'mark' }, house()), 'Home')),
    ),
    h('h2', null, 'Channels'),
    h('ul', null, links('channel')),
    h('h2', null, 'Direct messages'),
    h('ul', null, links('direct message')),
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

function placeView({ slug, name, kind, topic, channel }: Place): ReactNode {
  const title = kind === 'channel' ? `# ${name}` : name;
  return h(
    'section',
    {
      key: slug,
      className: 'place',
      'data-slug': slug,
      'data-channel': channel.id,
      'data-name': name,
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
  );
}

function homeView(): ReactNode {
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

function composer(suggestions: Suggestion[]): ReactNode {
  return h(
    'form',
    { id: 'composer', className: 'composer', autoComplete: 'off' },
    h('ul', {
      id: 'suggestions',
      className: 'suggestions',
      role: 'listbox',
      'aria-label': 'Commands',
      hidden: true,
      'data-all': JSON.stringify(suggestions),
    }),
    h(
      'div',
      { className: 'box' },
      h('input', {
        id: 'typed',
        type: 'text',
        role: 'combobox',
        'aria-label': 'Message',
        'aria-controls': 'suggestions',
        'aria-expanded': false,
        'aria-autocomplete': 'list',
        placeholder: 'Type / for commands',
        spellCheck: false,
      }),
      h('button', { type: 'submit', className: 'send', 'aria-label': 'Send' }, paperPlane()),
    ),
    h('p', { className: 'trouble', role: 'alert', id: 'trouble' }),
  );
}

function thread(): ReactNode {
  return h(
    'aside',
    { id: 'thread', className: 'thread', 'aria-label': 'Thread', hidden: true },
    h(
      'header',
      null,
      h('h2', { tabIndex: -1 }, 'Thread'),
      h('p', { className: 'topic' }),
      h(
        'button',
        { type: 'button', className: 'icon', 'data-close-thread': true, 'aria-label': 'Close thread' },
        cross(),
      ),
    ),
    h(
      'div',
      { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': 'Messages in the thread' },
      h('div', { className: 'parent' }),
      h('div', { className: 'messages' }),
    ),
  );
}

function modal(): ReactNode {
  return h('dialog', { id: 'modal', className: 'modal', 'aria-labelledby': 'modal-title' });
}

function confirmation(): ReactNode {
  return h(
    'dialog',
    {
      id: 'confirm',
      className: 'confirm',
      'aria-labelledby': 'confirm-title',
      'aria-describedby': 'confirm-text',
    },
    h(
      'form',
      { method: 'dialog' },
      h('h2', { id: 'confirm-title' }),
      h('p', { id: 'confirm-text' }),
      h(
        'footer',
        null,
        h('button', { value: 'deny', className: 'button plain' }),
        h('button', { value: 'confirm', className: 'button primary' }),
      ),
    ),
  );
}
