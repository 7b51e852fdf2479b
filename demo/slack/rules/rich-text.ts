import { count, type Problem, records, type Thing, text } from './problem.ts';

/** Blocks, sections, lists, quotes and what is in them; they nest. */
export function checkRichText(pointer: string, { elements }: Thing): Problem[] {
  return [
    ...count(`${pointer}/elements`, elements, 1, Number.POSITIVE_INFINITY),
    ...records(elements).flatMap((element, index) => checkElement(`${pointer}/elements/${index}`, element)),
  ];
}

function checkElement(pointer: string, element: Thing): Problem[] {
  switch (element.type) {
    case 'rich_text_section':
    case 'rich_text_list':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return checkRichText(pointer, element);
    case 'text':
      // One space between two words is a text of its own, and Slack takes it.
      return typeof element.text === 'string' && element.text !== ''
        ? []
        : text(`${pointer}/text`, element.text, 0);
    case 'date':
      return checkDate(pointer, element);
    case 'link':
      return text(`${pointer}/url`, element.url, 3000);
    case 'emoji':
      return text(`${pointer}/name`, element.name, 255);
    case 'user':
      return text(`${pointer}/user_id`, element.user_id, 255);
    case 'channel':
      return text(`${pointer}/channel_id`, element.channel_id, 255);
    default:
      return [{ pointer, message: `${String(element.type)} does not belong in our messages` }];
  }
}

function checkDate(pointer: string, { timestamp, format }: Thing): Problem[] {
  const isWhole = Number.isInteger(timestamp);
  return [
    ...(isWhole ? [] : [{ pointer: `${pointer}/timestamp`, message: 'must be whole seconds' }]),
    ...text(`${pointer}/format`, format, 255),
  ];
}
