import { homeView } from '../../src/slack/blocks/home-view.ts';
import type { Rendered } from '../../src/slack/blocks/rendered.ts';
import { formsOf } from '../../src/slack/blocks/simpler.ts';
import { digestMessage } from '../../src/slack/digests/digest-message.ts';
import { inBestForm } from '../../src/slack/door/best-form.ts';
import { whisper } from '../../src/slack/door/say.ts';
import { bundleMessage } from '../../src/slack/news/bundle-message.ts';
import { renderHome } from '../../src/slack/status/home.ts';
import { ask } from '../ask.ts';
import { type Row, type Verdict, wordOf } from '../row.ts';
import { sampleHome } from '../samples/home.ts';
import { digest, manyCalls, options } from '../samples/nouns.ts';
import { formTaken, type Workbench } from '../workbench.ts';

/** What one person is shown: answers in a channel, and the Home tab. */
export async function* answers(bench: Workbench): AsyncGenerator<Row> {
  const withCharts = digestMessage.words(digest, options);
  const withTable = bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options);
  const [, without = withCharts] = formsOf(withCharts);
  yield await answer(bench, 'answer one person with charts', withCharts);
  yield await answer(bench, 'answer one person with a table', withTable);
  yield await answer(bench, 'answer one person without charts and tables', without);
  yield await home(bench);
}

/** As the product answers: in the best form that Slack takes. */
async function answer(bench: Workbench, about: string, rendered: Rendered): Promise<Row> {
  const { client, channel, user, sayer, refusals } = bench;
  refusals.length = 0;
  const send = (form: Rendered) => whisper(client, channel, user, form);
  const asked = await ask(() => inBestForm(rendered, send, { surface: 'ephemeral', about: {} }, sayer));
  const isTaken = asked.state === 'taken';
  const does = isTaken
    ? `answers ${formTaken(rendered, refusals)}`
    : 'answers in a direct message that says to ask again';
  return { about, verdict: isTaken ? afterRefusals(bench) : asked, does, essential: 'ephemeral' };
}

function afterRefusals({ refusals }: Workbench): Verdict {
  if (refusals.length === 0) return { state: 'taken' };
  return { state: 'taken', said: refusals.map((one) => `after ${wordOf(one)}`).join(', ') };
}

async function home({ client, user, left }: Workbench): Promise<Row> {
  const view = homeView(renderHome(sampleHome, options));
  const verdict = await ask(() => client.views.publish({ user_id: user, view }));
  if (verdict.state === 'taken') left.home = true;
  const does = verdict.state === 'taken' ? 'draws it when it is opened' : 'draws it in words alone';
  return { about: 'publish Home', verdict, does, essential: 'Home' };
}
