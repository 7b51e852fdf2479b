import type { Row as Rule } from '../../demo/slack/rules/row.ts';
import { uncertainRows } from '../../demo/slack/rules/rows.ts';
import { homeView } from '../../src/slack/blocks/home-view.ts';
import { ask } from '../ask.ts';
import { type Question, questionOf } from '../questions.ts';
import type { Row, Verdict } from '../row.ts';
import { tryPost, type Workbench } from '../workbench.ts';

/** What nobody is sure of, asked by showing it. What needs a click is for `listening`. */
export async function* doubts(bench: Workbench): AsyncGenerator<Row> {
  for (const rule of uncertainRows) {
    const question = questionOf(rule);
    if (!needsClick(question)) yield rowOn(rule, question, await asked(question, bench));
  }
}

/** The rest, where nobody is asked to click. */
export async function* withoutClick(): AsyncGenerator<Row> {
  for (const rule of uncertainRows) {
    const question = questionOf(rule);
    if (needsClick(question))
      yield rowOn(rule, question, { state: 'not asked', how: 'run it with --listen' });
  }
}

export function needsClick({ place }: Question): boolean {
  return place === 'answer' || place === 'modal';
}

export function rowOn(rule: Rule, question: Question, verdict: Verdict): Row {
  return { about: `in doubt: ${rule.id}`, verdict, does: question.does, essential: null, rule: rule.id };
}

function asked(question: Question, bench: Workbench): Verdict | Promise<Verdict> {
  if (question.place === null) return { state: 'not asked', how: question.how };
  const { client, channel, user, left } = bench;
  const { blocks } = question;
  switch (question.place) {
    case 'ephemeral':
      return ask(() => client.chat.postEphemeral({ channel, user, text: 'A question of form', blocks }));
    case 'home':
      left.home = true;
      return ask(() =>
        client.views.publish({ user_id: user, view: { ...homeView({ blocks: [] }), blocks } }),
      );
    default:
      return tryPost(bench, blocks);
  }
}
