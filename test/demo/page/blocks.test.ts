import type { KnownBlock } from '@slack/types';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { blocksView } from '../../../demo/page/blocks.ts';
import { barChart, pie } from '../../../src/slack/blocks/charts.ts';
import {
  actions,
  bold,
  button,
  dotted,
  footnote,
  paragraph,
  table,
  words,
} from '../../../src/slack/blocks/rich.ts';

const context = { idPrefix: 'm1', channels: [{ id: 'C0000001', name: 'digest' }], users: [] };

describe('blocks on the page', () => {
  it.each([
    ['a bold word', paragraph([bold('Human')]), /<span[^>]*font-semibold[^>]*>Human</],
    ['a footnote', footnote('Local day in UTC'), /class="block context".*Local day in UTC/],
    ['a channel by its name', paragraph([{ type: 'channel', channel_id: 'C0000001' }]), /#?digest/],
    [
      'a dot with its colour in words',
      paragraph([{ type: 'emoji', name: 'red_circle' }]),
      /aria-label="red dot"/,
    ],
    [
      'a time as the reader has it',
      paragraph([{ type: 'date', timestamp: 0, format: '{date_num}', fallback: '' }]),
      /<time dateTime="1970-01-01T00:00:00.000Z">\d\d\/\d\d\/19(70|69)<\/time>/i,
    ],
    [
      'a button with what it sends',
      actions(button('Open', 'open_call', 'c1')),
      /data-control="{&quot;type&quot;:&quot;button&quot;.*c1/,
    ],
    [
      'the titles of a table as titles',
      [table([{ title: 'Outcome' }], [['Busy']])],
      /<th[^>]*scope="col">Outcome<\/th>.*<td[^>]*>Busy/,
    ],
    [
      'a pie with its shares',
      [
        pie(
          'Results',
          [
            { word: 'human', count: 3 },
            { word: 'IVR', count: 1 },
          ],
          (word) => word,
        ),
      ],
      /human · 3 \(75%\)/,
    ],
    [
      'bars with their numbers',
      [barChart('Hours', { Calls: [{ label: '09', value: 7 }] })],
      /Chart, Hours\. 09 7/,
    ],
    [
      'what it cannot draw, by its name',
      [{ type: 'actions', elements: [{ type: 'workflow_button' }] }],
      /workflow_button: see it in Slack/,
    ],
  ])('show %s', (_, blocks, pattern) => {
    expect(markup(blocks as KnownBlock[])).toMatch(pattern);
  });

  it('say quietly by each chart that it may be missing, and by nothing else', () => {
    const chart = pie('Results', [{ word: 'human', count: 3 }], (word) => word);
    expect(markup([chart])).toMatch(
      /<\/figure><p class="chart-note">May be missing where your Slack takes no charts/,
    );
    expect(markup(paragraph([bold('Human')]))).not.toContain('chart-note');
  });

  it('show what a caller said as it is, and never as a part of the page', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const html = markup([
      ...paragraph(dotted(words(hostile))),
      table([{ title: hostile }], [[hostile]]),
      ...actions(button(hostile, 'open_call', hostile)),
      ...footnote(hostile),
    ]);
    expect(html).not.toContain('<img');
    expect(html.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('offer each option of a menu as a button of its own', () => {
    const options = ['calls', 'errors'].map((value) => ({
      text: { type: 'plain_text', text: value },
      value,
    }));
    const html = markup([
      { type: 'actions', block_id: 'b', elements: [{ type: 'static_select', action_id: 'pick', options }] },
    ] as KnownBlock[]);
    expect(html.match(/role="menuitem"/g)).toHaveLength(2);
    expect(html).toMatch(/popovertarget="m1-b-pick".*id="m1-b-pick"/i);
  });
});

function markup(blocks: unknown[]): string {
  return renderToStaticMarkup(blocksView(blocks as KnownBlock[], context));
}
