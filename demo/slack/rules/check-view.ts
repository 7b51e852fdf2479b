import { checkTyped } from './check-shape.ts';
import { broken, isRecord, type Problem, unless, within } from './problem.ts';
import type { Doubts } from './row.ts';
import { checkWellFormed } from './well-formed.ts';

/** What Slack refuses of a modal or a Home tab. Slack's own pointers begin with `/view`. https://docs.slack.dev/reference/views */
export function checkView(view: unknown, { doubts }: { doubts: Doubts }): Problem[] {
  return problemsOf(view)
    .filter(({ certain }) => certain || doubts === 'refused')
    .map((problem) => ({ ...problem, error: problem.error ?? 'invalid_arguments' }));
}

function problemsOf(view: unknown): Problem[] {
  if (!isRecord(view)) return [broken('view.type', '', 'a view is an object')];
  const type = view.type;
  if (type !== 'modal' && type !== 'home')
    return unless(false, 'view.type', '/type', `unsupported type: ${String(type)}`);
  return [
    ...within('view.bytes', '', Buffer.byteLength(JSON.stringify(view))),
    ...checkTyped('', view, [type], type),
    ...checkWellFormed('', view),
  ];
}
