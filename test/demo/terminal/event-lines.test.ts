import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';

import type { SlackEvent } from '../../../demo/slack/events.ts';
import type { UsedControl } from '../../../demo/slack/gestures.ts';
import { choices } from '../../../demo/terminal/choices.ts';
import { eventLines } from '../../../demo/terminal/event-lines.ts';
import { plainText } from '../../../demo/terminal/spans.ts';
import { widthOf } from '../../../demo/terminal/width.ts';

const names: Record<string, string> = { U1: 'you', C1: 'calls' };
const channel = { id: 'C1', name: 'calls' };

describe('an answer in the terminal', () => {
  it('shows every kind of block that the bot uses', () => {
    expect(answer(sample)).toMatchInlineSnapshot(`
      "Revox  only visible to you
      │ Calls that failed
      │ 🔴 Too many calls: lower the number of simultaneous calls, or spread
      │ the campaign over more time.
      │ • Notes: asked to move the visit to the week after, in the morning if
      │   possible.
      │ ▏ Agent: Hello.
      │ ▏ Person: Hi, what is it?
      │ 
      │ #  Outcome   Talk time
      │ 1  ⚪ Busy           –
      │ 2  🟢 Human  1 min 4 s
      │ 
      │ Results
      │ Human     ████████████████████████████████ 6 (75 %)
      │ Voicemail ██████████▋ 2 (25 %)
      │ 
      │ ────────────────────────────────────────
      │ Open a call…   [1] 1. Busy   [2] 2. Human   [3] Older   [4] Newer
      │ 2 of 2 calls · asked by @you
      "
    `);
  });

  it('offers buttons and options by number, and pressing one is what Slack would send', () => {
    const offered = choices();
    answer(sample, offered);
    expect(offered.find('1')?.control).toMatchObject({
      type: 'static_select',
      action_id: 'open_call',
      selected_option: { value: 'call_1' },
    });
    expect(offered.find('3')?.control).toEqual({
      type: 'button',
      action_id: 'turn_list',
      block_id: 'pages',
      value: 'older',
      text: { type: 'plain_text', text: 'Older' },
    } satisfies UsedControl);
    expect(offered.find('5')).toBeNull();
  });

  it('falls back to the text when there are no blocks', () => {
    expect(show(answerOf([], 'Nothing *yet*.'))).toEqual([
      'Revox  only visible to you',
      '│ Nothing yet.',
      '',
    ]);
  });

  it('stays within the width of the terminal', () => {
    for (const line of show(answerOf(sample), choices(), 44)) expect(widthOf(line)).toBeLessThanOrEqual(44);
  });

  it('says once where a form can be filled in', () => {
    const field = { type: 'input' } as unknown as KnownBlock;
    expect(
      answer([field, field, { type: 'divider' }, field])
        .split('\n')
        .slice(1, -1),
    ).toEqual(['│ A form: open http://127.0.0.1:4000/', `│ ${'─'.repeat(40)}`]);
  });

  it('names a block that has no likeness in a terminal', () => {
    expect(answer([{ type: 'video' } as unknown as KnownBlock])).toContain('│ [video: see it in Slack]');
  });
});

describe('a message in the terminal', () => {
  const message = (ts: string): SlackEvent => ({
    kind: 'message',
    channel,
    message: { ts, text: 'A call ended.', blocks: [openButton] },
  });

  it('has its own letter, so that a later message never changes what a typed name means', () => {
    const offered = choices();
    show(message('1.000001'), offered);
    show(message('2.000001'), offered);
    expect(offered.find('a1')?.where).toMatchObject({ message: { ts: '1.000001' } });
    expect(offered.find('b1')?.where).toMatchObject({ message: { ts: '2.000001' } });
  });

  it('gives its letter away only after the alphabet is used up', () => {
    const offered = choices();
    for (let index = 1; index <= 27; index++) show(message(`${index}.000001`), offered);
    expect(offered.find('a1')?.where).toMatchObject({ message: { ts: '27.000001' } });
    expect(offered.find('b1')?.where).toMatchObject({ message: { ts: '2.000001' } });
  });

  it('says in one line that it was edited', () => {
    const edit: SlackEvent = {
      kind: 'edit',
      channel,
      message: { ts: '1.1', text: 'Recording\nthere', blocks: [] },
    };
    const [line, ...more] = show(edit);
    expect(line).toMatch(/^#calls {2}\d\d:\d\d:\d\d {2}edited: Recording there$/);
    expect(more).toEqual([]);
  });
});

describe('text that comes from callers', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31mred\u202eevil\u0000';

  it.each([
    ['rich text', [{ type: 'rich_text', elements: [section({ type: 'text', text: hostile })] }]],
    ['plain text', [{ type: 'section', text: { type: 'plain_text', text: hostile } }]],
    ['mrkdwn', [{ type: 'section', text: { type: 'mrkdwn', text: `<https://x.example|${hostile}>` } }]],
    ['a table', [{ type: 'table', rows: [[{ type: 'raw_text', text: hostile }]] }]],
    [
      'a button',
      [
        {
          ...openButton,
          elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: hostile } }],
        },
      ],
    ],
    [
      'a chart',
      [
        {
          type: 'data_visualization',
          title: hostile,
          chart: { type: 'pie', segments: [{ label: hostile, value: 1 }] },
        },
      ],
    ],
  ])('cannot command the terminal through %s', (_, blocks) => {
    const shown = answer(blocks as KnownBlock[]);
    expect(shown).toContain('red');
    expect(shown).not.toMatch(/[^\P{Cc}\n]/u);
    expect(shown).not.toContain('\u202e');
  });
});

describe('Slack’s mark-up', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', 'bold and italic and gone'],
    ['2 * 3 * 4 and snake_case_word', '2 * 3 * 4 and snake_case_word'],
    ['`/revox help`', '/revox help'],
    ['<@U1> in <#C1|old-name>', '@you in #calls'],
    ['<https://example.com|the manual>', 'the manual'],
    ['a &lt; b &amp;&amp; c', 'a < b && c'],
    [':large_green_circle: :unheard_of:', '🟢 :unheard_of:'],
    ['<!here>', '@here'],
  ])('%s reads as %s', (text, read) => {
    expect(answer([{ type: 'section', text: { type: 'mrkdwn', text } }])).toContain(`│ ${read}\n`);
  });
});

const openButton: KnownBlock = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'open_call', value: 'call_1', text: { type: 'plain_text', text: 'Open' } },
  ],
};

const sample = [
  { type: 'header', text: { type: 'plain_text', text: 'Calls that failed' } },
  {
    type: 'rich_text',
    elements: [
      section(
        { type: 'emoji', name: 'red_circle' },
        { type: 'text', text: ' Too many calls', style: { bold: true } },
        {
          type: 'text',
          text: ': lower the number of simultaneous calls, or spread the campaign over more time.',
        },
      ),
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          section({
            type: 'text',
            text: 'Notes: asked to move the visit to the week after, in the morning if possible.',
          }),
        ],
      },
      {
        type: 'rich_text_quote',
        elements: [{ type: 'text', text: 'Agent: Hello.\nPerson: Hi, what is it?' }],
      },
    ],
  },
  {
    type: 'table',
    column_settings: [{ align: 'right' }, { align: 'left' }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: '#' },
        { type: 'raw_text', text: 'Outcome' },
        { type: 'raw_text', text: 'Talk time' },
      ],
      [
        { type: 'raw_text', text: '1' },
        {
          type: 'rich_text',
          elements: [section({ type: 'emoji', name: 'white_circle' }, { type: 'text', text: ' Busy' })],
        },
        { type: 'raw_text', text: '–' },
      ],
      [
        { type: 'raw_text', text: '2' },
        {
          type: 'rich_text',
          elements: [
            section({ type: 'emoji', name: 'large_green_circle' }, { type: 'text', text: ' Human' }),
          ],
        },
        { type: 'raw_text', text: '1 min 4 s' },
      ],
    ],
  },
  {
    type: 'data_visualization',
    title: 'Results',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Human', value: 6 },
        { label: 'Voicemail', value: 2 },
      ],
    },
  },
  { type: 'divider' },
  {
    type: 'actions',
    block_id: 'pages',
    elements: [
      {
        type: 'static_select',
        action_id: 'open_call',
        placeholder: { type: 'plain_text', text: 'Open a call…' },
        options: [
          { text: { type: 'plain_text', text: '1. Busy' }, value: 'call_1' },
          { text: { type: 'plain_text', text: '2. Human' }, value: 'call_2' },
        ],
      },
      { type: 'button', action_id: 'turn_list', value: 'older', text: { type: 'plain_text', text: 'Older' } },
      { type: 'button', action_id: 'turn_list', value: 'newer', text: { type: 'plain_text', text: 'Newer' } },
    ],
  },
  {
    type: 'context',
    elements: [
      { type: 'plain_text', text: '2 of 2 calls' },
      { type: 'mrkdwn', text: '· asked by <@U1>' },
    ],
  },
] as KnownBlock[];

function section(...elements: object[]) {
  return { type: 'rich_text_section', elements };
}

function answerOf(blocks: KnownBlock[], text = 'Fallback'): SlackEvent {
  return { kind: 'answer', answer: { ts: '1.1', channel, text, blocks, replaces: null, deleted: false } };
}

function answer(blocks: KnownBlock[], offered = choices()): string {
  return show(answerOf(blocks), offered).join('\n');
}

function show(event: SlackEvent, offered = choices(), width = 72): string[] {
  const nameOf = (id: string) => names[id] ?? null;
  return eventLines(event, {
    width,
    nameOf,
    pageUrl: 'http://127.0.0.1:4000/',
    offerer: offered.offerer,
  }).map(plainText);
}
