import type { ActionsBlockElement } from '@slack/types';

import type { Bundle } from '../../calls/bundle.ts';
import type { CallInBrief } from '../../calls/call.ts';
import { type FollowUp, isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import { counted } from '../blocks/numbers.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, paragraph } from '../blocks/rich.ts';
import { followUpButtons, followUpMenu } from '../calls/follow-up-buttons.ts';
import { followUpLines, spokenFollowUp } from '../calls/follow-up-line.ts';
import { callLine } from '../calls/headline.ts';

/** Under the card of a single call: who has its follow-up, and what can be pressed first in the row of the card. */
export function withFollowUp(
  rendered: Rendered,
  { single, followUps }: Bundle,
  options: RenderOptions,
): Rendered {
  const followUp = single === null ? undefined : followUps.get(single.call.id);
  if (single === null || followUp === undefined) return rendered;
  const lines = paragraph(...followUpLines(followUp, single.call, options));
  const spoken = spokenFollowUp(followUp, options);
  return {
    text: spoken === '' ? rendered.text : `${rendered.text} ${spoken}`,
    blocks: pressedFirst(rendered.blocks, lines, (others) =>
      followUpButtons(followUp, single.call.id, others),
    ),
  };
}

function pressedFirst(
  blocks: MessageBlock[],
  lines: MessageBlock[],
  buttons: (others: number) => ActionsBlockElement[],
): MessageBlock[] {
  const last = blocks.at(-1);
  if (last?.type !== 'actions') return [...blocks, ...lines, ...actions(...buttons(0))];
  return [
    ...blocks.slice(0, -1),
    ...lines,
    { ...last, elements: [...buttons(last.elements.length), ...last.elements] },
  ];
}

/** Of several calls those that need one: a line each, with what can be pressed under it. */
export function followUpRows({ calls, followUps }: Bundle, options: RenderOptions): MessageBlock[] {
  return calls.flatMap((call) => {
    const followUp = followUps.get(call.id);
    return followUp === undefined ? [] : followUpRow(call, followUp, options);
  });
}

function followUpRow(call: CallInBrief, followUp: FollowUp, options: RenderOptions): MessageBlock[] {
  return [
    ...paragraph(callLine(call, options), ...followUpLines(followUp, call, options)),
    ...actions(...followUpMenu(followUp)),
  ];
}

/** “ 3 to follow up.” */
export function spokenFollowUps({ calls, followUps }: Bundle): string {
  const open = calls.filter(({ id }) => {
    const followUp = followUps.get(id);
    return followUp !== undefined && isUnfinished(followUp);
  });
  return open.length === 0 ? '' : ` ${counted(open.length, 'call')} to follow up.`;
}
