import { checkMessage, type Problem } from '../../demo/slack/rules/check-message.ts';
import { checkView } from '../../demo/slack/rules/check-view.ts';
import { isRecord } from '../../demo/slack/rules/problem.ts';

/**
 * What is wrong with a message that we mean to send. Doubts count, but for charts and tables: where a workspace refuses
 * those, the same goes out without them.
 */
export function messageProblems(message: { text?: unknown; blocks?: unknown }): Problem[] {
  return [
    ...checkMessage(message, { surface: 'message', doubts: 'refused' }).filter(isOurs),
    ...ownProblems(message.blocks, '/blocks'),
    ...(String(message.text ?? '').trim() === '' ? [own('/text', 'nothing is read aloud')] : []),
  ];
}

/** The same of a modal or a Home tab, also with what the emulated Slack noted on it; nothing in them is doubted. */
export function viewProblems(view: unknown): Problem[] {
  const { id, method, parameters, ...sent } = isRecord(view) ? view : {};
  return [...checkView(sent, { doubts: 'refused' }), ...ownProblems(sent, '')];
}

function isOurs({ rule }: Problem): boolean {
  return !/^block\/(table|data_visualization)\//.test(rule);
}

/** Not a rule of Slack but one of ours: without `verbatim`, Slack makes mentions and links out of words. */
function ownProblems(value: unknown, pointer: string): Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => ownProblems(item, `${pointer}/${index}`));
  if (!isRecord(value)) return [];
  const loose = value.type === 'mrkdwn' && value.verbatim !== true;
  return [
    ...(loose ? [own(pointer, 'mrkdwn must be verbatim')] : []),
    ...Object.entries(value).flatMap(([key, item]) => ownProblems(item, `${pointer}/${key}`)),
  ];
}

function own(pointer: string, message: string): Problem {
  return { pointer, message, rule: 'own', certain: true };
}
