import { count, optionalText, type Problem, records, sameTwice, type Thing, text } from './problem.ts';
import { optionalTextObject, plainText } from './text-object.ts';

const idLength = 255;

/** The things one can click, of one block: a button, a menu. */
export function checkElements(pointer: string, elements: unknown, fewest: number, most: number): Problem[] {
  const all = records(elements);
  return [
    ...count(pointer, elements, fewest, most),
    ...sameTwice(pointer, all, 'action_id'),
    ...all.flatMap((element, index) => checkInteractive(`${pointer}/${index}`, element)),
  ];
}

export function checkInteractive(pointer: string, element: Thing): Problem[] {
  if (element.type === 'image') return checkImage(pointer, element);
  return [
    ...text(`${pointer}/action_id`, element.action_id, idLength),
    ...checkConfirm(`${pointer}/confirm`, element.confirm),
    ...optionalTextObject(`${pointer}/placeholder`, element.placeholder, 150),
    ...byKind(pointer, element),
  ];
}

function byKind(pointer: string, element: Thing): Problem[] {
  switch (element.type) {
    case 'button':
      return checkButton(pointer, element);
    case 'static_select':
    case 'multi_static_select':
      return checkSelect(pointer, element);
    case 'overflow':
      return checkOptions(`${pointer}/options`, element.options, 5);
    case 'radio_buttons':
    case 'checkboxes':
      return checkOptions(`${pointer}/options`, element.options, 10);
    default:
      return [];
  }
}

function checkButton(pointer: string, button: Thing): Problem[] {
  return [
    ...plainText(`${pointer}/text`, button.text, 75),
    ...optionalText(`${pointer}/value`, button.value, 2000),
    ...optionalText(`${pointer}/url`, button.url, 3000),
    ...optionalText(`${pointer}/accessibility_label`, button.accessibility_label, 75),
  ];
}

function checkSelect(pointer: string, { options, option_groups }: Thing): Problem[] {
  if (option_groups === undefined) return checkOptions(`${pointer}/options`, options, 100);
  return [
    ...count(`${pointer}/option_groups`, option_groups, 1, 100),
    ...records(option_groups).flatMap((group, index) => [
      ...plainText(`${pointer}/option_groups/${index}/label`, group.label, 75),
      ...checkOptions(`${pointer}/option_groups/${index}/options`, group.options, 100),
    ]),
  ];
}

function checkOptions(pointer: string, options: unknown, most: number): Problem[] {
  return [
    ...count(pointer, options, 1, most),
    ...records(options).flatMap((option, index) => [
      ...optionalTextObject(`${pointer}/${index}/text`, option.text ?? null, 75),
      ...text(`${pointer}/${index}/value`, option.value, 150),
      ...optionalTextObject(`${pointer}/${index}/description`, option.description, 75),
      ...optionalText(`${pointer}/${index}/url`, option.url, 3000),
    ]),
  ];
}

function checkConfirm(pointer: string, confirm: unknown): Problem[] {
  return records([confirm]).flatMap((dialog) => [
    ...plainText(`${pointer}/title`, dialog.title, 100),
    ...optionalTextObject(`${pointer}/text`, dialog.text ?? null, 300),
    ...optionalTextObject(`${pointer}/confirm`, dialog.confirm, 30),
    ...optionalTextObject(`${pointer}/deny`, dialog.deny, 30),
  ]);
}

export function checkImage(pointer: string, image: Thing): Problem[] {
  return [
    ...text(`${pointer}/alt_text`, image.alt_text, 2000),
    ...optionalText(`${pointer}/image_url`, image.image_url, 3000),
  ];
}
