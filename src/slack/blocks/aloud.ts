import type { RichTextElement } from '@slack/types';
import { fitting, linesOf, said } from './plain.ts';
import type { MessageBlock, Rendered, Shown } from './rendered.ts';
import { spoken } from './safe-text.ts';
import { fragileKinds, without } from './simpler.ts';

/** With the text that a message must have beside its blocks. */
export function withText({ text, blocks }: Shown): Rendered {
  return { text: text ?? aloud(blocks), blocks };
}

/**
 * What only one person sees, as a screen reader says it and a notification begins: a title is a sentence, a row of a
 * table a line. Dots, links, buttons and menus are left out.
 */
function aloud(blocks: MessageBlock[]): string {
  const lines = without(fragileKinds, blocks).flatMap(linesAloud);
  return fitting(lines.map(withoutSigns).filter((line) => line !== ''));
}

/** A masked number is “the number ending in 5678”. */
function withoutSigns(line: string): string {
  return line
    .replaceAll(/(?<![\p{L}:"])(?:\bnumber )?(?:\+\d+ )?•••• (\d+)/gu, 'the number ending in $1')
    .replaceAll(/:(?:\w+_)?circle: /g, '')
    .replaceAll(' · ', ', ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function linesAloud(block: MessageBlock): string[] {
  if (block.type !== 'header') return linesOf(block, saidAloud);
  return linesOf(block).map((title) => (/[.!?:…]$/.test(title) ? title : `${title}.`));
}

function saidAloud(element: RichTextElement): string {
  if (element.type === 'emoji') return '';
  return element.type === 'link' ? spoken(element.text ?? '') : said(element);
}
