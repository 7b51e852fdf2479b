import type { KnownBlock } from '@slack/types';
import { slackDate } from '../slack/dates.ts';
import type { SlackEvent } from '../slack/events.ts';
import type { UsedControl } from '../slack/gestures.ts';
import type { Where } from '../slack/payloads.ts';
import { blockLines } from './blocks.ts';
import { mrkdwn, type NameOf } from './mrkdwn.ts';
import { type Line, type Span, span } from './spans.ts';
import { cut, wrap } from './width.ts';

export interface EventContext {
  width: number;
  nameOf: NameOf;
  pageUrl: string;
  offerer(where: Where): (control: UsedControl) => string;
}

const indent = 2;

/** What one thing that happened in the workspace looks like in a terminal. */
export function eventLines(event: SlackEvent, context: EventContext): Line[] {
  switch (event.kind) {
    case 'message': {
      const { channel, message } = event;
      const title = [span(`#${channel.name}`, 'bold'), span(`  ${clockTime(message.ts)}`, 'dim')];
      const thread = message.thread_ts ? [span('  in a thread', 'dim')] : [];
      return framed(
        [...title, ...thread],
        span('  '),
        message,
        { kind: 'message', channel, message },
        context,
      );
    }
    case 'edit': {
      const title = `#${event.channel.name}  ${clockTime(event.message.ts)}  edited: `;
      return [
        cut([span(title, 'dim'), span(event.message.text.replaceAll('\n', ' '), 'dim')], context.width),
      ];
    }
    case 'answer': {
      if (event.answer.deleted) return [[span('The answer was taken away.', 'dim')]];
      const title = [span('Revox', 'bold', 'green'), span('  only visible to you', 'dim')];
      return framed(
        title,
        span('│ ', 'green'),
        event.answer,
        { kind: 'answer', answer: event.answer },
        context,
      );
    }
    case 'view': {
      const { view } = event;
      const title = [span(viewTitle(view.title), 'bold', 'magenta'), span(`  ${view.type}`, 'dim')];
      return framed(title, span('│ ', 'magenta'), { text: '', ...view }, { kind: 'view', view }, context);
    }
  }
}

type Content = { text: string; blocks: KnownBlock[] };

function framed(title: Line, edge: Span, content: Content, where: Where, context: EventContext): Line[] {
  const width = context.width - indent;
  const lines =
    content.blocks.length > 0
      ? blockLines(content.blocks, { ...context, width, offer: context.offerer(where) })
      : wrap(mrkdwn(content.text, context.nameOf), width);
  return [title, ...lines.map((line) => [edge, ...line]), []];
}

function viewTitle(title: { text: string } | null): string {
  return title?.text ?? 'Home';
}

function clockTime(ts: string): string {
  return slackDate(Math.floor(Number(ts)), '{time_secs}');
}
