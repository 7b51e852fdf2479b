import { isRecord, type Problem, text } from './problem.ts';

/** A `plain_text` or `mrkdwn` object. */
export function textObject(pointer: string, value: unknown, limit: number): Problem[] {
  if (!isRecord(value)) return [{ pointer, message: 'text is missing' }];
  return [...text(`${pointer}/text`, value.text, limit), ...verbatim(pointer, value)];
}

export function optionalTextObject(pointer: string, value: unknown, limit: number): Problem[] {
  return value === undefined ? [] : textObject(pointer, value, limit);
}

export function plainText(pointer: string, value: unknown, limit: number): Problem[] {
  const isPlain = isRecord(value) && value.type === 'plain_text';
  return [
    ...(isPlain ? [] : [{ pointer, message: 'must be plain_text' }]),
    ...textObject(pointer, value, limit),
  ];
}

/** Not a limit of Slack but a rule of ours: without it Slack makes mentions and links out of words. */
function verbatim(pointer: string, { type, verbatim }: Record<string, unknown>): Problem[] {
  return type === 'mrkdwn' && verbatim !== true ? [{ pointer, message: 'mrkdwn must be verbatim' }] : [];
}
