import { checkChart } from './chart.ts';
import { checkElements, checkImage, checkInteractive } from './elements.ts';
import { count, isRecord, optionalText, type Problem, records, type Thing, text } from './problem.ts';
import { checkRichText } from './rich-text.ts';
import { checkDataTable, checkTable } from './table.ts';
import { optionalTextObject, plainText, textObject } from './text-object.ts';

type Check = (pointer: string, block: Thing) => Problem[];

const checks: Record<string, Check> = {
  actions: (at, { elements }) => checkElements(`${at}/elements`, elements, 1, 25),
  card: checkCard,
  context: checkContext,
  context_actions: (at, { elements }) => checkElements(`${at}/elements`, elements, 1, 5),
  container: checkContainer,
  data_table: checkDataTable,
  data_visualization: checkChart,
  divider: () => [],
  header: (at, block) => plainText(`${at}/text`, block.text, 150),
  image: (at, block) => [...checkImage(at, block), ...optionalTextObject(`${at}/title`, block.title, 2000)],
  input: checkInput,
  markdown: (at, block) => text(`${at}/text`, block.text, 12_000),
  rich_text: checkRichText,
  section: checkSection,
  table: checkTable,
};

export function checkBlock(pointer: string, block: Thing): Problem[] {
  const check = checks[String(block.type)];
  if (check === undefined)
    return [{ pointer, message: `${String(block.type)} does not belong in our messages` }];
  return [...optionalText(`${pointer}/block_id`, block.block_id, 255), ...check(pointer, block)];
}

function checkSection(pointer: string, { text: own, fields, accessory }: Thing): Problem[] {
  if (own === undefined && fields === undefined)
    return [{ pointer, message: 'a section has text or fields' }];
  return [
    ...optionalTextObject(`${pointer}/text`, own, 3000),
    ...(fields === undefined ? [] : count(`${pointer}/fields`, fields, 1, 10)),
    ...records(fields).flatMap((field, index) => textObject(`${pointer}/fields/${index}`, field, 2000)),
    ...(isRecord(accessory) ? checkInteractive(`${pointer}/accessory`, accessory) : []),
  ];
}

function checkContext(pointer: string, { elements }: Thing): Problem[] {
  return [
    ...count(`${pointer}/elements`, elements, 1, 10),
    ...records(elements).flatMap((element, index) => {
      const at = `${pointer}/elements/${index}`;
      return element.type === 'image' ? checkImage(at, element) : textObject(at, element, 3000);
    }),
  ];
}

function checkCard(pointer: string, card: Thing): Problem[] {
  const shown = ['hero_image', 'title', 'body', 'actions'].some((part) => card[part] !== undefined);
  return [
    ...(shown ? [] : [{ pointer, message: 'a card has an image, a title, a body or actions' }]),
    ...optionalTextObject(`${pointer}/title`, card.title, 150),
    ...optionalTextObject(`${pointer}/subtitle`, card.subtitle, 150),
    ...optionalTextObject(`${pointer}/body`, card.body, 200),
    ...checkElements(`${pointer}/actions`, card.actions ?? [], 0, 3),
  ];
}

function checkContainer(pointer: string, { title, subtitle, child_blocks }: Thing): Problem[] {
  return [
    ...optionalTextObject(`${pointer}/title`, title, 150),
    ...optionalTextObject(`${pointer}/subtitle`, subtitle, 150),
    ...count(`${pointer}/child_blocks`, child_blocks, 1, 10),
    ...records(child_blocks).flatMap((child, index) => checkBlock(`${pointer}/child_blocks/${index}`, child)),
  ];
}

/** What is to be filled in needs a label, for the eye and for a screen reader. */
function checkInput(pointer: string, { label, hint, element }: Thing): Problem[] {
  return [
    ...plainText(`${pointer}/label`, label, 2000),
    ...optionalTextObject(`${pointer}/hint`, hint, 2000),
    ...(isRecord(element)
      ? checkInteractive(`${pointer}/element`, element)
      : [{ pointer: `${pointer}/element`, message: 'there is nothing to fill in' }]),
  ];
}
