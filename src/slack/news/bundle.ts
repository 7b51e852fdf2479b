import type { Bundle, ToldCalls } from '../../calls/bundle.ts';
import { endOf, type Mute } from '../../calls/mute.ts';
import { meaningOf } from '../../calls/outcome.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { mentioning } from '../blocks/person.ts';
import { spokenLine } from '../blocks/plain.ts';
import type { MessageBlock, Rendered, RenderOptions } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { endElement, timeElement } from '../blocks/times.ts';
import { renderCompact } from './compact.ts';
import { mutingMenu } from './mute-menu.ts';
import { renderByTopic } from './render-by-topic.ts';

/** Calls as the channel wants to get them. */
export function renderBundle(told: ToldCalls, shownTo: RenderOptions): Rendered {
  const { kind, bundle, cards, headline, mute = null } = told;
  const options = { ...shownTo, headline };
  if (cards === 'compact') return renderCompact(kind, bundle, options);
  const rendered = renderByTopic(kind, bundle, options);
  const whole = mute === null ? heldBack(rendered, told, options) : muted(rendered, mute, options);
  const menu: MessageBlock[] = kind === 'errors' && mute === null ? mutingMenu(bundle) : [];
  const text = told.isReplay ? `Replay: ${whole.text}` : whole.text;
  return { text, blocks: inOneRow(whole.blocks, menu) };
}

/** What can be pressed stands in one row, also where two parts of the message have something to press. */
function inOneRow(blocks: MessageBlock[], more: MessageBlock[]): MessageBlock[] {
  const [last, added] = [blocks.at(-1), more[0]];
  if (last?.type !== 'actions' || added?.type !== 'actions') return [...blocks, ...more];
  return [...blocks.slice(0, -1), { ...last, elements: [...last.elements, ...added.elements] }];
}

/** “Held back until now; the first came in at 19:04.” */
function heldBack(rendered: Rendered, { since }: ToldCalls, options: RenderOptions): Rendered {
  if (since === undefined) return rendered;
  const line = [words('Held back until now; the first came in '), timeElement(since, options)];
  return { text: rendered.text, blocks: [...rendered.blocks, ...paragraph(line)] };
}

/** “Muted (busy) from 14:00 to 16:00”: how many they are stands below. */
function muted(rendered: Rendered, mute: Mute, options: RenderOptions): Rendered {
  const { filter, madeAt } = mute;
  const line: Line = [
    bold('Muted'),
    words(filter === '' ? '' : ` (${filterInWords(filter, options)})`),
    words(' from '),
    timeElement(madeAt, options),
    words(' to '),
    endElement(madeAt, endOf(mute), options),
  ];
  return { text: `${spokenLine(line)}. ${rendered.text}`, blocks: [...paragraph(line), ...rendered.blocks] };
}

export function withMention(rendered: Rendered, { bundle, mention }: ToldCalls): Rendered {
  const told = mention && isSevere(bundle) ? mentioning([mention], 'Your setup needs a change.') : null;
  if (told === null) return rendered;
  return { text: `${told.mentions} ${rendered.text}`, blocks: [...rendered.blocks, told.section] };
}

function isSevere({ dialErrors }: Bundle): boolean {
  return dialErrors.some(({ word }) => meaningOf(word).severity === 'high');
}
