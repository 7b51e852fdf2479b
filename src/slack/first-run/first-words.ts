import { hello } from '../blocks/hello.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import type { MessageBlock, Rendered } from '../blocks/rendered.ts';
import { actions, bold, bullets, button, header, paragraph, words } from '../blocks/rich.ts';
import { choices } from '../subscriptions/start-form.ts';

const running = 'I’m running, and nothing is posted yet.';
const choose =
  'Choose a channel and what it gets. You see how many messages a day that would be before anything is posted.';

/** The first message to each admin: the bot has its tokens, and no channel. */
export function renderFirstRun(): Rendered {
  return {
    text: `${hello} ${running} ${choose} Get started on my Home tab.`,
    blocks: [...paragraph([bold(hello)], [words(`${running} ${choose}`)]), ...chooseButton()],
  };
}

/** The same at the top of Home, until a channel is subscribed. */
export function getStarted(): MessageBlock[] {
  return [
    header('Get started'),
    ...paragraph([bold(running)], [words(choose)]),
    ...chooseButton(),
    { type: 'divider' },
  ];
}

function chooseButton(): MessageBlock[] {
  return actions({ ...button('Choose a channel', 'subscribe_a_channel'), style: 'primary' });
}

/** What one can click in the message to a channel, each with what can be typed for it. */
export const firstChoices = {
  outcomes: { ...choices.outcomes, is: 'Errors that need you, incidents, and calls that reached a person' },
  problems: choices.problems,
  digest: { label: 'Daily digest', is: 'The day before in one message, at 09:00', typed: ['digest'] },
} as const;

export type FirstChoice = keyof typeof firstChoices;

const invited = 'Thanks for inviting me. Nothing is posted here until somebody chooses:';

/** To a channel, once: what the bot can do there. */
export function renderInvited(): Rendered {
  const each = Object.values(firstChoices);
  const [first, ...others] = (Object.keys(firstChoices) as FirstChoice[]).map((name) =>
    button(firstChoices[name].label, `choose_${name}`),
  );
  return {
    text: `${invited} ${each.map(({ label }) => label).join(', ')}. Or type /revox subscribe.`,
    blocks: [
      ...paragraph([bold(invited)]),
      ...bullets(...each.map(({ label, is }) => [bold(label), words(`: ${is}`)])),
      ...actions(first ?? null, ...others, button('More options', 'subscribe_more')),
    ],
  };
}

const test = 'sent this test: I can post here.';

/** To a channel, for somebody who has just subscribed it. */
export function renderTest(by: string): Rendered {
  return {
    text: `${spokenPerson(by)} ${test}`,
    blocks: paragraph([...person(by), words(` ${test}`)]),
  };
}
