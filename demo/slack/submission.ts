import type { ApiAnswer } from './emulator.ts';
import type { OpenView } from './events.ts';

/** What becomes of a modal whose form was submitted. */
export type Submitted =
  | { kind: 'closed' | 'all closed' | 'open' }
  /** By block id, shown beside the inputs. */
  | { kind: 'refused'; errors: Record<string, string> };

/** What an app may answer: https://docs.slack.dev/surfaces/modals#response_actions */
export type SubmissionAnswer =
  | { response_action?: undefined | 'clear' }
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update' | 'push'; view: object };

export interface SubmissionDeps {
  callAsBot(method: string, form: Record<string, string>): Promise<ApiAnswer>;
  newTrigger(view: OpenView): Promise<string>;
}

export async function submitted(
  answer: SubmissionAnswer,
  view: OpenView,
  { callAsBot, newTrigger }: SubmissionDeps,
): Promise<Submitted> {
  switch (answer.response_action) {
    case 'errors':
      return { kind: 'refused', errors: answer.errors };
    case 'update':
      await callAsBot('views.update', { view_id: view.id, view: JSON.stringify(answer.view) });
      return { kind: 'open' };
    case 'push':
      await callAsBot('views.push', {
        trigger_id: await newTrigger(view),
        view: JSON.stringify(answer.view),
      });
      return { kind: 'open' };
    case 'clear':
      return { kind: 'all closed' };
    default:
      return { kind: 'closed' };
  }
}
