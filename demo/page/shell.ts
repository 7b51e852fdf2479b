import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import type { SlashCommand } from './app-menus.ts';
import { h } from './h.ts';
import { cross, paperPlane } from './pictures.ts';
import { homePlace, placeView } from './place.ts';
import type { Place } from './places.ts';
import { sidebar } from './sidebar.ts';

export interface ShellOptions {
  /** Another demo behind the same address is another page. */
  runId: string;
  places: Place[];
  /** What `/` offers. */
  command: SlashCommand;
  backstage: ReactNode;
}

export const styles = [
  'colours',
  'layout',
  'backstage',
  'composer',
  'messages',
  'charts',
  'controls',
  'dialogs',
];

/** The page before anything has happened; the rest comes over `/live`. */
export function shell({ runId, places, command, backstage }: ShellOptions): string {
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
        ...styles.map((name) => h('link', { key: name, rel: 'stylesheet', href: `/client/${name}.css` })),
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
          h('main', { id: 'main' }, places.map(placeView), homePlace(), composer(command)),
          thread(),
        ),
        modal(),
        confirmation(),
        h('p', { id: 'announcer', className: 'unseen', 'aria-live': 'polite' }),
      ),
    ),
  )}`;
}

function composer({ command, usage, about }: SlashCommand): ReactNode {
  return h(
    'form',
    { id: 'composer', className: 'composer', autoComplete: 'off' },
    h(
      'ul',
      {
        id: 'suggestions',
        className: 'suggestions',
        role: 'listbox',
        'aria-label': 'Commands',
        hidden: true,
        'data-command': command,
      },
      h(
        'li',
        { id: 'suggestion', role: 'option', 'aria-selected': true },
        h('code', null, command),
        h('span', { className: 'usage' }, usage),
        h('span', { className: 'about' }, about),
      ),
    ),
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
        placeholder: 'Message',
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
