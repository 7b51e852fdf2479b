import type { ReactNode } from 'react';
import type { MessageProps } from 'slack-blocks-to-jsx';

import { h } from './h.ts';

type EmojiHook = NonNullable<NonNullable<MessageProps['hooks']>['emoji']>;

const dots: Record<string, string> = {
  large_green_circle: 'green',
  large_orange_circle: 'orange',
  large_yellow_circle: 'yellow',
  red_circle: 'red',
  white_circle: 'white',
  large_blue_circle: 'blue',
};

/** Round dots are drawn, the same on every machine; other emoji are left to its font. */
export function emojiView(name: string, parse: Parameters<EmojiHook>[1]): ReactNode {
  const colour = dots[name];
  if (colour === undefined) return parse({ name });
  return h('span', { className: `dot ${colour}`, role: 'img', 'aria-label': `${colour} dot` });
}
